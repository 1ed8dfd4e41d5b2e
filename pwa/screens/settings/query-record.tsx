import { useState } from 'preact/hooks';
import type { QueryRecordEntry } from '../../../core/model/dns.ts';
import { dnsPurposeWord, recordResultWord } from '../../../core/words/dns-result.ts';
import { Button } from '../../components/button.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment, number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { saveBlob } from '../../state/save-blob.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { settingsTexts } from './texts.ts';

/** Every question that left the machine, to be checked by the user. */
export function QueryRecord() {
  const t = textsOf(settingsTexts);
  const query = useQuery('queries', (engine) => engine.settings.queryRecord(), ['queries', 'domains']);
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState({ column: 'time', down: true });
  const all = query.data ?? [];
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = all.filter((entry) => {
    const text = `${entry.name} ${entry.type} ${entry.resolver} ${entry.purpose} ${dnsPurposeWord(entry.purpose, language.value)}`;
    return words.every((word) => text.toLowerCase().includes(word));
  });
  const c = t.columns;
  const columns: Column<QueryRecordEntry>[] = [
    {
      id: 'time',
      title: c.time,
      sort: (e) => e.time,
      cell: (e) => <span class="nowrap">{moment(e.time / 1000)}</span>,
    },
    { id: 'name', title: c.name, sort: (e) => e.name, cell: (e) => <span class="mono">{e.name}</span> },
    { id: 'type', title: c.type, sort: (e) => e.type, cell: (e) => e.type },
    {
      id: 'why',
      title: c.why,
      rank: 2,
      sort: (e) => e.purpose,
      cell: (e) => dnsPurposeWord(e.purpose, language.value),
    },
    { id: 'resolver', title: c.resolver, rank: 3, sort: (e) => e.resolver, cell: (e) => e.resolver },
    {
      id: 'result',
      title: c.result,
      rank: 3,
      sort: (e) => e.result,
      cell: (e) => recordResultWord(e, language.value),
    },
    {
      id: 'took',
      title: c.took,
      end: true,
      rank: 3,
      sort: (e) => e.took,
      cell: (e) => t.ms(number(Math.round(e.took))),
    },
  ];
  return (
    <section class="stack" aria-label={t.record}>
      <div class="row">
        <h2>{t.record}</h2>
        <span class="muted num">{number(all.length)}</span>
        <span class="spring" />
        {all.length > 0 && (
          <>
            <SearchField label={t.recordFilter} value={search} onInput={setSearch} />
            <Button
              onClick={() =>
                saveBlob(
                  new Blob([JSON.stringify(shown, null, 2)], { type: 'application/json' }),
                  'rualens-queries.json',
                )
              }
            >
              {t.recordExport}
            </Button>
            <Button
              onClick={async () => {
                await getEngine().settings.clearQueryRecord();
                toast(t.recordCleared);
              }}
            >
              {t.recordClear}
            </Button>
          </>
        )}
      </div>
      <p class="muted">
        {all.length === 0 ? t.recordEmpty : shown.length === 0 ? t.recordNone : t.recordLead}
      </p>
      {shown.length > 0 && (
        <DataTable
          label={t.record}
          columns={columns}
          rows={shown}
          rowKey={(e) => `${e.time} ${e.name} ${e.type} ${e.resolver} ${e.took}`}
          sort={sort}
          onSort={setSort}
        />
      )}
    </section>
  );
}

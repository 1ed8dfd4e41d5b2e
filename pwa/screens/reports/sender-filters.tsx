import type { ComponentChildren } from 'preact';
import type { SenderList } from '../../../core/engine/senders/face.ts';
import type { SenderStatus } from '../../../core/model/sender.ts';
import { SENDER_MARKS } from '../../../core/words/marks.ts';
import { senderStatusWord, serviceKindWord } from '../../../core/words/status.ts';
import { MarkIcon } from '../../components/mark.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { route, setParams } from '../../state/router.ts';
import { COMPLIANCES, type SenderFilter } from './choose-senders.ts';
import { MORE_PARAMS } from './filter-params.ts';
import { reportsTexts } from './texts.ts';

const STATUSES: SenderStatus[] = ['not', 'partially', 'undecided', 'unchecked', 'in', 'ignored'];

/** Search, statuses with their counts, and the further filters; all of them stand in the address bar. */
export function SenderFilters(props: {
  list: SenderList;
  filter: Omit<SenderFilter, 'within'>;
  /** Beside the further filters, at the right. */
  children: ComponentChildren;
}) {
  const { list, filter } = props;
  const t = textsOf(reportsTexts);
  const counts = new Map<SenderStatus, number>();
  for (const row of list.senders) counts.set(row.status, (counts.get(row.status) ?? 0) + 1);
  const count = (id: SenderStatus) => counts.get(id) ?? 0;
  return (
    <div class="row table-head">
      <SearchField label={t.searchLabel} value={filter.search} onInput={(q) => setParams({ q })} />
      <fieldset class="chips plain" aria-label={t.filterLabel}>
        {STATUSES.filter((id) => count(id) > 0 || id === filter.status).map((id) => (
          <button
            key={id}
            type="button"
            class="chip"
            aria-pressed={filter.status === id}
            onClick={() => setParams({ status: filter.status === id ? null : id })}
          >
            <MarkIcon mark={SENDER_MARKS[id]} />
            {senderStatusWord(id, language.value, 'short')} <span class="num">{number(count(id))}</span>
          </button>
        ))}
      </fieldset>
      {count('ignored') > 0 && (
        <label class="row">
          <input
            type="checkbox"
            checked={filter.hideIgnored}
            onChange={(event) => setParams({ ignored: event.currentTarget.checked ? 'hide' : null })}
          />
          {t.hideIgnored}
        </label>
      )}
      <MoreFilters list={list} />
      {props.children}
    </div>
  );
}

function MoreFilters({ list }: { list: SenderList }) {
  const t = textsOf(reportsTexts);
  const f = t.filters;
  const { params } = route.value;
  const active = MORE_PARAMS.filter((name) => params.get(name)).length;
  const froms = distinct(list.senders.flatMap((row) => row.headerFroms));
  const kinds = distinct(list.senders.flatMap((row) => row.service?.kind ?? []));
  const word = language.value;
  return (
    <details class="more-filters no-print" open={active > 0 || undefined}>
      <summary>{active > 0 ? f.titleActive(number(active)) : f.title}</summary>
      <div class="row">
        <Choice
          param="kind"
          label={f.kind}
          options={[
            ['service', f.services],
            ['address', f.addresses],
            ...kinds.map((kind): [string, string] => [kind, serviceKindWord(kind, word)]),
          ]}
        />
        <Choice
          param="pass"
          label={f.compliance}
          options={COMPLIANCES.map((id) => [id, f.compliances[id]])}
        />
        <Choice param="from" label={f.headerFrom} options={froms.map((name) => [name, name])} />
        <Choice
          param="reporter"
          label={f.reporter}
          options={list.reporters.map(({ reporter }) => [reporter, reporter])}
        />
        <label class="row">
          <input
            type="checkbox"
            checked={params.get('new') === '1'}
            onChange={(event) => setParams({ new: event.currentTarget.checked ? '1' : null })}
          />
          {f.onlyNew}
        </label>
      </div>
    </details>
  );
}

function Choice(props: { param: string; label: string; options: [value: string, text: string][] }) {
  const { param, label, options } = props;
  const current = route.value.params.get(param) ?? '';
  const known = options.some(([value]) => value === current);
  return (
    <label class="labelled">
      <span class="small muted">{label}</span>
      <select value={current} onChange={(event) => setParams({ [param]: event.currentTarget.value || null })}>
        <option value="">{textsOf(reportsTexts).filters.any}</option>
        {current && !known && <option value={current}>{current}</option>}
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function distinct<T extends string>(values: T[]): T[] {
  return [...new Set(values)].sort();
}

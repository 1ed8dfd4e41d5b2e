import { ChevronDown, ChevronRight } from 'lucide-preact';
import { useMemo, useState } from 'preact/hooks';
import type { SpfRecordView } from '../../../core/engine/spf/face.ts';
import { Button } from '../../components/button.tsx';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { networks64 } from './record-figures.tsx';
import { RecordText } from './record-text.tsx';
import { spfTexts } from './texts.ts';
import { branchKeys, type TreeRow, treeRows } from './tree-rows.ts';

/** The tree as a table: one line a term, figures at the right, branches and runs of networks open and close. */
export function TreeTable({ view }: { view: SpfRecordView }) {
  const t = textsOf(spfTexts);
  const all = useMemo(() => branchKeys(view.tree), [view]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(all));
  const rows = useMemo(() => treeRows(view, opened), [view, opened]);
  const toggle = (key: string, open: boolean) => {
    const next = new Set(opened);
    if (open) next.delete(key);
    else next.add(key);
    setOpened(next);
  };
  const c = t.columns;
  const heads = [
    { id: 'lookups', title: c.lookups },
    { id: 'voids', title: c.voids, rank: 3 },
    { id: 'ranges', title: c.ranges, rank: 2 },
    { id: 'v4', title: c.v4, rank: 2 },
    { id: 'v6', title: c.v6, rank: 4 },
    { id: 'used', title: c.used, rank: 3 },
  ];
  return (
    <section class="stack" aria-label={t.tree}>
      <div class="row">
        <h2>{t.tree}</h2>
        <span class="spring" />
        {all.length > 0 && (
          <>
            <Button onClick={() => setOpened(new Set(all))}>{t.openAll}</Button>
            <Button onClick={() => setOpened(new Set())}>{t.closeAll}</Button>
          </>
        )}
      </div>
      <p class="muted small">{t.treeLead}</p>
      <div class="table-wrap">
        <table class="data spf-tree" aria-label={t.tree}>
          <thead>
            <tr>
              <th scope="col">
                <span>{c.term}</span>
              </th>
              {heads.map((head) => (
                <th key={head.id} scope="col" class="end" data-rank={head.rank}>
                  <span>{head.title}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <Line key={`${row.key} ${at}`} row={row} judged={view.addresses > 0} onToggle={toggle} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Line(props: { row: TreeRow; judged: boolean; onToggle: (key: string, open: boolean) => void }) {
  const { row, judged, onToggle } = props;
  const t = textsOf(spfTexts);
  const { term, open } = row;
  const name = term ? term.text : t.networks(number(row.networks.length));
  const count = (n: number) => (n === 0 ? <span class="muted">–</span> : number(n));
  const voids = Math.max(row.voids4, row.voids6);
  return (
    <tr data-row={row.key} data-term={name} data-quiet={judged && !row.reached ? '' : undefined}>
      <td>
        <div class="spf-term" style={{ paddingInlineStart: `${Math.min(row.depth, 8) * 20}px` }}>
          {open === undefined ? (
            <span class="spf-twist" />
          ) : (
            <button
              type="button"
              class="spf-twist"
              aria-expanded={open}
              aria-label={open ? t.close(name) : t.open(name)}
              onClick={() => onToggle(row.key, open)}
            >
              {open ? <ChevronDown size={16} /> : <ChevronRight size={16} />}
            </button>
          )}
          <div>
            {term ? <code class="break">{term.text}</code> : name} <Pills row={row} judged={judged} />
            {term?.branch && term.branch.errors.length > 0 && (
              <RecordText
                text={term.branch.text}
                problems={term.branch.errors.map((error) => ({
                  code: error.code,
                  path: [],
                  term: error.text,
                  at: error.at,
                  figure: 0,
                }))}
              />
            )}
            {row.hidden > 0 && (
              <div>
                <button type="button" class="link small" onClick={() => onToggle(`${row.key}*`, false)}>
                  {t.showAll(number(row.networks.length))}
                </button>
              </div>
            )}
          </div>
        </div>
      </td>
      <td class="end">{count(row.lookups)}</td>
      <td class="end" data-rank={3}>
        {voids === 0 ? count(0) : <span class="tone-bad">{number(voids)}</span>}
      </td>
      <td class="end" data-rank={2}>
        {count(row.ranges)}
      </td>
      <td class="end" data-rank={2}>
        {count(row.addresses4)}
      </td>
      <td class="end" data-rank={4}>
        {row.networks6 === 0 ? count(0) : networks64(row.networks6)}
      </td>
      <td class="end" data-rank={3}>
        {row.used === null ? <span class="muted">–</span> : number(row.used)}
      </td>
    </tr>
  );
}

/** What sets a term apart: never reached, dead, asked per address, or a branch that is no record. */
function Pills({ row, judged }: { row: TreeRow; judged: boolean }) {
  const t = textsOf(spfTexts);
  const { term } = row;
  const state = term?.branch ? t.states[term.branch.state] : '';
  // Below an include that nobody uses, each line would only say it again.
  const telling = row.depth === 0 || row.lookups > 0;
  const unused = row.used === 0 && telling && term?.kind !== 'all' && term?.kind !== 'exp';
  return (
    <>
      {term?.dead && <span class="pill">{t.dead}</span>}
      {term?.perAddress && <span class="pill">{t.perAddress}</span>}
      {state && (
        <span class="pill" data-tone="bad">
          {state}
        </span>
      )}
      {judged && !row.reached && !term?.dead && (
        <span class="pill" title={t.neverReachedHint}>
          {t.neverReached}
        </span>
      )}
      {judged && row.reached && unused && !term?.dead && (
        <span class="pill" title={t.unusedHint}>
          {t.unused}
        </span>
      )}
    </>
  );
}

import { ChevronRight, Pencil } from 'lucide-preact';
import type { DomainRow } from '../../../core/engine/domains/face.ts';
import type { Need } from '../../../core/model/need.ts';
import { domainMark } from '../../../core/words/domain-mark.ts';
import { needSentence, needWord } from '../../../core/words/need.ts';
import { problemSentence } from '../../../core/words/problem.ts';
import { domainStatusWord, pointingWord, sendingWord } from '../../../core/words/status.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { MarkIcon } from '../../components/mark.tsx';
import { Name } from '../../components/name.tsx';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { foldTexts } from './fold-texts.ts';
import { modeTexts } from './mode-texts.ts';
import { UrgencyMark } from './needs-list.tsx';
import { domainsTexts } from './texts.ts';

/** What the table does with a domain. */
export interface DomainActions {
  /** Opens the reasons of its status. */
  ask(domain: string): void;
  /** Opens the modes. */
  change(domain: string): void;
  /** Folds its names out or in. */
  toggle(domain: string): void;
  open: ReadonlySet<string>;
  /** What each domain needs, the worst first. */
  needs: ReadonlyMap<string, readonly Need[]>;
}

/** The worst that it needs, in a few words; the sentence is the tip, and the page has the rest. */
export function NeedCell({ row, needs }: { row: DomainRow; needs: readonly Need[] }) {
  const [worst] = needs;
  if (worst) {
    return (
      <span class="need-cell" title={needSentence(worst, language.value)} data-need={worst.code}>
        <UrgencyMark urgency={worst.urgency} />
        <span>
          {needWord(worst.code, language.value)}
          {needs.length > 1 && <span class="muted"> +{number(needs.length - 1)}</span>}
        </span>
      </span>
    );
  }
  // A remark on the record that asks nothing of anybody today.
  const [remark] = row.problems;
  if (!remark) return <span class="muted">–</span>;
  return (
    <span class="cell-sub remark">
      {problemSentence(remark, language.value)}
      {row.problems.length > 1 && ` +${number(row.problems.length - 1)}`}
    </span>
  );
}

/** Its name, folding mark, and tags. */
export function NameCell({ row, actions }: { row: DomainRow; actions: DomainActions }) {
  const t = textsOf(domainsTexts);
  const worst = actions.needs.get(row.domain)?.[0];
  const subdomains = row.subdomains ?? 0;
  const open = actions.open.has(row.domain);
  return (
    <div class="foldable">
      {subdomains > 0 && (
        <button
          type="button"
          class="fold"
          aria-expanded={open}
          aria-label={textsOf(foldTexts).show(number(subdomains), row.domain)}
          onClick={() => actions.toggle(row.domain)}
        >
          <ChevronRight size={16} aria-hidden="true" />
        </button>
      )}
      <a class="cell-main" data-main href={href('domain', { domain: row.domain })}>
        <Name of={row.domain} />
      </a>
      {worst && (
        <span class="cell-sub narrow-only need-cell">
          <UrgencyMark urgency={worst.urgency} />
          {needWord(worst.code, language.value)}
        </span>
      )}
      {(subdomains > 0 || row.tags.length > 0) && (
        <span class="cell-sub">
          {subdomains > 0 && (
            <a href={href('domain', { domain: row.domain, tab: 'subdomains' })}>
              {t.subdomains(number(subdomains))}
            </a>
          )}
          {subdomains > 0 && row.tags.length > 0 && ' · '}
          {row.tags.join(' · ')}
        </span>
      )}
    </div>
  );
}

/** Its status with the way to ask why, the pen, and the sending state. */
export function StatusCell(props: {
  row: DomainRow;
  ask: (domain: string) => void;
  change: (domain: string) => void;
}) {
  const { row, ask, change } = props;
  const t = textsOf(domainsTexts);
  const word = domainStatusWord(row.status, row.statusReason, language.value);
  return (
    <>
      <span class="status-cell">
        <button
          type="button"
          class="status status-button"
          title={textsOf(commonTexts).why}
          aria-label={`${word}. ${textsOf(commonTexts).why}`}
          onClick={() => ask(row.domain)}
        >
          <MarkIcon mark={domainMark(row)} />
          <span>{word}</span>
        </button>
        <Button kind="icon" label={textsOf(modeTexts).pen(row.domain)} onClick={() => change(row.domain)}>
          <Pencil size={14} />
        </Button>
      </span>
      <span class="cell-sub">
        {sendingWord(row.sending, language.value)}
        {row.declared && ` (${t.declaredBadge})`}
      </span>
    </>
  );
}

/** How `_dmarc` is pointed, and to whose host. */
export function PointingCell({ row }: { row: DomainRow }) {
  const t = textsOf(domainsTexts);
  const { host, pointing } = row;
  const below =
    row.inheritsFrom !== null
      ? t.inherits(row.inheritsFrom)
      : host.kind === 'not-applicable'
        ? ''
        : `${t.hosts[host.kind]}${host.kind === 'ours' ? '' : `: ${host.names[0] ?? ''}`}`;
  return (
    <>
      {pointingWord(pointing, language.value)}
      {below && <span class="cell-sub">{below}</span>}
    </>
  );
}

/** The policy in force, and what differs for other names, older receivers or a share of the mail. */
export function PolicyCell({ row }: { row: DomainRow }) {
  const t = textsOf(domainsTexts);
  if (!row.inForce) return <span class="muted">–</span>;
  const { current, old, pct, testing } = row.inForce;
  const { record } = row.pointing;
  const word = (policy: string | null) =>
    policy === null ? t.why.noPolicy : policy === 'unknown' ? t.why.unknown : policy;
  const extra = [
    record?.sp && record.sp !== record.p ? `sp=${record.sp}` : '',
    record?.np && record.np !== (record.sp ?? record.p) ? `np=${record.np}` : '',
    testing ? t.policy.testing : '',
    pct < 100 ? t.policy.pct(number(pct)) : '',
    old !== current ? `${word(old)} (${t.why.old})` : '',
  ].filter(Boolean);
  return (
    <>
      <span
        class="pill"
        data-tone={current === 'reject' ? 'good' : current === 'quarantine' ? 'warn' : undefined}
      >
        {word(current)}
      </span>
      {extra.length > 0 && <span class="cell-sub">{extra.join(', ')}</span>}
    </>
  );
}

import { Check, X } from 'lucide-preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Name } from '../../components/name.tsx';
import { NameWarning } from '../../components/name-warning.tsx';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { ownDomains } from '../../state/own-domains.ts';
import { confirmDomain, declineDomain, declineDomains } from './decide-domains.ts';
import { orderChoices } from './order-choices.ts';
import { domainsTexts } from './texts.ts';

export interface DomainChoice {
  domain: string;
  /** What is known of its mail, in words. */
  figures: string;
}

/** Names shown at first, and with each click after: reports of others may name thousands. */
const SHOWN = 8;
const MORE = 50;

type Answer = 'yes' | 'no';

/**
 * Asks of each domain whether it is the user's. One that was decided leaves the list at once, and the focus goes on to
 * the same button of the next one.
 */
export function DomainChoices({ choices }: { choices: DomainChoice[] }) {
  const t = textsOf(domainsTexts).confirm;
  const list = useRef<HTMLUListElement>(null);
  const next = useRef<{ domain: string | null; answer: Answer } | null>(null);
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const [most, setMost] = useState(SHOWN);
  const own = ownDomains();
  const ordered = useMemo(() => orderChoices(choices, own), [choices, own]);
  const open = ordered.filter(({ domain }) => !decided.has(domain));
  const left = open.length - most;

  // What the engine no longer lists may come back by an undo, and is to be shown then.
  useEffect(() => {
    const listed = new Set(choices.map(({ domain }) => domain));
    if ([...decided].some((domain) => !listed.has(domain))) {
      setDecided(new Set([...decided].filter((domain) => listed.has(domain))));
    }
  }, [choices]);

  useLayoutEffect(() => {
    const wanted = next.current;
    next.current = null;
    if (wanted === null) return;
    const row = [...(list.current?.children ?? [])].find(
      (each) => (each as HTMLElement).dataset.choice === wanted.domain,
    );
    const target = row?.querySelector<HTMLElement>(`[data-answer=${wanted.answer}] button`);
    // After the last one: the page itself, as after a change of pages.
    (target ?? document.querySelector('main'))?.focus();
  }, [decided]);

  const decide = (domain: string, answer: Answer) => {
    const at = open.findIndex((each) => each.domain === domain);
    next.current = { domain: (open[at + 1] ?? open[at - 1])?.domain ?? null, answer };
    setDecided(new Set([...decided, domain]));
    const failed = () => setDecided((now) => new Set([...now].filter((each) => each !== domain)));
    void (answer === 'yes' ? confirmDomain : declineDomain)(domain, failed);
  };

  const declineAll = (choices: readonly DomainChoice[]) => {
    const rest = choices.map(({ domain }) => domain);
    setDecided(new Set([...decided, ...rest]));
    void declineDomains(rest, () => setDecided(decided));
  };

  return (
    <>
      <ul class="plain-list" ref={list}>
        {open.slice(0, most).map(({ domain, figures }) => (
          <li key={domain} class="row" data-choice={domain}>
            <span class="spring">
              <strong>
                <Name of={domain} />
              </strong>{' '}
              <NameWarning of={domain} /> <span class="muted">{figures}</span>
            </span>
            <span data-answer="yes">
              <Button label={`${t.yes}: ${domain}`} onClick={() => decide(domain, 'yes')}>
                <Check size={16} aria-hidden="true" />
                {t.yes}
              </Button>
            </span>
            <span data-answer="no">
              <Button label={`${t.no}: ${domain}`} onClick={() => decide(domain, 'no')}>
                <X size={16} aria-hidden="true" />
                {t.no}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {choices.length > SHOWN && open.length > 0 && (
        <div class="row">
          {left > 0 && <Button onClick={() => setMost(most + MORE)}>{t.more(number(left))}</Button>}
          {left > 0 && (
            <Button onClick={() => declineAll(open.slice(0, most))}>
              {t.noneOfThese(number(Math.min(most, open.length)))}
            </Button>
          )}
          <Button onClick={() => declineAll(open)}>{t.noneOfRest(number(open.length))}</Button>
        </div>
      )}
    </>
  );
}

import '../../styles/needs.css';
import { CircleAlert, CircleDashed, CircleDot } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Need, Needs, NeedUrgency } from '../../../core/model/need.ts';
import { needSentence, needStepWord } from '../../../core/words/need.ts';
import { needPlace } from '../../../core/words/need-place.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { Failure } from '../../components/failure.tsx';
import { Name } from '../../components/name.tsx';
import { day, moment, number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import type { Query } from '../../state/use-query.ts';
import { RecordToCopy } from '../domain/record-to-copy.tsx';
import { needsTexts } from './needs-texts.ts';

/** Entries shown at once: what one looks through before the coffee is cold. */
const SHOWN = 7;
/** Entries drawn at most; the table below is sorted by need as well. */
const MOST = 100;

/** What needs the user, the worst first, each with one safe step; or that nothing does, and when it is looked at next. */
export function NeedsList({ query }: { query: Query<Needs> }) {
  const t = textsOf(needsTexts);
  const [all, setAll] = useState(false);
  const { data } = query;
  const shown = data?.needs.slice(0, all ? MOST : SHOWN) ?? [];
  const left = (data?.needs.length ?? 0) - shown.length;
  return (
    <section class="card stack tight" aria-label={t.title} data-needs={data?.needs.length ?? ''}>
      <h2>{t.title}</h2>
      {query.error && <Failure error={query.error} />}
      {!data && !query.error && <Busy text={t.working} />}
      {data && shown.length === 0 && <p>{nothing(data)}</p>}
      {shown.length > 0 && (
        <ol class="needs">
          {shown.map((need) => (
            <NeedLine key={`${need.domain} ${need.code} ${need.subject}`} need={need} />
          ))}
        </ol>
      )}
      {data?.importing && <p class="small muted">{t.importing}</p>}
      {data && data.unknown > 0 && <p class="small muted">{t.unknown(number(data.unknown))}</p>}
      {data && data.needs.length > SHOWN && (
        <div class="row">
          <Button kind="quiet" onClick={() => setAll(!all)}>
            {all ? t.fewer : t.all(number(data.needs.length))}
          </Button>
          {all && left > 0 && <span class="small muted">{t.more(number(left))}</span>}
        </div>
      )}
    </section>
  );
}

function nothing({ nextLook, unknown, importing }: Needs): string {
  const t = textsOf(needsTexts);
  if (importing) return t.nothingKnown;
  const later = nextLook !== null && nextLook > Date.now() / 1000;
  return `${unknown > 0 ? t.nothingKnown : t.nothing} ${later ? t.next(moment(nextLook)) : t.nextReports}`;
}

const ICONS = { now: CircleAlert, open: CircleDot, later: CircleDashed };

/** Its urgency as a mark, told apart by outline and not only by colour. */
export function UrgencyMark({ urgency }: { urgency: NeedUrgency }) {
  const Icon = ICONS[urgency];
  return (
    <Icon
      class="urgency"
      data-urgency={urgency}
      size={16}
      aria-label={textsOf(needsTexts).urgency[urgency]}
    />
  );
}

/** One line; on a domain's own page its name is left out. */
export function NeedLine({ need, own = false }: { need: Need; own?: boolean }) {
  const t = textsOf(needsTexts);
  const [open, setOpen] = useState(false);
  const { domain, code, since, messages, step, urgency } = need;
  const { page, params } = needPlace(need);
  const figures = [
    since === null ? '' : t.since(day(since)),
    // Where the sentence has its own figures they are not told twice.
    messages > 0 && !('messages' in need.detail) ? t.messages(number(messages)) : '',
  ].filter(Boolean);
  const word = needStepWord(step, language.value);
  return (
    <li data-need={code}>
      <UrgencyMark urgency={urgency} />
      <p>
        {!own && (
          <>
            <a href={href('domain', { domain })}>
              <Name of={domain} />
            </a>{' '}
          </>
        )}
        {needSentence(need, language.value)}{' '}
        {figures.length > 0 && <span class="muted small">{figures.join(' · ')}</span>}
      </p>
      {step.do === 'copy' ? (
        <Button expanded={open} label={`${word}: ${domain}`} onClick={() => setOpen(!open)}>
          {word}
        </Button>
      ) : own && step.do === 'domain' && step.tab === '' ? null : (
        <a class="button" href={href(page, params)} aria-label={`${word}: ${domain}`}>
          {word}
        </a>
      )}
      {step.do === 'copy' && open && <RecordToCopy record={step.record} />}
    </li>
  );
}

import { CircleAlert, CircleCheck, CircleHelp } from 'lucide-preact';
import type { DomainPage } from '../../../core/engine/domains/face.ts';
import type { ReportDestination } from '../../../core/model/dmarc.ts';
import { Busy } from '../../components/busy.tsx';
import { getEngine } from '../../state/engine.ts';
import { textsOf } from '../../state/language.ts';
import { network } from '../../state/settings.ts';
import { toast } from '../../state/toasts.ts';
import { enforcementTexts } from './enforcement-texts.ts';

/** Where the record asks reports to be sent, whether the other side agreed, and whether they reach the user. */
export function Destinations({ page, found }: { page: DomainPage; found: ReportDestination[] | null }) {
  const t = textsOf(enforcementTexts).destinations;
  return (
    <section class="card stack">
      <h2>{t.title}</h2>
      {found === null && network.value === 'on' && <Busy />}
      {found?.length === 0 && <p class="muted">{t.none}</p>}
      {found && found.length > 0 && (
        <ul class="plain-list">
          {found.map((each) => (
            <Destination key={each.kind + each.uri} each={each} domain={page.row.domain} />
          ))}
        </ul>
      )}
      <label class="field">
        <span class="muted small">{t.mine}</span>
        <input
          type="text"
          value={page.reportAddresses.join(', ')}
          onChange={async (event) => {
            await getEngine().domains.setReportAddresses(event.currentTarget.value.split(','));
            toast(t.saved);
          }}
        />
        <span class="muted small">{t.mineHint}</span>
      </label>
    </section>
  );
}

function Destination({ each, domain }: { each: ReportDestination; domain: string }) {
  const t = textsOf(enforcementTexts).destinations;
  const bad = each.problem !== '' || each.authorization === 'missing';
  const Icon = bad ? CircleAlert : each.authorization === 'unknown' ? CircleHelp : CircleCheck;
  return (
    <li class="stack tight">
      <span class="row">
        <Icon size={16} aria-hidden="true" class={bad ? 'tone-bad' : 'tone-good'} />
        <strong class="mono break">{each.address || each.uri}</strong>
        <span class="pill">{t[each.kind]}</span>
        {each.reachesUser !== null && (
          <span class="pill" data-tone={each.reachesUser ? 'good' : undefined}>
            {each.reachesUser ? t.reaches : t.notReaches}
          </span>
        )}
      </span>
      <span class="small muted">{each.problem === '' ? t[each.authorization] : t.problem[each.problem]}</span>
      {each.authorization === 'missing' && (
        <code>
          {domain}._report._dmarc.{each.domain}
        </code>
      )}
    </li>
  );
}

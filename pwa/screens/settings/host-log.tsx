import { textsOf } from '../../state/language.ts';
import { ChangeList } from '../domain/change-list.tsx';
import { hostsTexts } from './hosts-texts.ts';

/** What was published from here, of all domains. */
export function HostLog() {
  const t = textsOf(hostsTexts);
  return (
    <section class="card stack">
      <h2>{t.log}</h2>
      <p class="muted">{t.logLead}</p>
      <ChangeList domain={null} />
    </section>
  );
}

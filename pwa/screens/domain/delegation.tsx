import { useState } from 'preact/hooks';
import type { DomainPage } from '../../../core/engine/domains/face.ts';
import { textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { DelegationGuide } from './delegation-guide.tsx';
import { delegationTexts } from './delegation-texts.ts';

/** Chooses the host that the name is to be delegated to, and shows the way. */
export function Delegation({ page }: { page: DomainPage }) {
  const t = textsOf(delegationTexts).closed;
  const hosts = page.hosts.filter((host) => host.inLimits);
  const [chosen, setChosen] = useState(hosts[0]?.id ?? null);
  const host = hosts.find((each) => each.id === chosen) ?? hosts[0];
  if (!host) {
    return (
      <section class="card stack">
        <p>{t.noHost}</p>
        <div class="row">
          <a class="button" data-kind="primary" href={href('settings', { part: 'hosts' })}>
            {t.toHosts}
          </a>
        </div>
      </section>
    );
  }
  return (
    <>
      {hosts.length > 1 && (
        <label class="row">
          <span class="muted">{t.chooseHost}</span>
          <select value={host.id} onChange={(event) => setChosen(event.currentTarget.value)}>
            {hosts.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <DelegationGuide key={host.id} page={page} host={host} />
    </>
  );
}

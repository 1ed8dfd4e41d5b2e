import { RefreshCw } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { DomainPage } from '../../../core/engine/domains/face.ts';
import type { DkimInventory } from '../../../core/model/dkim-inventory.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { Failure } from '../../components/failure.tsx';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { network } from '../../state/settings.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { DkimKeyLine } from './dkim-key-line.tsx';
import { dkimTexts } from './dkim-texts.ts';

/** The keys of a domain: what DNS says of each, who signs with it, and what to do. */
export function DkimTab({ page }: { page: DomainPage }) {
  const t = textsOf(dkimTexts);
  const { domain, sample } = page.row;
  const query = useQuery(domain, (engine) => engine.domains.dkim(domain), ['domains', 'senders'], domain);
  const { data } = query;
  return (
    <section class="card stack" aria-label={t.title} data-keys={data?.rows.length ?? ''}>
      <div class="row">
        <h2 class="spring">{t.title}</h2>
        {(network.value === 'on' || sample) && <AskButton domain={domain} />}
      </div>
      {query.error && <Failure error={query.error} />}
      {!data && !query.error && <Busy text={t.working} />}
      {data && <Keys data={data} />}
    </section>
  );
}

function AskButton({ domain }: { domain: string }) {
  const t = textsOf(dkimTexts);
  const [busy, setBusy] = useState(false);
  return (
    <Button
      disabled={busy}
      onClick={async () => {
        setBusy(true);
        const asked = await getEngine().domains.askKeys(domain);
        setBusy(false);
        if (!asked) toast(t.unasked);
      }}
    >
      <RefreshCw class={busy ? 'spin' : ''} size={16} aria-hidden="true" />
      {busy ? t.asking : t.ask}
    </Button>
  );
}

function Keys({ data }: { data: DkimInventory }) {
  const t = textsOf(dkimTexts);
  if (data.rows.length === 0) {
    return (
      <>
        <p>{t.none}</p>
        {data.onlyFailing > 0 && <p class="small muted">{t.onlyFailing(number(data.onlyFailing))}</p>}
      </>
    );
  }
  return (
    <>
      <p class="muted">{t.lead(number(data.days))}</p>
      <table class="plain-table stacked key-table">
        <thead>
          <tr>
            <th scope="col">{t.selector}</th>
            <th scope="col">{t.key}</th>
            <th scope="col">{t.mail}</th>
            <th scope="col">{t.seen}</th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <DkimKeyLine key={row.name} row={row} newSelector={data.newSelector} />
          ))}
        </tbody>
      </table>
      {data.more > 0 && <p class="small muted">{t.more(number(data.more))}</p>}
      {data.onlyFailing > 0 && <p class="small muted">{t.onlyFailing(number(data.onlyFailing))}</p>}
      <p class="small muted">{t.failingHint}</p>
    </>
  );
}

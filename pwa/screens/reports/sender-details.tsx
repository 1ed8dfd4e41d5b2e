import { useState } from 'preact/hooks';
import type { SenderDetails } from '../../../core/engine/senders/face.ts';
import type { Period } from '../../../core/model/period.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Failure } from '../../components/failure.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { route, setParams } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { DetailsAddresses } from './details-addresses.tsx';
import { DetailsGeneral } from './details-general.tsx';
import { DetailsReports } from './details-reports.tsx';
import { GroupingDialog } from './grouping-dialog.tsx';
import { IgnoreDialog } from './ignore-dialog.tsx';
import { SaidChoice } from './said-choice.tsx';
import { servicesTexts } from './services-texts.ts';
import { withDecision } from './shown-decisions.ts';
import { takeBackIgnored } from './take-back-ignored.ts';
import { reportsTexts } from './texts.ts';

/**
 * A sender's details over the list: status with evidence, its addresses, the reports behind it. Tab and address
 * stand in the address bar; the address narrows all of it.
 */
export function SenderDetailsOverlay(props: { domain: string; period: Period; senderKey: string }) {
  const { domain, period, senderKey } = props;
  const t = textsOf(reportsTexts).details;
  const g = textsOf(servicesTexts).correct;
  const { params } = route.value;
  const address = params.get('ip');
  const tab = params.get('tab') ?? 'general';
  const key = `${domain} ${period.begin} ${period.end} ${senderKey}`;
  // At once what is known without reading the records: of a million of them the rest takes a while.
  const brief = useQuery(
    `${key} ${address} brief`,
    (engine) => engine.senders.details(domain, period, senderKey, address, true),
    ['senders', 'reports', 'settings'],
    domain,
  );
  const whole = useQuery(
    key,
    (engine) => engine.senders.details(domain, period, senderKey),
    ['senders', 'reports', 'settings'],
    domain,
  );
  const one = useQuery(
    `${key} ${address}`,
    (engine) =>
      address ? engine.senders.details(domain, period, senderKey, address) : Promise.resolve(null),
    ['senders', 'reports', 'settings'],
    domain,
  );
  // asked for from outside: a row's menu, or beside a report in webmail
  const [ignoring, setIgnoring] = useState(params.get('ask') === 'ignore');
  const [grouping, setGrouping] = useState(params.get('ask') === 'group');
  const shown = address ? one : whole;
  const known = shown.data === undefined ? brief.data : shown.data;
  const row = known && withDecision(domain, known.row);
  const details = known && row && row !== known.row ? { ...known, row } : known;
  return (
    <>
      <Dialog
        title={whole.data?.row.name ?? senderKey.slice(senderKey.indexOf(':') + 1)}
        size="side"
        onClose={() => setParams({ sender: null, tab: null, ip: null, ask: null })}
        foot={
          details && (
            <>
              <Button onClick={() => setGrouping(true)}>
                {details.row.kind === 'service' ? g.openService : g.open}
              </Button>
              <StatusActions details={details} onIgnore={() => setIgnoring(true)} />
            </>
          )
        }
      >
        {shown.error && <Failure error={shown.error} />}
        {details === null && <p>{t.gone}</p>}
        {details === undefined && !shown.error && <Busy />}
        {(whole.data?.addresses.length ?? 0) > 1 && (
          <AddressFilter
            addresses={whole.data?.addresses.map((row) => row.address) ?? []}
            current={address}
          />
        )}
        {details && (
          <Tabs
            label={details.row.name}
            tabs={[
              { id: 'general', label: t.general },
              { id: 'addresses', label: `${t.addresses} (${number(details.addresses.length)})` },
              {
                id: 'reports',
                label: `${t.reports} (${details.complete ? number(details.reports.length) : '…'})`,
              },
            ]}
            current={tab}
            onChange={(id) => setParams({ tab: id === 'general' ? null : id })}
          >
            {tab === 'general' && (
              <>
                <SaidChoice domain={domain} details={details} />
                <DetailsGeneral details={details} />
              </>
            )}
            {tab === 'addresses' && <DetailsAddresses domain={domain} rows={details.addresses} />}
            {tab === 'reports' && (details.complete ? <DetailsReports details={details} /> : <Busy />)}
          </Tabs>
        )}
      </Dialog>
      {ignoring && details?.complete && isOpen(details) && (
        <IgnoreDialog
          domain={domain}
          senders={[details]}
          onClose={() => {
            setIgnoring(false);
            setParams({ ask: null });
          }}
        />
      )}
      {grouping && details && (
        <GroupingDialog
          senders={[details]}
          onClose={(next) => {
            setGrouping(false);
            setParams({ ask: null });
            // The addresses are another sender now.
            if (next !== undefined) setParams({ sender: next, tab: null, ip: null });
          }}
        />
      )}
    </>
  );
}

/** Narrows the overlay to one address. A new entry of the history: back leads to the whole sender. */
function AddressFilter({ addresses, current }: { addresses: string[]; current: string | null }) {
  const t = textsOf(reportsTexts).details;
  return (
    <label class="row">
      <span>{t.ipFilter}</span>
      <select value={current ?? ''} onChange={(event) => setParams({ ip: event.currentTarget.value }, {})}>
        <option value="">{t.allAddresses(number(addresses.length))}</option>
        {addresses.map((address) => (
          <option key={address} value={address}>
            {address}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Asks for checking, and may be ignored. */
function isOpen({ row }: SenderDetails): boolean {
  return row.status === 'not' || row.status === 'partially';
}

function StatusActions(props: { details: SenderDetails; onIgnore: () => void }) {
  const t = textsOf(reportsTexts);
  const { details } = props;
  if (isOpen(details)) {
    return <Button onClick={props.onIgnore}>{t.details.ignore}</Button>;
  }
  const decision = details.ignored;
  if (details.row.status !== 'ignored' || !decision) return null;
  return <Button onClick={() => void takeBackIgnored(decision)}>{t.details.unignore}</Button>;
}

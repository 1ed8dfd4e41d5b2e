import '../../styles/configuration.css';
import { ArrowLeft, Pencil, RefreshCw } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DomainPage } from '../../../core/engine/domains/face.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { Failure } from '../../components/failure.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { getEngine } from '../../state/engine.ts';
import { textsOf } from '../../state/language.ts';
import { go, href, route, setParams } from '../../state/router.ts';
import { network } from '../../state/settings.ts';
import { useQuery } from '../../state/use-query.ts';
import { confirmDomain } from '../domains/decide-domains.ts';
import { ModeDialog } from '../domains/mode-dialog.tsx';
import { ChangeList } from './change-list.tsx';
import { ConfigurationTab } from './configuration-tab.tsx';
import { DkimTab } from './dkim-tab.tsx';
import { domainTexts } from './domain-texts.ts';
import { EnforcementTab } from './enforcement-tab.tsx';
import { Outlook } from './outlook.tsx';
import { StatusCard } from './status-card.tsx';
import { SubdomainsTab } from './subdomains-tab.tsx';
import { TransportTab } from './transport-tab.tsx';
import { WantedBanner } from './wanted-banner.tsx';

const TABS = ['enforcement', 'configuration', 'dkim', 'transport', 'subdomains', 'changes'] as const;

/** A domain's page: its status and why, what is in force, and what can be changed. */
export function DomainScreen() {
  const t = textsOf(domainTexts);
  const { params } = route.value;
  const domain = params.get('domain') ?? '';
  const tab = TABS.find((id) => id === params.get('tab')) ?? 'enforcement';
  const query = useQuery(domain, (engine) => engine.domains.page(domain), [
    'domains',
    'hosts',
    'senders',
    'settings',
  ]);
  const page = query.data;
  const confirmed = page?.row.listing === 'confirmed';
  // A domain that was removed while its page was open (the sample) has nothing more to show.
  const shown = useRef('');
  useEffect(() => {
    if (confirmed) shown.current = domain;
    else if (page === null && shown.current === domain) go(href('domains'), { replace: true });
  }, [confirmed, page, domain]);
  return (
    <>
      <a class="row back" href={href('domains')}>
        <ArrowLeft size={16} aria-hidden="true" /> {t.back}
      </a>
      <PageHeader title={domain}>{confirmed && <Actions page={page} />}</PageHeader>
      {query.error && <Failure error={query.error} />}
      {!page && query.busy && <Busy />}
      {page === null && <p class="banner">{t.unknown}</p>}
      {page && !confirmed && (
        <div class="banner" data-tone="warn">
          <p>{t.unconfirmed}</p>
          <Button kind="primary" onClick={() => void confirmDomain(domain)}>
            {t.confirm}
          </Button>
        </div>
      )}
      {page && confirmed && (
        <>
          {network.value !== 'on' && network.value !== 'unknown' && !page.row.sample && (
            <p class="banner" data-tone="warn">
              {t.noDns}
            </p>
          )}
          <WantedBanner page={page} />
          <Outlook page={page} />
          <StatusCard page={page} />
          <Tabs
            label={domain}
            tabs={TABS.map((id) => ({ id, label: t.tabs[id] }))}
            current={tab}
            onChange={(id) => setParams({ tab: id === 'enforcement' ? null : id })}
          >
            {tab === 'enforcement' && <EnforcementTab page={page} />}
            {tab === 'configuration' && <ConfigurationTab page={page} />}
            {tab === 'dkim' && <DkimTab page={page} />}
            {tab === 'transport' && <TransportTab page={page} />}
            {tab === 'subdomains' && <SubdomainsTab page={page} />}
            {tab === 'changes' && <ChangeList domain={domain} />}
          </Tabs>
        </>
      )}
    </>
  );
}

function Actions({ page }: { page: DomainPage }) {
  const t = textsOf(domainTexts);
  const { domain } = page.row;
  const [mode, setMode] = useState(false);
  const [busy, setBusy] = useState(false);
  return (
    <>
      {network.value === 'on' && (
        <Button
          disabled={busy}
          onClick={async () => {
            setBusy(true);
            await getEngine().domains.lookAgain(domain);
            setBusy(false);
          }}
        >
          <RefreshCw class={busy ? 'spin' : ''} size={16} aria-hidden="true" />
          {busy ? t.looking : t.lookAgain}
        </Button>
      )}
      <a class="button" href={href('reports', { domain })}>
        {t.senders}
      </a>
      <a class="button" href={href('month', { domain })}>
        {t.month}
      </a>
      <Button kind="primary" onClick={() => setMode(true)}>
        <Pencil size={16} aria-hidden="true" />
        {t.changeMode}
      </Button>
      {mode && <ModeDialog domain={domain} onClose={() => setMode(false)} />}
    </>
  );
}

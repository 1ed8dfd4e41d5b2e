import { PageHeader } from '../../components/page-header.tsx';
import { textsOf } from '../../state/language.ts';
import { AboutSection } from './about-section.tsx';
import { AccountsSection } from './accounts-section.tsx';
import { BackupSection } from './backup-section.tsx';
import { DnsSection } from './dns-section.tsx';
import { ExtensionSection } from './extension-section.tsx';
import { HostLog } from './host-log.tsx';
import { HostsSection } from './hosts-section.tsx';
import { LookSection } from './look-section.tsx';
import { QueryRecord } from './query-record.tsx';
import { SampleSection } from './sample-section.tsx';
import { StorageSection } from './storage-section.tsx';
import { settingsTexts } from './texts.ts';
import { WaitingSection } from './waiting-section.tsx';

/** Settings, and what the app does and keeps, said plainly. */
export function SettingsScreen() {
  return (
    <>
      <PageHeader title={textsOf(settingsTexts).title} />
      <div class="columns">
        <DnsSection />
        <LookSection />
        <StorageSection />
        <ExtensionSection />
        <BackupSection />
        <SampleSection />
        <AboutSection />
      </div>
      <WaitingSection />
      <AccountsSection />
      <HostsSection />
      <HostLog />
      <QueryRecord />
    </>
  );
}

import type { Resolve } from '../../model/dns.ts';
import type { InputFile } from '../../model/input.ts';
import type { Service } from '../../model/sender.ts';
import { SAMPLE_IMPORT_PREFIX } from '../../store/said/stays-here.ts';
import type { Store } from '../../store/store.ts';
import { forgetSample } from '../facts/forget.ts';
import { SERVICE_KIND } from '../judge/judge-domain.ts';
import type { Ingest } from './ingest.ts';

/** The invented company that shows what the program does: its reports, its domains, and their DNS. */
export interface SampleCompany {
  domains: readonly string[];
  /** Report files for the days before `now`, Unix seconds. */
  files(now: number): Promise<InputFile[]>;
  /** Services that send for it; invented like the company, so in no catalogue. */
  services?: readonly Service[];
  /** Its DNS, out of a zone that comes with it; nothing is asked of the network. */
  resolve: Resolve;
}

export interface SampleControl {
  add(): Promise<void>;
  remove(): Promise<void>;
  has(): Promise<boolean>;
}

/** Puts the sample beside the user's data and takes all of it away again. */
export function createSampleControl(
  store: Store,
  ingest: Ingest,
  sample: SampleCompany | null,
  platform: { now(): number; newId(): string; onAdded(domains: readonly string[]): void },
): SampleControl {
  const imports = async () =>
    (await store.imports.list()).filter((it) => it.importId.startsWith(SAMPLE_IMPORT_PREFIX) && !it.undone);
  const ownDomains = async () =>
    (await store.domains.list()).filter((it) => it.sample).map((it) => it.domain);

  async function addressesOf(domains: readonly string[]): Promise<string[]> {
    const found = new Set<string>();
    for (const domain of domains) {
      for (const { address } of await store.summaries.addresses(domain)) found.add(address);
    }
    return [...found];
  }

  return {
    async add() {
      if (sample === null || (await imports()).length > 0) return;
      const domains = [...sample.domains];
      await store.domains.change(domains, { sample: true, listing: 'confirmed' });
      const services = (sample.services ?? []).map((value) => ({ key: value.id, value }));
      if (services.length > 0) await store.decisions.set(SERVICE_KIND, services);
      const files = await sample.files(platform.now());
      await ingest.importFiles(files, () => {}, `${SAMPLE_IMPORT_PREFIX}-${platform.newId()}`);
      platform.onAdded(domains);
    },
    async remove() {
      const domains = await ownDomains();
      const addresses = await addressesOf(domains);
      for (const it of await imports()) await store.reports.undoImport(it.importId);
      await store.snapshots.forget(domains);
      await forgetSample(store, domains, addresses);
      // Last: by them a removal that was cut off finds what is left.
      await store.domains.forgetSample();
    },
    has: async () => (await imports()).length > 0 || (await ownDomains()).length > 0,
  };
}

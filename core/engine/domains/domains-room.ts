import { askedAgain } from '../../dns/asked-again.ts';
import type { Resolve } from '../../model/dns.ts';
import { ADDED_WHOLLY, createRecheck } from '../assess/recheck.ts';
import { forgetDomains } from '../facts/forget.ts';
import { ASSESSED_AT_ONCE } from '../settings/settings-room.ts';
import { addDomains, forgetWanted } from './add-domains.ts';
import { changeMode, modeCheck } from './change-mode.ts';
import { type ConfigurationDeps, type Context, RECEIVES_KIND, REPORT_ADDRESSES_KIND } from './context.ts';
import { declareSending } from './declare-sending.ts';
import { askKeys } from './dkim/ask-keys.ts';
import { dkimInventory } from './dkim/dkim-inventory.ts';
import { domainChecks } from './domain-checks.ts';
import { domainPage } from './domain-page.ts';
import type { DomainsRoom } from './face.ts';
import { foldedNames } from './folded-names.ts';
import type { HostsRoom } from './hosts/face.ts';
import { createHostAccess } from './hosts/host-access.ts';
import { createHostsRoom } from './hosts/hosts-room.ts';
import { countDomains, listDomains } from './list-domains.ts';
import { lookAgain } from './look-again.ts';
import { monthFacts } from './month/month-facts.ts';
import { namelessMail } from './nameless.ts';
import { dnsProvider } from './needs/dns-provider.ts';
import { listNeeds } from './needs/list-needs.ts';
import { outlookOf } from './needs/outlook.ts';
import { previewRecord, publishText } from './publish.ts';
import { readinessOf } from './readiness-rows.ts';
import { revertChange } from './revert-change.ts';
import { setTags } from './set-tags.ts';
import { spfAdvice } from './spf-advice.ts';
import { lookUpPassing, lookUpSubdomain } from './subdomains.ts';
import { askTransport } from './transport/ask-transport.ts';
import { fetchStsPolicy } from './transport/fetch-sts-policy.ts';
import { transportView } from './transport/transport-view.ts';
import { checkWanted, dropWanted } from './wanted-record.ts';
import { checkZoneRecords, dropZoneRecord } from './wanted-zone-records.ts';
import { previewZoneRecord, publishZoneRecord } from './zone-records.ts';

/** Domains and their policy hosts, and what the rest of the engine calls. */
export interface Domains {
  domains: DomainsRoom;
  hosts: HostsRoom;
  /** To be called once when the app opens, after a resolver is known: at most 200 questions. */
  recheck(): Promise<void>;
  /**
   * To be called whenever a domain's pointing was read: sees drift without its page being open, and looks up
   * the names below whose mail passes.
   */
  afterPointing(domain: string, resolve: Resolve): Promise<void>;
}

export function createDomains(deps: ConfigurationDeps): Domains {
  const context: Context = {
    ...deps,
    hosts: createHostAccess(deps),
    newId: deps.newId ?? (() => globalThis.crypto.randomUUID()),
    inBackground: deps.inBackground ?? ((work) => void work.catch(() => {})),
  };
  const { store } = deps;

  async function afterPointing(domain: string, resolve: Resolve): Promise<void> {
    await checkWanted(context, domain, resolve);
    await checkZoneRecords(context, domain, resolve);
    await lookUpPassing(context, domain, resolve);
  }

  const recheck = createRecheck({ ...context, afterPointing }, deps.recheckLimits);

  const domains: DomainsRoom = {
    list: (period) => listDomains(store, period, deps.now()),
    count: (period) => countDomains(store, period),
    needs: () => listNeeds(context),
    outlook: (domain) => outlookOf(context, domain),
    provider: (domain) => dnsProvider(context, domain),
    async confirm(domains) {
      await store.domains.change(domains, { listing: 'confirmed' });
      // Thousands of domains are asked about within the limits of a start, oldest answers first.
      if (domains.length > ASSESSED_AT_ONCE) context.inBackground(recheck.run());
      else deps.assessSoon(domains);
    },
    decline: (domains) => store.domains.change(domains, { listing: 'declined' }),
    async remove(domains) {
      // What was wanted of them is over.
      await forgetWanted(context, domains);
      await store.domains.remove(domains);
      await forgetDomains(store, domains);
      deps.rejudgeSoon?.(domains);
    },
    declareSending: (domain, declared) => declareSending(store, domain, declared),
    setTags: (domain, tags) => setTags(store, [{ domain, tags }]),
    setTagsOf: (entries) => setTags(store, entries),
    nameless: () => namelessMail(store),
    refresh: async (domains) => deps.assessSoon(domains),
    async add(text) {
      const result = await addDomains(context, text);
      // Names just typed have no answer yet and come first, within the same budget.
      if (result.added > 0) context.inBackground(recheck.run({ wholly: result.added <= ADDED_WHOLLY }));
      return result;
    },
    recheckState: async () => recheck.state(),
    recheckAll: () => recheck.run({ all: true }),
    stopRecheck: async () => recheck.stop(),

    page: (domain) => domainPage(context, domain),
    checks: (domain) => domainChecks(context, domain),
    async lookAgain(domain) {
      if ((await lookAgain(context, domain)) === null) return false;
      // Asked for by the user: SPF and all that rests on it as well, and the keys.
      const resolve = await deps.resolverFor(domain);
      if (resolve !== null) await deps.assess?.(domain, askedAgain(resolve));
      await askKeys(context, domain);
      return true;
    },
    dkim: (domain) => dkimInventory(context, domain),
    askKeys: (domain) => askKeys(context, domain),
    month: (domain, month) => monthFacts(context, domain, month),
    transport: (domain) => transportView(context, domain),
    askTransport: (domain, again) => askTransport(context, domain, again),
    fetchStsPolicy: (domain) => fetchStsPolicy(context, domain),
    async lookUpSubdomain(domain, name) {
      const resolve = await deps.resolverFor(domain);
      if (resolve === null) return;
      await lookUpSubdomain(context, name, resolve);
      deps.onChange('domains', domain);
    },
    async lookUpPassing(domain) {
      const resolve = await deps.resolverFor(domain);
      if (resolve === null || !(await lookUpPassing(context, domain, resolve))) return;
      deps.onChange('domains', domain);
    },
    foldedNames: (domains, period) => foldedNames(store, domains, period),
    async setReceives(domain, receives) {
      await store.decisions.set(RECEIVES_KIND, [{ key: domain, value: receives }]);
      deps.onChange('domains', domain);
    },
    async setReportAddresses(addresses) {
      const value = [...new Set(addresses.map((each) => each.trim().toLowerCase()).filter(Boolean))];
      await store.decisions.set(REPORT_ADDRESSES_KIND, [{ key: 'mine', value }]);
      deps.onChange('domains', '');
    },

    modeCheck: (domain) => modeCheck(context, domain),
    changeMode: (domain, mode) => changeMode(context, domain, mode),
    readiness: (domain, wish) => readinessOf(context, domain, wish),
    previewRecord: (domain, change) => previewRecord(context, domain, change),
    publishRecord: (domain, text) => publishText(context, domain, text, 'policy'),
    async acceptFound(domain) {
      await dropWanted(context, domain);
      deps.onChange('domains', domain);
    },
    previewZoneRecord: (domain, wish) => previewZoneRecord(context, domain, wish),
    publishZoneRecord: (domain, wish) => publishZoneRecord(context, domain, wish),
    async acceptFoundRecord(domain, target) {
      await dropZoneRecord(context, domain, target);
      deps.onChange('domains', domain);
    },
    listChanges: (domain) => store.changes.list(domain ?? undefined),
    revertChange: (id) => revertChange(context, id),
    spfAdvice: (domain, keys) => spfAdvice(context, domain, keys),
  };

  return {
    domains,
    hosts: createHostsRoom(context),
    recheck: async () => {
      await recheck.run();
    },
    afterPointing,
  };
}

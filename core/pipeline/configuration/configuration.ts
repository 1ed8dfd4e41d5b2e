import type { ConfigurationEngine } from '../../model/configuration.ts';
import type { Resolve } from '../../model/dns.ts';
import { addDomains, forgetWanted } from './add-domains.ts';
import { changeMode, modeCheck } from './change-mode.ts';
import { tryChildZone } from './child-zone.ts';
import { type ConfigurationDeps, type Context, RECEIVES_KIND, REPORT_ADDRESSES_KIND } from './context.ts';
import { delegationView, fillHost } from './delegation-view.ts';
import { domainChecks } from './domain-checks.ts';
import { domainPage } from './domain-page.ts';
import { foldedNames } from './folded-names.ts';
import { createHostAccess } from './host-access.ts';
import { lookAgain } from './look-again.ts';
import { hostOffers, listHosts, removeHost, saveHost, testHost } from './policy-hosts.ts';
import { previewRecord, publishText } from './publish.ts';
import { readinessOf } from './readiness-rows.ts';
import { ADDED_WHOLLY, createRecheck } from './recheck.ts';
import { revertChange } from './revert-change.ts';
import { spfAdvice } from './spf-advice.ts';
import { lookUpPassing, lookUpSubdomain } from './subdomains.ts';
import { checkWanted, dropWanted } from './wanted-record.ts';
import { checkZoneRecords, dropZoneRecord } from './wanted-zone-records.ts';
import { previewZoneRecord, publishZoneRecord } from './zone-records.ts';

/** The configuration half of the engine, and what the rest of the engine calls. */
export interface Configuration {
  engine: ConfigurationEngine;
  /** To be called with domains that leave the list: what was wanted of them is over. */
  forget(domains: readonly string[]): Promise<void>;
  /** To be called once when the app opens, after a resolver is known: at most 200 questions. */
  recheck(): Promise<void>;
  /**
   * To be called whenever a domain's pointing was read: sees drift without its page being open, and looks up
   * the names below whose mail passes.
   */
  afterPointing(domain: string, resolve: Resolve): Promise<void>;
}

export function createConfiguration(deps: ConfigurationDeps): Configuration {
  const context: Context = {
    ...deps,
    hosts: createHostAccess(deps),
    newId: deps.newId ?? (() => globalThis.crypto.randomUUID()),
  };
  const { store } = deps;
  const recheck = createRecheck(context, deps.recheckLimits);

  const engine: ConfigurationEngine = {
    async addDomains(text) {
      const result = await addDomains(context, text);
      // Names just typed have no answer yet and come first, within the same budget.
      if (result.added > 0) void recheck.run({ wholly: result.added <= ADDED_WHOLLY });
      return result;
    },
    recheckState: async () => recheck.state(),
    recheckAll: () => recheck.run({ all: true }),
    stopRecheck: async () => recheck.stop(),

    domainPage: (domain) => domainPage(context, domain),
    domainChecks: (domain) => domainChecks(context, domain),
    async lookAgain(domain) {
      if ((await lookAgain(context, domain)) === null) return false;
      // Asked for by the user: SPF and all that rests on it as well.
      const resolve = await deps.resolverFor(domain);
      if (resolve !== null) await deps.assess?.(domain, resolve);
      return true;
    },
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

    delegation: (domain, hostId) => delegationView(context, domain, hostId),
    fillHost: (domain, hostId) => fillHost(context, domain, hostId),
    tryChildZone: (domain, hostId) => tryChildZone(context, domain, hostId),

    hostOffers: async () => hostOffers(context),
    listHosts: () => listHosts(context),
    saveHost: (settings, key) => saveHost(context, settings, key),
    testHost: (settings, key) => testHost(context, settings, key),
    async unlockHost(id, passphrase) {
      const opened = await context.hosts.unlock(id, passphrase);
      if (opened) deps.onChange('domains', '');
      return opened;
    },
    removeHost: (id) => removeHost(context, id),

    spfAdvice: (domain, keys) => spfAdvice(context, domain, keys),
  };

  return {
    engine,
    forget: (domains) => forgetWanted(context, domains),
    recheck: async () => {
      await recheck.run();
    },
    afterPointing: async (domain, resolve) => {
      await checkWanted(context, domain, resolve);
      await checkZoneRecords(context, domain, resolve);
      await lookUpPassing(context, domain, resolve);
    },
  };
}

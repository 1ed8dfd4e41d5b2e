import type { Clock } from '../lib/clock.ts';
import type { Engine, EngineChange } from '../model/engine.ts';
import type { Store } from '../store/store.ts';
import { raiseAlerts } from './alerts.ts';
import { createAlertsEngine } from './alerts-engine.ts';
import { type AssessDeps, assessDomain } from './assess.ts';
import { type AssessQueue, createAssessQueue } from './assess-queue.ts';
import { createBackupEngine } from './backup-engine.ts';
import { coalescedChanges } from './coalesced-changes.ts';
import { createConfiguration } from './configuration/configuration.ts';
import { countDomains, listDomains } from './domain-rows.ts';
import { createExchangeEngine } from './exchange/exchange-engine.ts';
import { createImportEngine } from './import-engine.ts';
import type { Readers } from './import-file.ts';
import { createIngest } from './ingest.ts';
import { createMailboxEngine } from './mailbox/mailbox-engine.ts';
import type { Network } from './network.ts';
import { createOwnServicesEngine } from './own-services.ts';
import { failureView, listReports, loadReportView, reportXml, tlsView } from './report-queries.ts';
import { createSampleControl, type SampleCompany } from './sample.ts';
import type { OwnerOf } from './sender-overlay.ts';
import { createSenderQueries } from './sender-queries.ts';
import { createSpfEngine } from './spf-page.ts';
import { goOn } from './start-work.ts';
import { createStoredDataEngine } from './stored-data.ts';
import { createTrafficEngine } from './traffic-engine.ts';

/** Failure reports are personal data: deleted after this time unless kept. */
const FAILURE_REPORT_SECONDS = 30 * 86_400;

const JUDGE_AFTER_MS = 1_000;

/** Domains that a newly chosen resolver is asked about in full at once; of more, within a start's limits. */
const ASSESSED_AT_ONCE = 50;

export interface EngineOptions extends Readers {
  store: Store;
  network: Network;
  clock: Clock;
  /** Short random names of 0-9 and a-z. */
  newId(): string;
  sample?: SampleCompany | null;
  /** Organisation and country of an address out of the local table. */
  ownerOf?: OwnerOf;
  /** APIs without CORS can be called: true in the extension. */
  inExtension?: boolean;
  /** A bug in background work, which must not stop the rest. */
  onFault?(error: unknown): void;
}

/** The engine and the parts of it that only its own process uses. */
export interface RunningEngine extends Engine {
  /** Background work; for tests, tools and the extension's alarms. */
  readonly queue: AssessQueue;
  /** Goes on with imports that were cut off, then `keepUp`. */
  start(): Promise<void>;
  /** By the clock: deletes failure reports past their time, refreshes old DNS within limits, evaluates alerts. */
  keepUp(): Promise<void>;
  stop(): void;
}

/** Topics by whose change senders are judged anew; after `reports` their traffic is merged anew as well. */
const JUDGED_BY: EngineChange['topic'][] = ['senders', 'domains', 'settings'];

/** What shells can ask of the stored data (see Engine). */
export function createEngine(options: EngineOptions): RunningEngine {
  const { store, network, clock, newId } = options;
  const now = () => Math.floor(clock() / 1000);
  const listeners = new Set<(change: EngineChange) => void>();
  const announce = coalescedChanges((change) => {
    for (const listener of listeners) listener(change);
  });
  const onChange = (topic: 'domains' | 'senders' | 'settings', domain: string): void => {
    const change = { topic, domains: domain === '' ? [] : [domain] };
    // Other pages keep judged senders as well, and must hear of new answers.
    if (topic === 'senders') store.tell(change);
    else announce(change);
  };
  const ingest = createIngest(options);
  const imports = createImportEngine({ store, ingest, judge });
  const assessDeps: AssessDeps = {
    store,
    now,
    resolverFor: (domain) => network.resolverFor(domain),
    onChange,
    afterPointing: (domain, resolve) => configuration.afterPointing(domain, resolve),
    onRealigned: (domain) => senders.forget([domain]),
  };
  const configuration = createConfiguration({
    store,
    now,
    newId,
    gateway: network.gateway,
    resolverFor: assessDeps.resolverFor,
    inExtension: options.inExtension ?? false,
    onChange,
    async assess(domain, resolve) {
      await assessDomain(domain, { ...assessDeps, resolverFor: async () => resolve });
    },
    later(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const queue = createAssessQueue(assessDeps, {
    onOutcome(domain, outcome) {
      if (outcome.kind === 'failed') options.onFault?.(outcome.error);
      else void alert([domain]);
    },
    later(milliseconds, run) {
      const timer = setTimeout(run, Math.min(milliseconds, 2 ** 31 - 1));
      return () => clearTimeout(timer);
    },
  });
  const senders = createSenderQueries({
    store,
    now,
    isPending: (domain) => queue.isPending(domain),
    ...(options.ownerOf ? { ownerOf: options.ownerOf } : {}),
    onDecision: (domain) => queue.rejudge([domain]),
  });
  const sample = createSampleControl(store, ingest, options.sample ?? null, {
    now,
    newId,
    onAdded: (domains) => queue.assess(domains),
  });
  const unsubscribe = store.subscribe((change) => {
    if (change.topic === 'reports') senders.forget(change.domains);
    else if (JUDGED_BY.includes(change.topic)) senders.judgeAnew(change.domains);
    announce(change);
  });
  async function alert(domains: string[]): Promise<void> {
    try {
      // The store tells of new alerts; pages then take what is to be told.
      await raiseAlerts(store, domains, now());
    } catch (error) {
      options.onFault?.(error);
    }
  }

  /** Statuses of domains whose reports changed. */
  async function judge(domains: Iterable<string>): Promise<void> {
    const confirmed = new Set(await store.domains.confirmed());
    const all = [...new Set(domains)];
    queue.assess(all.filter((domain) => confirmed.has(domain)));
    queue.rejudge(all.filter((domain) => !confirmed.has(domain)));
  }

  let judging: ReturnType<typeof setTimeout> | null = null;
  /** Domains that wait for it; null: all. */
  let toJudge: Set<string> | null = new Set();

  /** Reports of an exchange come in many small messages: once after the last. */
  function judgeSoon(domains: readonly string[] | null): void {
    if (domains === null) toJudge = null;
    else for (const domain of domains) toJudge?.add(domain);
    if (judging !== null) clearTimeout(judging);
    judging = setTimeout(() => void judgeConcerned(), JUDGE_AFTER_MS);
  }

  async function judgeConcerned(): Promise<void> {
    const domains = toJudge;
    toJudge = new Set();
    try {
      if (domains !== null) return await judge(domains);
      const stored = (await store.summaries.domains()).map((it) => it.domain);
      await judge([...stored, ...(await store.domains.confirmed())]);
    } catch (error) {
      options.onFault?.(error);
    }
  }

  async function domainsOf(ids: readonly string[]): Promise<string[]> {
    const reports = await Promise.all(ids.map((id) => store.reports.get(id)));
    return reports.flatMap((it) => (it === null ? [] : [it.domain]));
  }

  async function deleteReports(ids: string[]): Promise<string> {
    const domains = await domainsOf(ids);
    const token = await store.reports.trash(ids);
    await judge(domains);
    return token;
  }

  const engine: RunningEngine = {
    ...configuration.engine,
    ...imports.engine,
    ...createStoredDataEngine(store, deleteReports),
    ...createTrafficEngine({
      store,
      senders,
      ownerOf: options.ownerOf ?? (() => null),
      naming: {
        now,
        resolverFor: assessDeps.resolverFor,
        onNames: (domain) => onChange('senders', domain),
        // A confirmed name may lead an address into a service.
        onNamed: (domain) => queue.rejudge([domain]),
      },
    }),
    ...createSpfEngine({ store, now, resolverFor: assessDeps.resolverFor }),
    ...createOwnServicesEngine({
      store,
      now,
      newId,
      rejudge: (domains) => queue.rejudge(domains),
      assess: judge,
    }),
    ...createAlertsEngine(store, { now, check: () => alert([]) }),
    ...createExchangeEngine({
      store,
      unpack: options.unpack,
      readDocument: options.readDocument,
      onChanged: judgeSoon,
    }),
    ...createMailboxEngine({
      ...options,
      wait: (milliseconds) => new Promise((go) => setTimeout(go, milliseconds)),
      imported: (importId) => imports.ended(importId),
    }),
    ...createBackupEngine({
      store,
      ingest,
      newId,
      clock,
      unpack: options.unpack,
      readDocument: options.readDocument,
      inTurn: imports.inTurn,
      onProgress: imports.tellProgress,
      judge,
    }),
    queue,
    async onChange(listener) {
      listeners.add(listener);
    },

    listDomains: (period) => listDomains(store, period, now()),
    countDomains: (period) => countDomains(store, period),
    async confirmDomains(domains) {
      await store.domains.change(domains, { listing: 'confirmed' });
      if (domains.length > ASSESSED_AT_ONCE) void configuration.recheck();
      else queue.assess(domains);
    },
    declineDomains: (domains) => store.domains.change(domains, { listing: 'declined' }),
    removeDomains: (domains) => store.domains.remove(domains),
    declareSending: (domain, declared) => store.domains.change([domain], { declared }),
    setTags: (domain, tags) => store.domains.change([domain], { tags }),
    async refreshDomains(domains) {
      queue.assess(domains);
    },

    listSenders: (domain, period) => senders.listSenders(domain, period),
    ignoreSender: (domain, key, addresses, note) => senders.ignoreSender(domain, key, addresses, note),
    unignoreSender: (domain, addresses) => senders.unignoreSender(domain, addresses),
    listIgnored: () => senders.listIgnored(),
    listReports: (filter) => listReports(store, filter),
    reportView: (id, first, max) => loadReportView(store, id, first, max),
    reportXml: (id) => reportXml(store, id),
    tlsView: (id) => tlsView(store, id),
    failureView: (id, reveal) => failureView(store, id, reveal),
    keepFailure: (id, keep) => store.reports.setKeep(id, keep),
    deleteReports,
    async undoDelete(token) {
      await store.reports.restore(token);
      await judge((await store.summaries.domains()).map((it) => it.domain));
    },

    settings: () => store.settings.get(),
    async saveSettings(change) {
      const before = await store.settings.get();
      const after = await store.settings.save(change);
      const asks = JSON.stringify(before.resolvers) !== JSON.stringify(after.resolvers);
      const opened = before.noNetwork && !after.noNetwork;
      const names = before.nameSenders !== 'on' && after.nameSenders === 'on';
      const confirmed = await store.domains.confirmed();
      // Thousands of domains are asked about within the limits of a start, oldest answers first.
      if ((asks || opened) && confirmed.length > ASSESSED_AT_ONCE) void configuration.recheck();
      else if (asks || opened) queue.assess(confirmed);
      else if (names) await judge((await store.summaries.domains()).map((it) => it.domain));
      return after;
    },
    testResolver: (choice) => network.testResolver(choice),
    queryRecord: () => store.queries.list(),
    clearQueryRecord: () => store.queries.clear(),
    async storage() {
      const [estimate, count] = await Promise.all([store.estimate(), store.reports.count()]);
      return { persisted: null, usage: estimate?.usage ?? 0, quota: estimate?.quota ?? 0, ...count };
    },
    addSample: () => imports.inTurn(() => sample.add()),
    removeSample: () => imports.inTurn(() => sample.remove()),
    hasSample: () => sample.has(),

    async start() {
      await goOn({ store, resume: imports.engine.resumeImport });
      await engine.keepUp();
    },
    async keepUp() {
      await store.reports.deleteFailuresBefore(now() - FAILURE_REPORT_SECONDS);
      await configuration.recheck();
      // Silence is noticed by the clock alone, not by an import.
      await alert([]);
    },
    stop() {
      if (judging !== null) clearTimeout(judging);
      queue.stop();
      unsubscribe();
      network.close();
      listeners.clear();
      imports.stop();
    },
  };

  return engine;
}

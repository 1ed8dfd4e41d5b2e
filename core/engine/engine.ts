import type { Clock } from '../lib/clock.ts';
import type { EngineChange } from '../model/change.ts';
import type { Store } from '../store/store.ts';
import { raiseAlerts } from './alerts/alerts.ts';
import { createAlertsRoom } from './alerts/alerts-room.ts';
import { forgetDrift, tellDrift } from './alerts/drift-alert.ts';
import { type AssessDeps, assessDomain } from './assess/assess.ts';
import { type AssessQueue, createAssessQueue } from './assess/assess-queue.ts';
import { createDomains } from './domains/domains-room.ts';
import { createExchangeRoom } from './exchange/exchange-room.ts';
import type { Engine } from './face.ts';
import type { DocumentReader, Readers } from './intake/document-reader.ts';
import { createIngest } from './intake/ingest.ts';
import { createIntake } from './intake/intake-room.ts';
import { documentReader } from './intake/read-input.ts';
import { resumeCutOff } from './intake/resume-cut-off.ts';
import { createSampleControl, type SampleCompany } from './intake/sample.ts';
import { createReportsRoom } from './reports/reports-room.ts';
import type { OwnerOf } from './senders/sender-overlay.ts';
import { createSenderQueries } from './senders/sender-queries.ts';
import { createSendersRoom } from './senders/senders-room.ts';
import { createServicesRoom } from './senders/services/services-room.ts';
import type { Network } from './settings/network.ts';
import { createSettingsRoom } from './settings/settings-room.ts';
import { createSourcesRoom } from './sources/sources-room.ts';
import { createSpfRoom } from './spf/spf-room.ts';

/** Failure reports are personal data: deleted after this time unless kept. */
const FAILURE_REPORT_SECONDS = 30 * 86_400;

const JUDGE_AFTER_MS = 1_000;

export interface EngineOptions extends Readers {
  store: Store;
  /** Reads input files; without it they are read in this thread. */
  reader?: DocumentReader;
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
  /** Resumes imports that were cut off, then `keepUp`. */
  start(): Promise<void>;
  /** By the clock: deletes failure reports past their time, refreshes old DNS within limits, evaluates alerts. */
  keepUp(): Promise<void>;
  stop(): void;
}

/** Topics by whose change senders are judged anew; after `reports` their traffic is merged anew as well. */
const JUDGED_BY: EngineChange['topic'][] = ['senders', 'domains', 'settings'];

/** The rooms over one store, and the calls between them (see Engine). */
export function createEngine(options: EngineOptions): RunningEngine {
  const { store, network, clock, newId } = options;
  const now = () => Math.floor(clock() / 1000);
  const ownerOf = options.ownerOf ?? (() => null);
  const resolverFor = (domain: string) => network.resolverFor(domain);
  const listeners = new Set<(change: EngineChange) => void>();
  // At once: whoever caused a change is told of it before the answer comes.
  const announce = (change: EngineChange): void => {
    for (const listener of [...listeners]) listener(change);
  };
  const onChange = (topic: 'domains' | 'senders' | 'settings', domain: string): void => {
    const change = { topic, domains: domain === '' ? [] : [domain] };
    // Other pages keep judged senders as well, and must hear of new answers.
    if (topic === 'senders') store.tell(change);
    else announce(change);
  };
  const later = (milliseconds: number, run: () => void) => {
    const timer = setTimeout(run, Math.min(milliseconds, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  };

  let stopped = false;
  /** After the end the store is closed under whatever still runs, which is no fault. */
  const fault = (error: unknown): void => {
    if (!stopped) options.onFault?.(error);
  };
  /** Work that nobody waits for. */
  const inBackground = (work: Promise<unknown>): void => void work.catch(fault);

  const assessDeps: AssessDeps = {
    store,
    now,
    resolverFor,
    onChange,
    afterPointing: (domain, resolve) => configured.afterPointing(domain, resolve),
    onRealigned: (domain) => senders.forget([domain]),
  };
  const queue = createAssessQueue(assessDeps, {
    onOutcome(domain, outcome) {
      if (outcome.kind === 'failed') fault(outcome.error);
      else inBackground(alert([domain]));
    },
    later,
  });
  const reader = documentReader(options);
  const ingest = createIngest({ ...options, reader });
  const sample = createSampleControl(store, ingest, options.sample ?? null, {
    now,
    newId,
    onAdded: (added) => queue.assess(added),
  });
  const intake = createIntake({ store, ingest, sample, judge });
  const configured = createDomains({
    store,
    now,
    newId,
    gateway: network.gateway,
    resolverFor,
    inExtension: options.inExtension ?? false,
    onChange,
    drift: {
      tell: (domain, record) => tellDrift(store, now(), domain, record),
      forget: (domain, record) => forgetDrift(store, domain, record),
    },
    assessSoon: (confirmed) => queue.assess(confirmed),
    async assess(domain, resolve) {
      await assessDomain(domain, { ...assessDeps, resolverFor: async () => resolve });
    },
    later,
    inBackground,
  });
  const senders = createSenderQueries({
    store,
    now,
    isPending: (domain) => queue.isPending(domain),
    resolverFor,
    ownerOf,
    onDecision: (domain) => queue.rejudge([domain]),
  });
  const unsubscribe = store.subscribe((change) => {
    if (change.topic === 'reports') senders.forget(change.domains);
    else if (JUDGED_BY.includes(change.topic)) senders.judgeAnew(change.domains);
    announce(change);
  });

  let alerting: Promise<unknown> = Promise.resolve();

  /** One after the other: what was found from older facts must not be written over what is true now. */
  function alert(concerned: string[]): Promise<void> {
    // The store tells of new alerts; pages then take what is to be told.
    const run = alerting.then(() => raiseAlerts(store, concerned, now()));
    alerting = run.catch(() => {});
    return run.then(() => {}, fault);
  }

  /** Statuses of domains whose reports changed. */
  async function judge(changed: Iterable<string>): Promise<void> {
    const confirmed = new Set(await store.domains.confirmed());
    const all = [...new Set(changed)];
    queue.assess(all.filter((domain) => confirmed.has(domain)));
    queue.rejudge(all.filter((domain) => !confirmed.has(domain)));
  }

  let stopJudging: (() => void) | null = null;
  /** Domains that wait for it; null: all. */
  let toJudge: Set<string> | null = new Set();

  /** Reports of an exchange come in many small messages: once after the last. */
  function judgeSoon(concerned: readonly string[] | null): void {
    if (concerned === null) toJudge = null;
    else for (const domain of concerned) toJudge?.add(domain);
    stopJudging?.();
    stopJudging = later(JUDGE_AFTER_MS, () => void judgeConcerned());
  }

  async function judgeConcerned(): Promise<void> {
    const domains = toJudge;
    toJudge = new Set();
    try {
      if (domains !== null) return await judge(domains);
      const stored = (await store.summaries.domains()).map((it) => it.domain);
      await judge([...stored, ...(await store.domains.confirmed())]);
    } catch (error) {
      fault(error);
    }
  }

  async function keepUp(): Promise<void> {
    await store.reports.deleteFailuresBefore(now() - FAILURE_REPORT_SECONDS);
    await configured.recheck();
    // Silence is noticed by the clock alone, not by an import.
    await alert([]);
  }

  return {
    queue,
    async onChange(listener) {
      listeners.add(listener);
    },
    intake: intake.room,
    domains: configured.domains,
    hosts: configured.hosts,
    senders: createSendersRoom({
      store,
      senders,
      ownerOf,
      naming: {
        now,
        resolverFor,
        onNames: (domain) => onChange('senders', domain),
        // A confirmed name may lead an address into a service.
        onNamed: (domain) => queue.rejudge([domain]),
      },
    }),
    services: createServicesRoom({
      store,
      now,
      newId,
      rejudge: (concerned) => queue.rejudge(concerned),
      assess: judge,
    }),
    reports: createReportsRoom(store, judge),
    spf: createSpfRoom({ store, now, resolverFor }),
    alerts: createAlertsRoom(store, { now, check: () => alert([]) }),
    settings: createSettingsRoom({
      store,
      network,
      judge,
      assess: (confirmed) => queue.assess(confirmed),
      recheck: () => inBackground(configured.recheck()),
    }),
    exchange: createExchangeRoom({
      store,
      clock,
      reader,
      ingest,
      newId,
      onChanged: judgeSoon,
      inTurn: intake.inTurn,
      onProgress: intake.tellProgress,
      judge,
    }),
    sources: createSourcesRoom({
      ...options,
      reader,
      wait: (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds)),
      imported: (importId) => intake.ended(importId),
    }),

    async start() {
      await resumeCutOff({ store, resume: intake.room.resume });
      await keepUp();
    },
    keepUp,
    stop() {
      stopped = true;
      stopJudging?.();
      queue.stop();
      unsubscribe();
      network.close();
      listeners.clear();
      intake.stop();
      reader.stop?.();
    },
  };
}

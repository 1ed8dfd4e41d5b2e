import { createAlerts } from './alerts/alerts-room.ts';
import { type AssessDeps, assessDomain } from './assess/assess.ts';
import { createAssessQueue } from './assess/assess-queue.ts';
import { createJudging } from './assess/judging.ts';
import { createBackground } from './background.ts';
import { createChanges } from './changes.ts';
import { createDomains } from './domains/domains-room.ts';
import type { EngineOptions, RunningEngine } from './engine-options.ts';
import { createExchange } from './exchange/exchange-room.ts';
import { createIngest } from './intake/ingest.ts';
import { createIntake } from './intake/intake-room.ts';
import { documentReader } from './intake/read-input.ts';
import { resumeCutOff } from './intake/resume-cut-off.ts';
import { createSampleControl } from './intake/sample.ts';
import { createReportsRoom, FAILURE_REPORT_SECONDS } from './reports/reports-room.ts';
import { createSearchRoom } from './search/search-room.ts';
import { createSenderQueries } from './senders/sender-queries.ts';
import { createSendersRoom } from './senders/senders-room.ts';
import { createServicesRoom } from './senders/services/services-room.ts';
import { createSettingsRoom } from './settings/settings-room.ts';
import { createSources } from './sources/sources.ts';
import { createSpfRoom } from './spf/spf-room.ts';

/** The rooms over one store, and the calls between them (see Engine). */
export function createEngine(options: EngineOptions): RunningEngine {
  const { store, network, clock, newId, unpack, readDocument } = options;
  const now = () => Math.floor(clock() / 1000);
  const { ownerOf = () => null, inExtension = false } = options;
  const { resolverFor, gateway } = network;
  const background = createBackground((error) => options.onFault?.(error));
  const { later, run: inBackground } = background;

  const senders = createSenderQueries({
    store,
    now,
    isPending: (domain) => queue.isPending(domain),
    resolverFor,
    ownerOf,
    onDecision: (domain) => queue.rejudge([domain]),
  });
  const changes = createChanges(store, senders);
  const alerts = createAlerts(store, now, background.fault);

  const assessDeps: AssessDeps = {
    store,
    now,
    resolverFor,
    onChange: changes.tell,
    afterPointing: (domain, resolve) => configured.afterPointing(domain, resolve),
    onRealigned: (domain) => senders.forget([domain]),
  };
  const queue = createAssessQueue(assessDeps, {
    onOutcome(domain, outcome) {
      if (outcome.kind === 'failed') background.fault(outcome.error);
      else inBackground(alerts.evaluate([domain]));
    },
    later,
  });
  const {
    judge,
    judgeSoon: onChanged,
    stop: stopJudging,
  } = createJudging({ store, queue, later, inBackground });

  const reader = documentReader(options);
  const ingest = createIngest({ store, clock, newId, unpack, readDocument, reader });
  const added = { now, newId, onAdded: queue.assess };
  const sample = createSampleControl(store, ingest, options.sample ?? null, added);
  const intake = createIntake({ store, ingest, sample, judge });
  const { inTurn, tellProgress: onProgress } = intake;
  const sources = createSources({ store, reader, gateway, clock, newId, intake, background, inExtension });

  const configured = createDomains({
    store,
    now,
    newId,
    gateway,
    resolverFor,
    inExtension,
    onChange: changes.tell,
    drift: alerts.drift,
    assessSoon: queue.assess,
    rejudgeSoon: queue.rejudge,
    assess: (domain, resolve) => assessDomain(domain, assessDeps, { resolve }),
    later,
    inBackground,
  });

  async function keepUp(): Promise<void> {
    await store.reports.deleteFailuresBefore(now() - FAILURE_REPORT_SECONDS);
    await configured.recheck();
    // Silence is noticed by the clock alone, not by an import.
    await alerts.evaluate([]);
  }

  return {
    queue,
    onChange: async (listener) => changes.listen(listener),
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
        onNames: (domain) => changes.tell('senders', domain),
        // A confirmed name may lead an address into a service.
        onNamed: (domain) => queue.rejudge([domain]),
      },
    }),
    services: createServicesRoom({ store, now, newId, rejudge: queue.rejudge, assess: judge }),
    reports: createReportsRoom(store, judge),
    spf: createSpfRoom({ store, now, resolverFor }),
    alerts: alerts.room,
    settings: createSettingsRoom({
      store,
      network,
      judge,
      assess: queue.assess,
      recheck: () => inBackground(configured.recheck()),
    }),
    exchange: createExchange({ store, clock, reader, ingest, newId, judge, onChanged, inTurn, onProgress }),
    search: createSearchRoom({ store, clock }),
    sources: sources.room,
    accounts: sources.accounts,
    checkSources: sources.checkDue,

    async start() {
      await resumeCutOff({ store, resume: intake.room.resume });
      await keepUp();
      sources.follow();
    },
    keepUp,
    stop() {
      background.stop();
      stopJudging();
      queue.stop();
      changes.stop();
      network.close();
      intake.stop();
      sources.stop();
      reader.stop?.();
    },
  };
}

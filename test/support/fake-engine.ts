import { groupAlerts } from '../../core/alerts/group-alerts.ts';
import type { DomainRow } from '../../core/engine/domains/face.ts';
import type { Engine } from '../../core/engine/face.ts';
import type { ShelfItem } from '../../core/engine/intake/face.ts';
import type { SenderRow } from '../../core/engine/senders/face.ts';
import type { EngineChange } from '../../core/model/change.ts';
import type { ImportSummary } from '../../core/model/import.ts';
import type { Settings } from '../../core/model/settings.ts';
import { FAKE_DOMAINS, FAKE_SENDERS, fakeDetails, fakeReport, fakeSenderList, NOW } from './fake-data.ts';

type Rooms = Omit<Engine, 'onChange'>;

/** How a fake engine starts. */
export interface FakeOptions {
  empty?: boolean;
  settings?: Partial<Settings>;
}

/**
 * An engine in memory with invented data, for component tests: it computes nothing, it remembers what was asked.
 * A method it does not have answers nothing; a test sets those it needs.
 */
export function createFakeEngine(options: FakeOptions = {}): Engine & { calls: string[] } {
  const listeners = new Set<(change: EngineChange) => void>();
  const tell = (...topics: EngineChange['topic'][]) => {
    for (const topic of topics) for (const listener of listeners) listener({ topic, domains: [] });
  };
  const calls: string[] = [];
  let domains: DomainRow[] = options.empty ? [] : structuredClone(FAKE_DOMAINS);
  const senders: SenderRow[] = structuredClone(FAKE_SENDERS);
  let imports: ImportSummary[] = options.empty ? [] : [summary('i1', 'report')];
  let shelf: ShelfItem[] = options.empty ? [] : SHELF;
  let sample = false;
  let settings: Settings = {
    resolvers: [],
    noNetwork: false,
    nameSenders: 'ask',
    localTable: false,
    language: 'auto',
    theme: 'auto',
    userName: '',
    ...options.settings,
  };
  const list = (names: string[], listing: DomainRow['listing']) => {
    domains = domains.map((d) => (names.includes(d.domain) ? { ...d, listing } : d));
    tell('domains');
  };
  const rooms: { [Room in keyof Rooms]: Partial<Rooms[Room]> } = {
    intake: {
      importFiles: async (files, onProgress) => {
        const importId = `i${imports.length + 1}`;
        onProgress({
          importId,
          state: 'running',
          files: { done: 0, total: files.length },
          bytes: { done: 0, total: 1 },
          records: 0,
          secondsLeft: null,
          current: files[0]?.name ?? '',
        });
        const done = summary(importId, 'report');
        imports = [done, ...imports];
        domains = structuredClone(FAKE_DOMAINS);
        tell('imports', 'domains');
        return done;
      },
      pause: async () => undefined,
      resume: async () => undefined,
      onProgress: async () => undefined,
      unfinished: async () => [],
      cancel: async () => undefined,
      list: async () => imports,
      summary: async (id) => imports.find((i) => i.importId === id) ?? null,
      undo: async (id) => {
        imports = imports.map((i) => (i.importId === id ? { ...i, undone: true } : i));
        tell('imports');
        return 3;
      },
      listShelf: async () => shelf,
      shelfBytes: async () => new Blob(['<html>']),
      retryShelf: async () => summary('retry', 'rejected'),
      deleteShelf: async (ids) => {
        shelf = shelf.filter((item) => !ids.includes(item.id));
        tell('shelf');
      },
      addSample: async () => {
        sample = true;
        domains = structuredClone(FAKE_DOMAINS);
        tell('domains', 'imports');
      },
      removeSample: async () => {
        sample = false;
        domains = [];
        tell('domains', 'imports');
      },
      hasSample: async () => sample,
    },
    domains: {
      list: async () => domains,
      count: async () =>
        domains.map(({ domain, senders, subdomains }) => ({
          domain,
          senders: senders!,
          subdomains: subdomains!,
        })),
      confirm: async (names) => list(names, 'confirmed'),
      decline: async (names) => list(names, 'declined'),
      remove: async (names) => {
        domains = domains.filter((d) => !names.includes(d.domain));
        tell('domains');
      },
      declareSending: async () => undefined,
      setTags: async () => undefined,
      refresh: async () => undefined,
    },
    hosts: {},
    accounts: { list: async () => [], offers: async () => [{ kind: 'jmap', needs: ['folders', 'since'] }] },
    senders: {
      list: async (domain, period) => ({ ...fakeSenderList(domain, period), senders }),
      details: async (_domain, _period, key) => {
        const row = senders.find((s) => s.key === key);
        return row ? fakeDetails(row) : null;
      },
      nameAddresses: async () => ({ refused: '', nameless: [], failed: [], leftOut: 0 }),
      stopNaming: async () => undefined,
      within: async () => null,
      exportRecords: async () => new Blob(['']),
      endIgnored: async () => undefined,
      ignore: async (_domain, key) => {
        for (const row of senders) if (row.key === key) row.status = 'ignored';
        tell('senders');
      },
      unignore: async () => {
        for (const row of senders) if (row.status === 'ignored') row.status = 'not';
        tell('senders');
      },
      listIgnored: async () => [],
    },
    services: {},
    reports: {
      recordXml: async () => '<record/>',
      list: async () => [
        {
          id: 'r1',
          kind: 'aggregate',
          reporter: 'google.com',
          domain: 'example.com',
          begin: NOW - 172_800,
          end: NOW - 86_400,
          messages: 1_309,
          passed: 1_220,
          imported: NOW,
          notes: 1,
        },
      ],
      view: async (id) => fakeReport(id),
      records: async (id) => fakeReport(id).records.slice(0, 2),
      xml: async () => new Blob(['<feedback/>']),
      tlsView: async () => null,
      failureView: async () => null,
      keepFailure: async () => undefined,
      delete: async () => 'token',
      countData: async () => ({
        reports: 12,
        messages: 4_210,
        domains: ['example.com'],
        kept: 0,
        begin: NOW - 172_800,
        end: NOW,
      }),
      deleteData: async () => ({ token: 'token', reports: 12 }),
      undoDelete: async () => undefined,
    },
    spf: {
      chain: async (path) => path.map((domain) => ({ domain, text: 'v=spf1 -all' })),
    },
    alerts: {
      groups: async (which) => groupAlerts((await rooms.alerts.list?.()) ?? [], which),
      unread: async () => 0,
      takeToTell: async () => [],
    },
    settings: {
      get: async () => settings,
      save: async (change) => {
        settings = { ...settings, ...change };
        tell('settings');
        return settings;
      },
      testResolver: async () => ({ result: 'answer', detail: '', took: 21 }),
      queryRecord: async () => [
        {
          time: NOW,
          resolver: 'Cloudflare',
          name: '_dmarc.example.com',
          type: 'TXT',
          purpose: 'pointing',
          result: 'answer',
          took: 18,
        },
      ],
      clearQueryRecord: async () => undefined,
      storage: async () => ({
        persisted: true,
        usage: 12_400_000,
        quota: 40e9,
        reports: 812,
        records: 54_000,
        rawBytes: 4_100_000,
      }),
    },
    exchange: {
      exportAll: async () => ({ ok: true, file: new Blob(['{}']), documents: 0, mark: 0 }),
      backupState: async () => ({ last: NOW, decisions: 0, reports: 0, due: false, mark: 0 }),
      noteBackup: async () => undefined,
      previewRestore: async () => ({ ok: false, refusal: { code: 'not-a-backup', detail: {} } }),
      importBackup: async () => ({
        ...{ reports: 0, decisions: 0, domains: 0, refused: 0, parked: 0, damage: [] },
        refusal: null,
      }),
      onBackupProgress: async () => undefined,
      cancelBackup: async () => undefined,
      cutOffRestores: async () => [],
      parkedRows: async () => [],
      forgetRestore: async () => undefined,
      waitingReports: async () => 0,
      takeParkedRows: async () => ({ changed: 0, refusal: null }),
    },
    sources: {},
    search: {},
  };
  const engine = {
    calls,
    onChange: async (listener: (change: EngineChange) => void) => void listeners.add(listener),
  };
  return Object.assign(
    engine,
    Object.fromEntries(
      Object.entries(rooms).map(([name, room]) => [name, recorded(name, room, calls)]),
    ) as unknown as Rooms,
  );
}

/** A room that remembers what it was asked, as `room.method`; methods it does not have answer nothing. */
function recorded(name: string, room: Record<string, unknown>, calls: string[]): unknown {
  return new Proxy(room, {
    get(target, method: string) {
      // Taken now, not when called: a test that wraps a method calls the one it replaced.
      const own = target[method] as ((...given: unknown[]) => unknown) | undefined;
      return async (...args: unknown[]) => {
        calls.push(`${name}.${method}`);
        return await own?.(...args);
      };
    },
  });
}

const SHELF: ShelfItem[] = [
  {
    id: 's1',
    path: 'report.xml.gz',
    size: 4_021,
    at: NOW - 7_200,
    outcome: 'not-a-report',
    refusal: { code: 'other-format', detail: { format: 'html' } },
  },
  {
    id: 's2',
    path: 'cut.zip',
    size: 811,
    at: NOW - 7_200,
    outcome: 'rejected',
    refusal: { code: 'truncated', detail: {} },
  },
];

function summary(importId: string, outcome: 'report' | 'rejected'): ImportSummary {
  return {
    importId,
    started: NOW - 7_210,
    finished: NOW - 7_200,
    state: 'done',
    imported: outcome === 'report' ? 3 : 0,
    repaired: 1,
    duplicates: 1,
    notReports: 1,
    rejected: 1,
    records: 412,
    messages: 51_000,
    files: [
      {
        path: 'google.com!example.com!1700000000!1700086400.zip#google.xml',
        outcome,
        reportId: 'r1',
        domain: 'example.com',
        reporter: 'google.com',
        records: 14,
        messages: 1_309,
        notes: [],
        refusal: null,
      },
      {
        path: 'report.xml.gz',
        outcome: 'not-a-report',
        reportId: null,
        domain: null,
        reporter: null,
        records: 0,
        messages: 0,
        notes: [],
        refusal: { code: 'other-format', detail: { format: 'html' } },
      },
      {
        path: 'cut.zip',
        outcome: 'rejected',
        reportId: null,
        domain: null,
        reporter: null,
        records: 0,
        messages: 0,
        notes: [],
        refusal: { code: 'truncated', detail: {} },
      },
    ],
    newDomains: [{ domain: 'id123.attacker.example', reports: 1, messages: 2, passed: 0 }],
    undone: false,
  };
}

import type { Engine, EngineChange } from '../../core/model/engine.ts';
import type { DomainRow, ImportSummary, SenderRow, Settings, ShelfItem } from '../../core/model/views.ts';
import { FAKE_DOMAINS, FAKE_SENDERS, fakeDetails, fakeReport, fakeSenderList, NOW } from './fake-data.ts';

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
  const engine: Partial<Engine> = {
    onChange: async (listener) => void listeners.add(listener),
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
    pauseImport: async () => undefined,
    resumeImport: async () => undefined,
    onImportProgress: async () => undefined,
    unfinishedImports: async () => [],
    cancelImport: async () => undefined,
    listImports: async () => imports,
    importSummary: async (id) => imports.find((i) => i.importId === id) ?? null,
    undoImport: async (id) => {
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
    listDomains: async () => domains,
    countDomains: async () =>
      domains.map(({ domain, senders, subdomains }) => ({
        domain,
        senders: senders!,
        subdomains: subdomains!,
      })),
    confirmDomains: async (names) => list(names, 'confirmed'),
    declineDomains: async (names) => list(names, 'declined'),
    removeDomains: async (names) => {
      domains = domains.filter((d) => !names.includes(d.domain));
      tell('domains');
    },
    declareSending: async () => undefined,
    setTags: async () => undefined,
    refreshDomains: async () => undefined,
    listSenders: async (domain, period) => ({ ...fakeSenderList(domain, period), senders }),
    senderDetails: async (_domain, _period, key) => {
      const row = senders.find((s) => s.key === key);
      return row ? fakeDetails(row) : null;
    },
    nameAddresses: async () => ({ refused: '', nameless: [], failed: [], leftOut: 0 }),
    stopNaming: async () => undefined,
    spfChain: async (path) => path.map((domain) => ({ domain, text: 'v=spf1 -all' })),
    sendersWithin: async () => null,
    recordXml: async () => '<record/>',
    exportRecords: async () => new Blob(['']),
    endIgnored: async () => undefined,
    unreadAlerts: async () => 0,
    takeAlertsToTell: async () => [],
    ignoreSender: async (_domain, key) => {
      for (const row of senders) if (row.key === key) row.status = 'ignored';
      tell('senders');
    },
    unignoreSender: async () => {
      for (const row of senders) if (row.status === 'ignored') row.status = 'not';
      tell('senders');
    },
    listIgnored: async () => [],
    listReports: async () => [
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
    reportView: async (id) => fakeReport(id),
    reportRecords: async (id) => fakeReport(id).records.slice(0, 2),
    reportXml: async () => new Blob(['<feedback/>']),
    tlsView: async () => null,
    failureView: async () => null,
    keepFailure: async () => undefined,
    deleteReports: async () => 'token',
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
    settings: async () => settings,
    saveSettings: async (change) => {
      settings = { ...settings, ...change };
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
    exportAll: async () => ({ ok: true, file: new Blob(['{}']), documents: 0 }),
    previewRestore: async () => ({ ok: false, refusal: { code: 'not-a-backup', detail: {} } }),
    importBackup: async () => ({
      ...{ reports: 0, decisions: 0, domains: 0, refused: 0, parked: 0, damage: [] },
      refusal: null,
    }),
    onBackupProgress: async () => undefined,
    cancelBackup: async () => undefined,
    cutOffRestores: async () => [],
    parkedRows: async () => [],
    takeParkedRows: async () => 0,
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
  };
  return new Proxy({ calls } as Engine & { calls: string[] }, {
    get: (target, name: string) => {
      if (name in target) return target[name as 'calls'];
      const method = engine[name as keyof Engine] as ((...args: unknown[]) => unknown) | undefined;
      return async (...args: unknown[]) => {
        calls.push(name);
        return await method?.(...args);
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

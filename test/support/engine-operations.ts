import type { Engine } from '../../core/engine/face.ts';
import { aggregateXml } from './aggregate-xml.ts';
import type { Lived } from './lived-in-engine.ts';

/**
 * What an operation must do on a full disk. `reads`, `frees`: it works (it reads, deletes, undoes, exports, or takes
 * back what it runs). `writes`: it works, or stops whole with the figures.
 */
export interface Operation {
  kind: 'reads' | 'frees' | 'writes';
  run(engine: Engine, lived: Lived): Promise<unknown>;
}

type Rooms = Omit<Engine, 'onChange'>;
/** Every method of every room: the compiler asks for the one that is missing. */
type Table = { [Room in keyof Rooms]: { [Method in keyof Rooms[Room]]: Operation } };

const reads = (run: Operation['run']): Operation => ({ kind: 'reads', run });
const frees = (run: Operation['run']): Operation => ({ kind: 'frees', run });
const writes = (run: Operation['run']): Operation => ({ kind: 'writes', run });

const D = 'shop.example';
const EVER = { begin: 0, end: 4_000_000_000 };
const A = '192.0.2.5';
const KEY = `ip:${A}`;
const nothing = () => undefined;

/** Large enough that no rest of room takes it. */
export function bulkyFiles(count: number) {
  return Array.from({ length: count }, (_, i) => {
    const rows = Array.from({ length: 400 }, (_, n) => ({
      ip: `198.51.${n % 256}.${i}`,
      count: 1,
      envelopeFrom: `${crypto.randomUUID()}${crypto.randomUUID()}.example`,
    }));
    return { name: `bulky-${i}.xml`, blob: new Blob([aggregateXml({ id: `bulky-${i}`, domain: D, rows })]) };
  });
}

const SERVICE = {
  ...{ id: 'own-mine', name: 'Mine', kind: 'marketing', url: '', ptr: ['mine.example'], spf: [], dkim: [] },
  ...{ envelope: [], forwards: 'no', ranges: [] },
} as never;
const HOST = {
  ...{ id: 'h2', kind: 'manual', name: 'Host', url: '', server: '', nameServers: ['ns.shop.example'] },
  ...{ zone: '', limitedTo: [], ttl: 3600 },
} as never;
const MAILBOX = {
  ...{
    webmail: 'roundcube',
    origin: 'https://webmail.example',
    account: 'a',
    folder: 'INBOX',
    name: 'Inbox',
  },
} as never;
const ACCOUNT = {
  ...{ id: 's1', kind: 'jmap', name: 'Reports', url: 'https://mail.example', user: '', folders: [] },
  ...{ prefix: '', region: '', since: null, everything: false, origins: [], paused: false },
} as never;
const noMailbox = async () => ({ ok: false, problem: 'gone' }) as never;

export const OPERATIONS: Table = {
  intake: {
    importFiles: writes((e) => e.intake.importFiles(bulkyFiles(8), nothing)),
    pause: frees((e, { importId }) => e.intake.pause(importId)),
    resume: writes((e, { importId }) => e.intake.resume(importId)),
    cancel: frees((e, { importId }) => e.intake.cancel(importId)),
    onProgress: reads((e) => e.intake.onProgress(nothing)),
    unfinished: reads((e) => e.intake.unfinished()),
    list: reads((e) => e.intake.list()),
    summary: reads((e, { importId }) => e.intake.summary(importId)),
    undo: frees((e, { importId }) => e.intake.undo(importId)),
    listShelf: reads((e) => e.intake.listShelf()),
    shelfBytes: reads((e, { shelfId }) => e.intake.shelfBytes(shelfId)),
    retryShelf: writes((e, { shelfId }) => e.intake.retryShelf([shelfId], nothing)),
    deleteShelf: frees((e, { shelfId }) => e.intake.deleteShelf([shelfId])),
    addSample: writes((e) => e.intake.addSample()),
    removeSample: frees((e) => e.intake.removeSample()),
    hasSample: reads((e) => e.intake.hasSample()),
  },
  domains: {
    list: reads((e) => e.domains.list(EVER)),
    count: reads((e) => e.domains.count(EVER)),
    needs: reads((e) => e.domains.needs()),
    outlook: reads((e) => e.domains.outlook(D)),
    provider: reads((e) => e.domains.provider(D)),
    confirm: writes((e) => e.domains.confirm(['other.example'])),
    decline: writes((e) => e.domains.decline(['other.example'])),
    remove: writes((e) => e.domains.remove(['other.example'])),
    declareSending: writes((e) => e.domains.declareSending(D, 'sends')),
    setTagsOf: writes((e) => e.domains.setTagsOf([{ domain: D, tags: [crypto.randomUUID()] }])),
    nameless: reads((e) => e.domains.nameless()),
    setTags: writes((e) => e.domains.setTags(D, [crypto.randomUUID()])),
    refresh: writes((e) => e.domains.refresh([D])),
    add: writes((e) => e.domains.add('added.example')),
    recheckState: reads((e) => e.domains.recheckState()),
    recheckAll: writes((e) => e.domains.recheckAll()),
    stopRecheck: reads((e) => e.domains.stopRecheck()),
    page: reads((e) => e.domains.page(D)),
    checks: reads((e) => e.domains.checks(D)),
    lookAgain: writes((e) => e.domains.lookAgain(D)),
    dkim: reads((e) => e.domains.dkim(D)),
    month: reads((e) => e.domains.month(D, null)),
    transport: reads((e) => e.domains.transport(D)),
    askTransport: writes((e) => e.domains.askTransport(D, true)),
    fetchStsPolicy: writes((e) => e.domains.fetchStsPolicy(D)),
    askKeys: writes((e) => e.domains.askKeys(D)),
    lookUpSubdomain: writes((e) => e.domains.lookUpSubdomain(D, `a.${D}`)),
    lookUpPassing: writes((e) => e.domains.lookUpPassing(D)),
    foldedNames: reads((e) => e.domains.foldedNames([D], EVER)),
    setReceives: writes((e) => e.domains.setReceives(D, true)),
    setReportAddresses: writes((e) => e.domains.setReportAddresses([`r@${D}`])),
    modeCheck: reads((e) => e.domains.modeCheck(D)),
    changeMode: writes((e) => e.domains.changeMode(D, 'active')),
    readiness: reads((e) => e.domains.readiness(D, { p: 'reject', sp: null, adkim: 'r', aspf: 'r' })),
    previewRecord: reads((e) => e.domains.previewRecord(D, { p: 'reject' })),
    publishRecord: writes((e) => e.domains.publishRecord(D, 'v=DMARC1; p=reject')),
    acceptFound: writes((e) => e.domains.acceptFound(D)),
    previewZoneRecord: reads((e) =>
      e.domains.previewZoneRecord(D, { code: 'spf', before: '', text: 'v=spf1 -all' }),
    ),
    publishZoneRecord: writes((e) =>
      e.domains.publishZoneRecord(D, { code: 'spf', before: '', text: 'v=spf1 -all' }),
    ),
    acceptFoundRecord: writes((e) => e.domains.acceptFoundRecord(D, { name: D, type: 'TXT', kind: 'spf' })),
    listChanges: reads((e) => e.domains.listChanges(null)),
    revertChange: writes((e) => e.domains.revertChange('none')),
    spfAdvice: reads((e) => e.domains.spfAdvice(D, null)),
  },
  hosts: {
    delegation: reads((e) => e.hosts.delegation(D, 'h')),
    fill: writes((e) => e.hosts.fill(D, 'h')),
    tryChildZone: writes((e) => e.hosts.tryChildZone(D, 'h')),
    offers: reads((e) => e.hosts.offers()),
    list: reads((e) => e.hosts.list()),
    save: writes((e) => e.hosts.save(HOST, { key: 'a key', passphrase: '' })),
    test: reads((e) => e.hosts.test(HOST, null)),
    unlock: reads((e) => e.hosts.unlock('h', 'x')),
    remove: frees((e) => e.hosts.remove('h')),
  },
  senders: {
    list: reads((e) => e.senders.list(D, EVER)),
    ignore: writes((e) => e.senders.ignore(D, KEY, [A], 'a note')),
    unignore: writes((e) => e.senders.unignore(D, [A])),
    say: writes((e) => e.senders.say(D, KEY, 'ours', '')),
    listIgnored: reads((e) => e.senders.listIgnored()),
    nameAddresses: writes((e) => e.senders.nameAddresses('view', D, [A])),
    stopNaming: reads((e) => e.senders.stopNaming('view')),
    details: reads((e) => e.senders.details(D, EVER, KEY)),
    within: reads((e) => e.senders.within(D, EVER, '192.0.2.0/24')),
    exportRecords: reads((e) => e.senders.exportRecords(D, EVER, null, 'csv')),
    endIgnored: writes(async (e) => e.senders.endIgnored(await e.senders.listIgnored())),
  },
  services: {
    list: reads((e) => e.services.list()),
    own: reads((e) => e.services.own()),
    bad: reads((e) => e.services.bad()),
    check: reads((e) => e.services.check(SERVICE)),
    save: writes((e) => e.services.save(SERVICE)),
    delete: writes((e) => e.services.delete('own-mine')),
    listGroupings: reads((e) => e.services.listGroupings()),
    sayGrouping: writes((e) => e.services.sayGrouping([{ address: A, serviceId: null, note: 'x' }])),
    restoreGrouping: writes(async (e) => e.services.restoreGrouping([])),
  },
  reports: {
    list: reads((e) => e.reports.list({})),
    view: reads((e, { reportId }) => e.reports.view(reportId, 0, 10)),
    xml: reads((e, { reportId }) => e.reports.xml(reportId)),
    tlsView: reads((e, { reportId }) => e.reports.tlsView(reportId)),
    failureView: reads((e, { reportId }) => e.reports.failureView(reportId, false)),
    keepFailure: writes((e, { reportId }) => e.reports.keepFailure(reportId, true)),
    delete: frees((e, { reportId }) => e.reports.delete([reportId])),
    undoDelete: frees((e, { token }) => e.reports.undoDelete(token)),
    countData: reads((e) => e.reports.countData({})),
    deleteData: frees((e) => e.reports.deleteData({ domain: 'gone.example' })),
    records: reads((e, { reportId }) => e.reports.records(reportId, [A], 10)),
    recordXml: reads((e, { reportId }) => e.reports.recordXml(reportId, 0)),
  },
  spf: {
    page: writes((e) => e.spf.page(D, true)),
    tryRecord: reads((e) => e.spf.tryRecord(D, 'v=spf1 -all')),
    history: reads((e) => e.spf.history(D)),
    verdictsOn: reads((e) => e.spf.verdictsOn(D, A, 20_000)),
    chain: reads((e) => e.spf.chain([D])),
  },
  alerts: {
    list: reads((e) => e.alerts.list()),
    groups: reads((e) => e.alerts.groups('open')),
    unread: reads((e) => e.alerts.unread()),
    setState: writes(async (e) =>
      e.alerts.setState(
        (await e.alerts.list()).map((it) => it.id),
        'done',
      ),
    ),
    rules: reads((e) => e.alerts.rules()),
    badRules: reads((e) => e.alerts.badRules()),
    saveRule: writes(async (e) =>
      e.alerts.saveRule({ ...(await e.alerts.rules())[0]!, name: crypto.randomUUID() }),
    ),
    deleteRule: writes(async (e) => e.alerts.deleteRule((await e.alerts.rules())[0]!.id)),
    previewRule: reads(async (e) => e.alerts.previewRule((await e.alerts.rules())[0]!)),
    check: reads((e) => e.alerts.check()),
    takeToTell: reads((e) => e.alerts.takeToTell()),
  },
  settings: {
    get: reads((e) => e.settings.get()),
    save: writes((e) => e.settings.save({ userName: crypto.randomUUID() })),
    testResolver: reads((e) =>
      e.settings.testResolver({ id: 'own', name: '', url: 'https://dns.example/q' }),
    ),
    queryRecord: reads((e) => e.settings.queryRecord()),
    clearQueryRecord: frees((e) => e.settings.clearQueryRecord()),
    storage: reads((e) => e.settings.storage()),
  },
  exchange: {
    exportAll: frees((e) => e.exchange.exportAll()),
    backupState: reads((e) => e.exchange.backupState()),
    noteBackup: frees((e) => e.exchange.noteBackup(1)),
    previewRestore: reads((e, { backup }) => e.exchange.previewRestore(backup)),
    importBackup: writes((e, { backup }) => e.exchange.importBackup(backup)),
    onBackupProgress: reads((e) => e.exchange.onBackupProgress(nothing)),
    cancelBackup: reads((e) => e.exchange.cancelBackup()),
    cutOffRestores: reads((e) => e.exchange.cutOffRestores()),
    forgetRestore: frees((e) => e.exchange.forgetRestore('none')),
    previewPeer: writes((e, { peer }) => e.exchange.previewPeer((request) => peer.exchange.answer(request))),
    previewPage: reads((e) => e.exchange.previewPage({ registers: [], decisions: [] })),
    acceptPeer: writes((e) => e.exchange.acceptPeer('other')),
    run: writes(async (e, { peer }) => {
      const { store } = (await peer.exchange.answer({ type: 'store' })) as { store?: string };
      if (store !== undefined) await e.exchange.acceptPeer(store);
      return e.exchange.run((request) => peer.exchange.answer(request));
    }),
    parkedRows: reads((e) => e.exchange.parkedRows()),
    takeParkedRows: writes((e) => e.exchange.takeParkedRows()),
    waitingReports: reads((e) => e.exchange.waitingReports()),
    answer: writes(async (e, { peer }) => {
      const page = (await peer.exchange.answer({ type: 'changes', since: 0 })) as object;
      return e.exchange.answer({ type: 'merge', page });
    }),
  },
  search: {
    find: reads((e) => e.search.find('192.0.2.0/24', 50)),
  },
  sources: {
    list: reads((e) => e.sources.list()),
    importMailbox: writes((e) => e.sources.importMailbox(MAILBOX, noMailbox, nothing)),
    pause: writes((e) => e.sources.pause('none')),
    resume: writes((e) => e.sources.resume('none')),
    setDaily: writes((e) => e.sources.setDaily('none', true)),
    stop: writes((e) => e.sources.stop('none')),
    forget: frees((e) => e.sources.forget('none')),
  },
  accounts: {
    offers: reads((e) => e.accounts.offers()),
    list: reads((e) => e.accounts.list()),
    // no key: nothing is asked
    test: reads((e) => e.accounts.test(ACCOUNT, null)),
    save: writes((e) => e.accounts.save(ACCOUNT, { key: 'k', passphrase: '' })),
    unlock: reads((e) => e.accounts.unlock('none', 'x')),
    check: writes((e) => e.accounts.check('none')),
    setPaused: writes((e) => e.accounts.setPaused('none', true)),
    checkAll: writes((e) => e.accounts.checkAll('none')),
    remove: frees((e) => e.accounts.remove('none')),
  },
};

/** `room.method` and the operation; those that free room last, and of them the reads not at all. */
export function allOperations(): [name: string, operation: Operation][] {
  const all = Object.entries(OPERATIONS).flatMap(([room, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]): [string, Operation] => [
      `${room}.${method}`,
      operation,
    ]),
  );
  const order: Operation['kind'][] = ['reads', 'writes', 'frees'];
  return all.sort((a, b) => order.indexOf(a[1].kind) - order.indexOf(b[1].kind));
}

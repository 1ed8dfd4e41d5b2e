/** Mailboxes read into a real store, over a webmail made of arrays. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { openEngine } from '../../../../core/engine/open-engine.ts';
import { readMailbox } from '../../../../core/engine/sources/read-mailbox.ts';
import type { AskMailbox, MailboxImport, MailboxMessage } from '../../../../core/model/mailbox.ts';
import { mailbox, REPORTS, SUBJECTS } from '../../../support/mailbox.ts';
import { attachment, madeReport, message, reportFileName, zipReport } from '../../../support/messages.ts';

vi.setConfig({ testTimeout: 60_000 });

const PLACE = {
  webmail: 'made',
  origin: 'https://mail.example',
  account: 'dmarc@shop.example',
  folder: 'INBOX',
  name: 'Inbox',
};
/** A page of three messages, so that a folder has several. */
const PAGE = 3;

/** A webmail with these messages, newest first, that notes what it was asked. */
interface MadeWebmail {
  sources: string[];
  asked: string[];
  underWay: number;
  most: number;
  /** Answers in place of the usual ones. */
  instead: AskMailbox | null;
  ask: AskMailbox;
}

function webmail(sources: string[]): MadeWebmail {
  const made: MadeWebmail = {
    sources,
    asked: [],
    underWay: 0,
    most: 0,
    instead: null,
    ask: async (question) => {
      made.asked.push(question.type === 'page' ? `page ${question.page}` : `message ${question.uid}`);
      made.underWay += 1;
      made.most = Math.max(made.most, made.underWay);
      await new Promise((go) => setTimeout(go, 1));
      made.underWay -= 1;
      if (made.instead) {
        const answer = await made.instead(question);
        if (!('message' in answer) || answer.message.size > 0) return answer;
      }
      if (question.type === 'message') {
        const source = made.sources[Number(question.uid) - 1];
        return source === undefined ? { problem: 'gone' } : { message: new Blob([source]) };
      }
      const all = made.sources.map((source, i) => rowOf(source, i + 1)).reverse();
      const messages = all.slice((question.page - 1) * PAGE, question.page * PAGE);
      return { page: { messages, pages: Math.ceil(all.length / PAGE), total: all.length } };
    },
  };
  return made;
}

/** Leaves the usual answer in place. */
const USUAL = { message: new Blob() };

function rowOf(source: string, uid: number): MailboxMessage {
  const header = (name: string) => new RegExp(`^${name}: ([^\\r;]*)`, 'm').exec(source)?.[1] ?? '';
  return {
    uid: String(uid),
    subject: header('Subject'),
    from: header('From'),
    type: header('Content-Type').toLowerCase(),
    attachments: null,
    size: source.length,
  };
}

async function newEngine(name = `mailbox-${Math.random()}`) {
  return await openEngine({
    name,
    locks: null,
    channel: null,
    fetch: () => Promise.reject(new TypeError('nobody answers')),
    onFault: (error) => {
      throw error;
    },
  });
}

describe('a folder', () => {
  let opened: Awaited<ReturnType<typeof newEngine>>;
  let mail: ReturnType<typeof webmail>;
  let told: MailboxImport[];
  const read = () => opened.engine.sources.importMailbox(PLACE, mail.ask, (progress) => told.push(progress));
  const stored = async () => (await opened.engine.reports.list({})).length;

  beforeEach(async () => {
    opened = await newEngine();
    mail = webmail(mailbox());
    told = [];
  });

  test('its reports are imported once, over all pages of its list, and nothing else of it is kept', async () => {
    const done = await read();
    expect(done).toMatchObject({ state: 'done', messages: { total: 9, done: 9, known: 0 }, failed: 0 });
    const summary = await opened.engine.intake.summary(done.importId!);
    // the forward is the same report as the first mail
    expect(summary).toMatchObject({ imported: 6, duplicates: 1, rejected: 1, notReports: 0, state: 'done' });
    expect(new Set(summary!.files.map((it) => it.reporter).filter(Boolean))).toEqual(
      new Set(Object.values(REPORTS).map((it) => it.org)),
    );
    // the mail without a report leaves no trace, the broken report lies on the shelf
    expect(summary!.files.filter((it) => it.path.includes('Lunch'))).toEqual([]);
    const shelf = await opened.engine.intake.listShelf();
    expect(shelf).toHaveLength(1);
    expect(shelf[0]!.path).toContain(SUBJECTS.broken.slice(0, 40));
    // a text mail is not even opened
    expect(mail.asked).not.toContain('message 8');
    expect(mail.most).toBeLessThanOrEqual(2);
    expect(told.at(-1)).toMatchObject({ state: 'done', current: '' });
    expect(await opened.engine.sources.list()).toMatchObject([{ place: PLACE, state: 'done', opened: 8 }]);
  });

  test('that it is read every day is kept over readings, until it is taken back', async () => {
    const { id } = await read();
    await opened.engine.sources.setDaily(id, true);
    await read();
    expect(await opened.engine.sources.list()).toMatchObject([{ id, daily: true, state: 'done' }]);
    await opened.engine.sources.setDaily(id, false);
    await read();
    expect((await opened.engine.sources.list())[0]).not.toHaveProperty('daily');
  });

  test('the second time nothing is opened, and then only what is new', async () => {
    await read();
    mail.asked.length = 0;
    expect(await read()).toMatchObject({ state: 'done', importId: null, messages: { known: 9 } });
    expect(mail.asked.filter((it) => it.startsWith('message'))).toEqual([]);
    mail.sources.push(reportMail('new.example'));
    const third = await read();
    expect(mail.asked.filter((it) => it.startsWith('message'))).toEqual(['message 10']);
    expect((await opened.engine.intake.summary(third.importId!))?.imported).toBe(1);
    expect(await stored()).toBe(7);
  });

  test('a folder made anew counts from one again, and is read all the same', async () => {
    await read();
    mail.sources = [reportMail('first.example'), reportMail('second.example')];
    expect(await read()).toMatchObject({ opened: 2, reports: 2 });
  });

  test('stopped in the middle it keeps what it has, and goes on in the same import', async () => {
    let left = 3;
    mail.instead = async (question) => {
      if (question.type === 'message' && left-- === 0)
        void opened.engine.sources.stop((await opened.engine.sources.list())[0]!.id);
      return USUAL;
    };
    const first = await read();
    expect(first.state).toBe('stopped');
    const before = await stored();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(6);
    mail.instead = null;
    mail.asked.length = 0;
    const second = await read();
    expect(second).toMatchObject({ state: 'done', importId: first.importId });
    expect(second.messages.known).toBeGreaterThan(0);
    expect(await stored()).toBe(6);
    expect(mail.asked.filter((it) => it.startsWith('message')).length).toBe(8 - first.opened);
    expect((await opened.engine.intake.list()).length).toBe(1);
    // undone, all of it is read again
    await opened.engine.intake.undo(first.importId!);
    expect(await stored()).toBe(0);
    expect(await read()).toMatchObject({ state: 'done', opened: 8 });
    expect(await stored()).toBe(6);
  });

  test('paused it asks for nothing more, and resumed it goes on', async () => {
    const id = async () => (await opened.engine.sources.list())[0]!.id;
    let paused: Promise<void> | null = null;
    mail.instead = async (question) => {
      if (question.type === 'message') paused ??= id().then((it) => opened.engine.sources.pause(it));
      await paused;
      return USUAL;
    };
    const reading = read();
    await vi.waitFor(() => expect(told.at(-1)?.state).toBe('paused'));
    await new Promise((go) => setTimeout(go, 50));
    const asked = mail.asked.length;
    expect(asked).toBeLessThan(5);
    await new Promise((go) => setTimeout(go, 100));
    expect(mail.asked.length).toBe(asked);
    await opened.engine.sources.resume(await id());
    expect(await reading).toMatchObject({ state: 'done' });
    expect(await stored()).toBe(6);
  });

  test.each(['sign-in', 'not-open'] as const)('held up (%s) it waits and says why', async (problem) => {
    let left = 2;
    mail.instead = async (question) => (question.type === 'message' && left-- <= 0 ? { problem } : USUAL);
    expect(await read()).toMatchObject({ state: 'waiting', problem });
    const before = await stored();
    mail.instead = null;
    expect(await read()).toMatchObject({ state: 'done', problem: null });
    expect(await stored()).toBe(6);
    expect(before).toBeGreaterThan(0);
  });

  test('a message that cannot be had is counted, and tried again next time', async () => {
    mail.instead = async (question) =>
      question.type === 'message' && question.uid === '5' ? { problem: 'too-large' } : USUAL;
    expect(await read()).toMatchObject({ state: 'done', failed: 1 });
    expect(await stored()).toBe(4);
    mail.instead = null;
    mail.asked.length = 0;
    expect(await read()).toMatchObject({ state: 'done', failed: 0 });
    expect(mail.asked.filter((it) => it.startsWith('message'))).toEqual(['message 5']);
    expect(await stored()).toBe(6);
  });

  test('two clicks read it once, and taken from the list it is read anew', async () => {
    const [one, two] = await Promise.all([read(), read()]);
    expect(two).toEqual(one);
    expect(mail.asked.filter((it) => it === 'message 1')).toHaveLength(1);
    await opened.engine.sources.forget(one!.id);
    expect(await opened.engine.sources.list()).toEqual([]);
    expect(await read()).toMatchObject({ opened: 8 });
    expect(await stored()).toBe(6);
  });

  test('a broken report is told of by its file name, whatever the subject of its mail', async () => {
    const name = 'cut.example!shop.example!1772409600!1772495999.zip';
    const zip = zipReport(madeReport({ org: 'cut.example' }));
    const parts = [attachment('application/zip', name, zip.subarray(0, zip.length >> 1))];
    mail.sources = [message({ from: 'dave@friends.example', subject: 'As promised', parts })];
    const { importId } = await read();
    expect(await opened.engine.intake.summary(importId!)).toMatchObject({ imported: 0, rejected: 1 });
    expect(await opened.engine.intake.listShelf()).toHaveLength(1);
  });

  test('the mail’s own sender is kept, so that a forged report shows', async () => {
    mail.sources = [reportMail('bigmail.example', 'x@forger.example')];
    const { importId } = await read();
    const [file] = (await opened.engine.intake.summary(importId!))!.files;
    expect((await opened.store.reports.get(file!.reportId!))?.mail?.fromDomain).toBe('forger.example');
  });
});

test('cut off with its page, a reading goes on from its checkpoint in the next', async () => {
  const name = `mailbox-${Math.random()}`;
  const locks = { open: new Set<string>() };
  const platform = (instance: string) => ({
    name,
    instance,
    channel: null,
    locks: {
      async request(lock: string, hold: () => Promise<void>) {
        locks.open.add(lock);
        await hold();
      },
      query: async () => ({ held: [...locks.open].map((it) => ({ name: it })) }),
    },
    fetch: () => Promise.reject(new TypeError('nobody answers')),
  });
  const mail = webmail(mailbox());
  let left = 4;
  // the page is gone before the fifth message comes
  mail.instead = (question) =>
    question.type === 'message' && left-- <= 0 ? new Promise(() => {}) : Promise.resolve(USUAL);
  const first = await openEngine(platform('firstone'));
  void first.engine.sources.importMailbox(PLACE, mail.ask, () => {});
  await vi.waitFor(async () => expect((await first.engine.reports.list({})).length).toBeGreaterThan(1));
  const second = await openEngine(platform('secondon'));
  expect(await second.engine.sources.list()).toMatchObject([{ state: 'running' }]);
  // another page leaves it to the one that reads
  expect(await second.engine.sources.importMailbox(PLACE, mail.ask, () => {})).toMatchObject({
    state: 'running',
  });
  locks.open.delete(`${name}-open-firstone`);
  expect(await second.engine.sources.list()).toMatchObject([{ state: 'cut-off' }]);
  mail.instead = null;
  const done = await second.engine.sources.importMailbox(PLACE, mail.ask, () => {});
  expect(done.state).toBe('done');
  expect(done.messages.known).toBeGreaterThan(0);
  expect((await second.engine.reports.list({})).length).toBe(6);
});

function reportMail(org: string, from = `dmarc@${org}`): string {
  const report = madeReport({ org });
  return message({
    from,
    subject: `Report domain: shop.example Submitter: ${org}`,
    only: attachment('application/zip', `${reportFileName(report)}.zip`, zipReport(report)),
  });
}

test('a list without an end is read to a limit', async () => {
  const asked: string[] = [];
  const steps = readMailbox({
    ask: async (question) => {
      asked.push(question.type);
      const page = question.type === 'page' ? question.page : 0;
      const row = (uid: number) => ({ ...rowOf('', uid), type: 'text/plain' });
      return { page: { messages: [row(page), row(page + 1e6)], pages: 1e15, total: 1e15 } };
    },
    known: new Set(),
    passed: async () => {},
    signal: new AbortController().signal,
    wait: async () => {},
    limits: { pages: 5, messages: 7 },
  });
  const totals: number[] = [];
  for await (const step of steps) if (step.kind === 'page') totals.push(step.total);
  // seven messages are on four pages; then the first page once more
  expect(asked).toEqual(['page', 'page', 'page', 'page', 'page']);
  expect(totals).toEqual([7, 7, 7, 7, 7]);
});

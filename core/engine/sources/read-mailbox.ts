/** Goes through the list of a folder and fetches what is worth opening, a message or two at a time. */
import { textDigest } from '../../lib/hash.ts';
import { unlessAborted } from '../../lib/unless-aborted.ts';
import type {
  AskMailbox,
  MailboxAnswer,
  MailboxMessage,
  MailboxPage,
  MailboxProblem,
  MailboxQuestion,
} from '../../model/mailbox.ts';
import { worthOpening } from './worth-opening.ts';

/** Requests to the webmail at the same time: the user works with it meanwhile. */
const AT_ONCE = 2;
/** Waiting times before a request is made again. */
const TRY_AGAIN_MS = [1_000, 4_000];
/** So many messages in a row that cannot be had: the webmail is not there. */
const FAILURES_IN_A_ROW = 5;

/** What a webmail can make a reading take on. Its lists are not believed without end. */
export const MAILBOX_LIMITS = { pages: 20_000, messages: 200_000 };

/** What happened to one message; or what happened to the list. */
export type MailboxStep =
  | { kind: 'page'; total: number }
  /** Dealt with by a reading before. */
  | { kind: 'known' }
  /** Carries no report by what the list says. */
  | { kind: 'passed'; mark: string }
  | { kind: 'message'; mark: string; message: MailboxMessage; unsure: boolean; bytes: Blob }
  | { kind: 'failed'; message: MailboxMessage; problem: MailboxProblem }
  /** Nothing more can be had now. */
  | { kind: 'held-up'; problem: MailboxProblem };

export interface ReadMailboxOptions {
  ask: AskMailbox;
  /** Marks of messages that need not be read again. */
  known: ReadonlySet<string>;
  /** Waits while the reading is paused. */
  passed(): Promise<void>;
  /** Ends the reading at once, whatever is on its way. */
  signal: AbortSignal;
  wait(milliseconds: number): Promise<void>;
  limits?: typeof MAILBOX_LIMITS;
}

/**
 * Tells a message of a folder for good. The uid alone would not do: no list tells whether a folder was made anew and
 * counts from one again.
 */
export function messageMark({ uid, from, subject }: MailboxMessage): string {
  return textDigest(`${uid}\n${from}\n${subject}`).slice(0, 16);
}

export async function* readMailbox(options: ReadMailboxOptions): AsyncGenerator<MailboxStep> {
  const { limits = MAILBOX_LIMITS } = options;
  const met = new Set<string>();
  let page = 1;
  let pages = 1;
  while (page <= Math.min(pages, limits.pages) && met.size < limits.messages) {
    const list = await askPage(options, page);
    if (list === null) return;
    if ('problem' in list) return yield { kind: 'held-up', problem: list.problem };
    pages = list.pages;
    yield { kind: 'page', total: Math.min(list.total, limits.messages) };
    if (list.messages.length === 0) break;
    if (yield* readPage(options, list, met)) return;
    page += 1;
  }
  if (page <= 2) return;
  // mail that came meanwhile; and the webmail is left where it was found, at its first page
  const first = await askPage(options, 1);
  if (first === null || 'problem' in first) return;
  yield { kind: 'page', total: Math.min(first.total, limits.messages) };
  yield* readPage(options, first, met);
}

/** True where the reading is over, held up or stopped. */
async function* readPage(
  options: ReadMailboxOptions,
  list: MailboxPage,
  met: Set<string>,
): AsyncGenerator<MailboxStep, boolean> {
  const open: { mark: string; message: MailboxMessage; unsure: boolean }[] = [];
  for (const message of list.messages) {
    const mark = messageMark(message);
    // new mail moves the list on while it is read
    if (met.has(mark)) continue;
    met.add(mark);
    if (options.known.has(mark)) yield { kind: 'known' };
    else {
      const worth = worthOpening(message);
      if (worth === 'no') yield { kind: 'passed', mark };
      else open.push({ mark, message, unsure: worth === 'unsure' });
    }
  }
  // what calls itself a report first
  open.sort((a, b) => Number(a.unsure) - Number(b.unsure));
  const asked: { item: (typeof open)[number]; answer: ReturnType<typeof askMessage> }[] = [];
  let failures = 0;
  for (let next = 0; next < open.length || asked.length > 0; ) {
    await options.passed();
    if (options.signal.aborted) return true;
    while (asked.length < AT_ONCE && next < open.length) {
      const item = open[next++]!;
      asked.push({ item, answer: askMessage(options, item.message.uid) });
    }
    const { item, answer } = asked.shift()!;
    const got = await answer;
    if (got === null) return true;
    if ('bytes' in got) {
      failures = 0;
      yield { kind: 'message', ...item, bytes: got.bytes };
    } else if (got.problem === 'sign-in' || got.problem === 'not-open') {
      yield { kind: 'held-up', problem: got.problem };
      return true;
    } else {
      yield { kind: 'failed', message: item.message, problem: got.problem };
      failures = got.problem === 'unreachable' ? failures + 1 : 0;
      if (failures < FAILURES_IN_A_ROW) continue;
      yield { kind: 'held-up', problem: 'unreachable' };
      return true;
    }
  }
  return false;
}

async function askPage(
  options: ReadMailboxOptions,
  page: number,
): Promise<MailboxPage | { problem: MailboxProblem } | null> {
  await options.passed();
  const answer = await askAgain(options, { type: 'page', page });
  if (answer === null || 'problem' in answer) return answer;
  return 'page' in answer ? answer.page : { problem: 'unreachable' };
}

async function askMessage(
  options: ReadMailboxOptions,
  uid: string,
): Promise<{ bytes: Blob } | { problem: MailboxProblem } | null> {
  const answer = await askAgain(options, { type: 'message', uid });
  if (answer === null || 'problem' in answer) return answer;
  return 'message' in answer ? { bytes: answer.message } : { problem: 'unreachable' };
}

/** Null where the reading was stopped meanwhile. */
async function askAgain(
  { ask, wait, signal }: ReadMailboxOptions,
  question: MailboxQuestion,
): Promise<MailboxAnswer | null> {
  for (const milliseconds of [...TRY_AGAIN_MS, null]) {
    const answer = await unlessAborted(signal, ask(question));
    if (answer === null || !('problem' in answer) || answer.problem !== 'unreachable') return answer;
    if (milliseconds === null) return answer;
    await unlessAborted(signal, wait(milliseconds));
  }
  return null;
}

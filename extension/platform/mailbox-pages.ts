/** Asks pages of webmail for folders, messages and large attachments, from the extension's own pages only. */
import type { MailboxApi } from '../content/mailbox-api.ts';
import mailboxScript from '../content/mailbox-script.ts?iife';
import { api } from './api.ts';

type World = { rualensMailbox?: MailboxApi };

/** What came back; `undefined` where the page is gone, or the extension has no access to it. */
type Asked<Name extends keyof MailboxApi> = Awaited<ReturnType<MailboxApi[Name]>> | undefined;

/** Puts the script into the tab's own page, or into one frame of it. */
async function prepare(tabId: number, frameId: number): Promise<boolean> {
  try {
    await api.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: [mailboxScript] });
    return true;
  } catch {
    return false;
  }
}

/** Calls one function of the page's script, in its isolated world. Its answer is wrapped, since null means absence. */
async function call<Name extends keyof MailboxApi>(
  tabId: number,
  frameId: number,
  name: Name,
  args: Parameters<MailboxApi[Name]>,
): Promise<{ answer: Awaited<ReturnType<MailboxApi[Name]>> } | undefined> {
  try {
    const [got] = await api.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      args: [name, args] as [string, unknown[]],
      func: async (method: string, values: unknown[]) => {
        const mailbox = (globalThis as World).rualensMailbox as
          | Record<string, (...all: unknown[]) => unknown>
          | undefined;
        return mailbox ? { answer: await mailbox[method]?.(...values) } : null;
      },
    });
    return (got?.result as { answer: Awaited<ReturnType<MailboxApi[Name]>> } | null | undefined) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Asks a tab, and puts the script there first where it is not. */
export async function askMailboxPage<Name extends keyof MailboxApi>(
  tab: { tabId: number; frameId?: number },
  name: Name,
  ...args: Parameters<MailboxApi[Name]>
): Promise<Asked<Name>> {
  const { tabId, frameId = 0 } = tab;
  const known = await call(tabId, frameId, name, args);
  if (known) return known.answer;
  return (await prepare(tabId, frameId)) ? (await call(tabId, frameId, name, args))?.answer : undefined;
}

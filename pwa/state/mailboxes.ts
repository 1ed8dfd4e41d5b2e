import { signal } from '@preact/signals';
import type { MailboxSource, MailboxTabs } from '../../core/engine/sources/face.ts';
import type { MailboxImport } from '../../core/model/mailbox.ts';
import { dueMailboxes } from './due-mailboxes.ts';
import { getEngine } from './engine.ts';
import { failureSentence } from './failure-sentence.ts';
import { askForPersistence, lastImport } from './imports.ts';
import { getPlatform } from './platform.ts';
import { toast } from './toasts.ts';

/** Folders of webmail that are being read in this page, by id. */
export const reading = signal<ReadonlyMap<string, MailboxImport>>(new Map());

/** How often it is looked whether a folder is due; the screen that was opened comes first. */
const LOOK_EVERY_MS = 15 * 60_000;
const LOOK_AFTER_MS = 30_000;

/** Follows what the user asks for in the webmail itself, and folders that are read every day. Called once by the app. */
export function startMailboxes(tabs: MailboxTabs): void {
  tabs.onWanted((source) => void readMailbox(source));
  setTimeout(() => void readDue(), LOOK_AFTER_MS);
  setInterval(() => void readDue(), LOOK_EVERY_MS);
}

/** Folders whose day is over are read where a tab shows their webmail; the others wait until one does. */
async function readDue(): Promise<void> {
  for (const mailbox of dueMailboxes(await getEngine().sources.list(), Date.now() / 1000)) {
    if (!reading.value.has(mailbox.id)) await readAgain(mailbox);
  }
}

/**
 * Reads what is new in a folder, or goes on with it; `all`: every message of it again. False where no open tab shows its
 * webmail: nothing is changed then.
 */
export async function readAgain({ id, place }: MailboxImport, all = false): Promise<boolean> {
  const source = await getPlatform().mailboxes?.find(place);
  if (!source) return false;
  if (all) await getEngine().sources.forget(id);
  void readMailbox(source);
  return true;
}

async function readMailbox({ place, ask }: MailboxSource): Promise<void> {
  void askForPersistence();
  let id = '';
  let over = false;
  try {
    const end = await getEngine().sources.importMailbox(place, ask, (progress) => {
      // its messages come by a way of their own, and the last ones may come after the answer
      if (over) return;
      id = progress.id;
      reading.value = new Map(reading.value).set(id, progress);
    });
    const ended = end.state !== 'running' && end.state !== 'paused';
    if (ended && end.importId !== null) lastImport.value = await getEngine().intake.summary(end.importId);
  } catch (error) {
    toast(failureSentence(error));
  } finally {
    over = true;
    const left = new Map(reading.value);
    left.delete(id);
    reading.value = left;
  }
}

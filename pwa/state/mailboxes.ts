import { signal } from '@preact/signals';
import type { MailboxSource, MailboxTabs } from '../../core/engine/sources/face.ts';
import type { MailboxImport } from '../../core/model/mailbox.ts';
import { theEngine } from './engine.ts';
import { failureSentence } from './failure-sentence.ts';
import { askForPersistence, lastImport } from './imports.ts';
import { thePlatform } from './platform.ts';
import { toast } from './toasts.ts';

/** Folders of webmail that are being read in this page, by id. */
export const reading = signal<ReadonlyMap<string, MailboxImport>>(new Map());

/** Follows what the user asks for in the webmail itself. Called once by the app. */
export function startMailboxes(tabs: MailboxTabs): void {
  tabs.onWanted((source) => void readMailbox(source));
}

/**
 * Reads what is new in a folder, or goes on with it; `all`: every message of it again. False where no open tab shows its
 * webmail: nothing is changed then.
 */
export async function readAgain({ id, place }: MailboxImport, all = false): Promise<boolean> {
  const source = await thePlatform().mailboxes?.find(place);
  if (!source) return false;
  if (all) await theEngine().sources.forget(id);
  void readMailbox(source);
  return true;
}

async function readMailbox({ place, ask }: MailboxSource): Promise<void> {
  void askForPersistence();
  let id = '';
  let over = false;
  try {
    const end = await theEngine().sources.importMailbox(place, ask, (progress) => {
      // its messages come by a way of their own, and the last ones may come after the answer
      if (over) return;
      id = progress.id;
      reading.value = new Map(reading.value).set(id, progress);
    });
    const ended = end.state !== 'running' && end.state !== 'paused';
    if (ended && end.importId !== null) lastImport.value = await theEngine().intake.summary(end.importId);
  } catch (error) {
    toast(failureSentence(error));
  } finally {
    over = true;
    const left = new Map(reading.value);
    left.delete(id);
    reading.value = left;
  }
}

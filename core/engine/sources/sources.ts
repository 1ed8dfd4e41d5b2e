import { type AccountParts, type Accounts, createAccounts } from './accounts/accounts-room.ts';
import type { SourcesRoom } from './face.ts';
import { createSourcesRoom } from './sources-room.ts';

/** Milliseconds between two looks at the clock. */
const CLOCK_EVERY_MS = 60_000;

export interface Sources {
  /** Mailboxes in open pages of webmail. */
  room: SourcesRoom;
  accounts: Accounts['room'];
  checkDue: Accounts['checkDue'];
  /** Looks at each account when its time comes, until stopped. */
  follow(): void;
  stop(): void;
}

/** All from which reports come by themselves. */
export function createSources({
  background,
  intake,
  ...given
}: Omit<AccountParts, 'imported'> & {
  /** Judges the domains of an import that ended. */
  intake: { ended(importId: string): Promise<void> };
  background: { later(milliseconds: number, run: () => void): () => void; run(work: Promise<unknown>): void };
}): Sources {
  const parts = { ...given, imported: intake.ended };
  const { room: accounts, checkDue, stop } = createAccounts(parts);
  let cancel: () => void = () => {};
  const follow = () => {
    cancel();
    cancel = background.later(CLOCK_EVERY_MS, follow);
    background.run(checkDue());
  };
  return {
    room: createSourcesRoom(parts),
    accounts,
    checkDue,
    follow,
    stop() {
      cancel();
      stop();
    },
  };
}

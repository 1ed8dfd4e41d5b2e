import type { ReadonlySignal } from '@preact/signals';
import type { Engine } from '../../core/engine/face.ts';
import type { MailboxTabs } from '../../core/engine/sources/face.ts';

/** What is sent: names and addresses as DNS questions, or a key of the user's with what it is for. */
export type SentData = 'questions' | 'keys';

/** `refused`: what is sent may arrive all the same, where the site answers web pages. `no-consent`: nothing may be sent. */
export type SendAnswer = 'granted' | 'refused' | 'no-consent';

/**
 * What the app needs of the shell it runs in: the installed web app, or a page of the extension. Nothing else
 * in pwa/ may ask which one it is.
 */
export interface AppPlatform {
  kind: 'web' | 'extension';
  /** Shown under Settings, About. */
  version: string;
  /** The engine, where the shell brings its own; otherwise the app starts it in a worker of the page. */
  engine?: Engine;
  /** A newer version that waits to be used; null where the shell updates itself. */
  update: { waiting: ReadonlySignal<boolean>; apply: () => void } | null;
  /**
   * Requests the browser's permission to send data to the site of an address, in a click; absent where none is needed.
   * A site that answers web pages needs none of its own, but Firefox asks for consent to what is sent.
   */
  askToSend?: (address: string, data: SentData, answersPages: boolean) => Promise<SendAnswer>;
  /** System notices of alerts and their count, where the shell sees to them; absent: the page does. */
  notices?: {
    wanted(): Promise<boolean>;
    /** Asks the browser, in a click. False where it refuses. */
    set(wanted: boolean): Promise<boolean>;
    /** Alerts were raised or read. */
    changed(): void;
  };
  /** The extension may be in this browser as well, with a store of its own to keep equal. */
  besideExtension?: boolean;
  /** Folders of webmail in open tabs, to be imported whole; absent where the shell cannot look into tabs. */
  mailboxes?: MailboxTabs;
}

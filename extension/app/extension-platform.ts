import type { AppPlatform } from '../../pwa/app.tsx';
import { type LargeFile, mailboxTabs } from '../mailbox/mailbox-tabs.ts';
import type { OwnMessage } from '../messages/own-protocol.ts';
import { askToSend } from '../platform/ask-to-send.ts';
import { sendToBackground } from '../platform/background-messages.ts';
import { extensionVersion } from '../platform/install-permissions.ts';
import { askToNotify, mayNotify, stopNotifying } from '../platform/notices.ts';

/**
 * What the app needs of the extension. The browser updates extensions by itself. `takeFile` gets attachments that were
 * too large for their marks; null where one could not be had.
 */
export function extensionPlatform(takeFile: (file: LargeFile | null, name: string) => void): AppPlatform {
  return {
    kind: 'extension',
    version: extensionVersion(),
    update: null,
    askToSend,
    mailboxes: mailboxTabs(takeFile),
    notices: {
      wanted: mayNotify,
      async set(wanted) {
        if (!wanted) await stopNotifying();
        return wanted ? await askToNotify().catch(() => false) : true;
      },
      changed: () =>
        void sendToBackground({ type: 'alerts-changed' } satisfies OwnMessage).catch(() => undefined),
    },
  };
}

import type { AppPlatform } from '../../pwa/app.tsx';
import type { OwnMessage } from '../messages/own-protocol.ts';
import { sendToBackground } from '../platform/background-messages.ts';
import { askForHost } from '../platform/host-permission.ts';
import { extensionVersion } from '../platform/install-permissions.ts';
import { askToNotify, mayNotify, stopNotifying } from '../platform/notices.ts';

/** What the app needs of the extension. The browser updates extensions by itself. */
export function extensionPlatform(): AppPlatform {
  return {
    kind: 'extension',
    version: extensionVersion(),
    update: null,
    askForHost,
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

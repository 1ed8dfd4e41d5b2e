import type { AppPlatform } from '../../pwa/app.tsx';
import { askForHost } from '../platform/host-permission.ts';
import { extensionVersion } from '../platform/install-permissions.ts';

/** What the app needs of the extension. The browser updates extensions by itself. */
export function extensionPlatform(): AppPlatform {
  return {
    kind: 'extension',
    version: extensionVersion(),
    update: null,
    askForHost,
  };
}

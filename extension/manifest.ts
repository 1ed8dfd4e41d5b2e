import type { ManifestV3Export } from '@crxjs/vite-plugin';
import packageFile from '../package.json' with { type: 'json' };

const BACKGROUND = 'background/service-worker.ts';

/** Where the app is served, for the bridge to it. Firefox knows no ports in patterns. */
const APP = { chrome: 'http://127.0.0.1:4517/*', firefox: 'http://127.0.0.1/*' };

const FIREFOX = {
  gecko: {
    // chosen once, since the store hangs on it
    id: 'rualens@rualens.example',
    strict_min_version: '140.0',
    // names and addresses out of reports go to the resolver, and keys to the host that they are of, once the user chose these
    data_collection_permissions: {
      required: ['none' as const],
      optional: ['websiteContent' as const, 'authenticationInfo' as const],
    },
  },
  gecko_android: { strict_min_version: '142.0' },
};

/**
 * The extension's manifest for one browser. At install it asks for no site but the app's own address: each webmail
 * is an optional permission, asked for on a click, and so are system notices. Files are named by their sources, from this folder; the build
 * puts the names of what it made.
 */
export function manifest(browser: 'chrome' | 'firefox'): ManifestV3Export {
  const common = {
    manifest_version: 3,
    name: 'Rualens',
    version: packageFile.version,
    description:
      'Reads DMARC reports in webmail: who sends as my domain, and is that sender in my SPF record?',
    icons: ICONS,
    action: { default_popup: 'popup.html', default_title: 'Rualens', default_icon: ICONS },
    permissions: ['activeTab', 'alarms', 'contextMenus', 'scripting', 'storage', 'unlimitedStorage'],
    host_permissions: [APP[browser]],
    optional_permissions: ['notifications'],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    // the button by the keyboard
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+R' } } },
    content_security_policy: {
      // connect-src stays open: the user chooses resolvers and policy hosts, whatever their address
      extension_pages:
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' https: http://127.0.0.1:* http://localhost:*; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
  };
  if (browser === 'chrome')
    return {
      ...common,
      permissions: [...common.permissions, 'offscreen'],
      minimum_chrome_version: '120',
      background: { service_worker: BACKGROUND, type: 'module' },
      options_ui: { page: 'options.html', open_in_tab: true },
    };
  return {
    ...common,
    background: { scripts: [BACKGROUND], type: 'module' },
    options_ui: { page: 'options.html', open_in_tab: true },
    browser_specific_settings: FIREFOX,
  };
}

const ICONS = { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' };

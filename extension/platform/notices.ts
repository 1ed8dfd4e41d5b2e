/** System notices. The permission for them is optional: asked for in a click, and taken back in the options. */
import { visibleText } from '../../core/lib/visible-text.ts';
import { api } from './api.ts';

const PERMISSION: chrome.permissions.Permissions = { permissions: ['notifications'] };

export async function mayNotify(): Promise<boolean> {
  return await api.permissions.contains(PERMISSION);
}

/** Asks the user; must be called in a click. */
export async function askToNotify(): Promise<boolean> {
  return await api.permissions.request(PERMISSION);
}

export async function stopNotifying(): Promise<void> {
  await api.permissions.remove(PERMISSION);
}

/** Shows a notice; nothing where the browser does not allow it. The same id takes the older one's place. */
export async function showNotice(id: string, title: string, message: string): Promise<void> {
  await api.notifications?.create(id, {
    type: 'basic',
    iconUrl: api.runtime.getURL('icons/128.png'),
    title: visibleText(title),
    message: visibleText(message),
  });
}

/** Calls back when the user clicks a notice, also where the permission comes later than the background. */
export function onNoticeClicked(clicked: () => void): void {
  let listening = false;
  const listen = () => {
    if (listening || !api.notifications) return;
    listening = true;
    api.notifications.onClicked.addListener((id) => {
      void api.notifications.clear(id);
      clicked();
    });
  };
  listen();
  api.permissions.onAdded.addListener(listen);
}

/** Calls back when the user allows notices; the popup that asked may be closed by then. */
export function onNoticesAllowed(allowed: () => void): void {
  api.permissions.onAdded.addListener((added) => {
    if (added.permissions?.includes('notifications')) allowed();
  });
}

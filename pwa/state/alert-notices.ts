import { effect } from '@preact/signals';
import { alertKindWord, alertSentence } from '../../core/views/sentences/alert.ts';
import { theEngine, version } from './engine.ts';
import { language } from './language.ts';
import { thePlatform } from './platform.ts';
import { remember, remembered } from './remembered.ts';
import { go, href } from './router.ts';
import { unreadAlerts } from './unread-alerts.ts';

/** More than this many at once are told in one notice. */
const SINGLE_NOTICES = 3;

type Consent = 'on' | 'off';

/** Whether the user wants system notices; the browser's own permission comes on top. */
export async function noticesWanted(): Promise<boolean> {
  return (await thePlatform().notices?.wanted()) ?? wantedHere();
}

function wantedHere(): boolean {
  return remembered<Consent>('notices', ['on', 'off'], 'off') === 'on' && permission() === 'granted';
}

/** Why notices cannot be had here, or null. `denied` can only be changed in the browser's settings. */
export function permission(): NotificationPermission | 'unsupported' {
  if (thePlatform().notices) return 'default';
  return typeof Notification === 'undefined' ? 'unsupported' : Notification.permission;
}

/** Asks the browser, upon the user's click. False where it refuses. */
export async function setNotices(wanted: boolean): Promise<boolean> {
  const { notices } = thePlatform();
  if (notices) return await notices.set(wanted);
  if (!wanted) {
    remember('notices', 'off');
    return true;
  }
  if (permission() === 'unsupported') return false;
  const granted = (await Notification.requestPermission()) === 'granted';
  remember('notices', granted ? 'on' : 'off');
  return granted;
}

/** Keeps the count in the navigation and on the app's icon, and tells of new alerts after consent. */
export function startAlertNotices(): void {
  effect(() => {
    version('alerts');
    void follow();
  });
}

async function follow(): Promise<void> {
  const engine = theEngine();
  const unread = await engine.unreadAlerts();
  unreadAlerts.value = unread;
  const { notices } = thePlatform();
  if (notices) return notices.changed();
  badge(unread);
  if (!wantedHere()) return;
  const fresh = await engine.takeAlertsToTell();
  if (fresh.length > SINGLE_NOTICES) {
    const kinds = [...new Set(fresh.map((alert) => alertKindWord(alert.kind, language.peek())))];
    show(`Rualens: ${fresh.length}`, kinds.join(', '), 'rualens-alerts');
    return;
  }
  for (const alert of fresh) {
    show(alertKindWord(alert.kind, language.peek()), alertSentence(alert, language.peek()), alert.id);
  }
}

function show(title: string, body: string, tag: string): void {
  try {
    const notice = new Notification(title, { body, tag, icon: 'icon-192.png' });
    notice.onclick = () => {
      window.focus();
      go(href('alerts'));
    };
  } catch {
    // Some phones allow notices from a service worker only; the badge and the list still tell.
  }
}

function badge(count: number): void {
  const done = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  // Refused where the app is not installed.
  done?.catch(() => undefined);
}

import { visibleText } from '../../core/lib/visible-text.ts';
import type { StoredAlert } from '../../core/model/stored.ts';
import { alertKindWord, alertSentence } from '../../core/words/alert.ts';
import { alertNoticesTexts } from './alert-notices-texts.ts';
import { followChanges } from './changes.ts';
import { getEngine } from './engine.ts';
import { number } from './format.ts';
import { language } from './language.ts';
import { getPlatform } from './platform.ts';
import { remember, remembered } from './remembered.ts';
import { go, href, route } from './router.ts';
import { toast } from './toasts.ts';
import { unreadAlerts } from './unread-alerts.ts';

/** More than this many at once are told in one notice. */
const SINGLE_NOTICES = 3;

type Consent = 'on' | 'off';

/** Whether the user wants system notices; the browser's own permission comes on top. */
export async function noticesWanted(): Promise<boolean> {
  return (await getPlatform().notices?.wanted()) ?? wantedHere();
}

function wantedHere(): boolean {
  return remembered<Consent>('notices', ['on', 'off'], 'off') === 'on' && permission() === 'granted';
}

/** Why notices cannot be had here, or null. `denied` can only be changed in the browser's settings. */
export function permission(): NotificationPermission | 'unsupported' {
  if (getPlatform().notices) return 'default';
  return typeof Notification === 'undefined' ? 'unsupported' : Notification.permission;
}

/** Asks the browser, upon the user's click. False where it refuses. */
export async function setNotices(wanted: boolean): Promise<boolean> {
  const { notices } = getPlatform();
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

/**
 * Keeps the count in the navigation and on the app's icon, and tells of new alerts: by a message in the page
 * where it is seen, and by a system notice after consent.
 */
export function startAlertNotices(): void {
  void follow();
  followChanges(['alerts'], () => void follow());
  document.addEventListener('visibilitychange', () => void follow());
}

async function follow(): Promise<void> {
  const engine = getEngine();
  const unread = await engine.alerts.unread();
  unreadAlerts.value = unread;
  const shell = getPlatform().notices;
  if (!shell) badge(unread);
  const seen = document.visibilityState === 'visible';
  // Taken here they are told nowhere else, so a page that nobody sees leaves them to one that somebody does.
  const fresh = seen || wantedHere() ? await engine.alerts.takeToTell() : [];
  shell?.changed();
  if (fresh.length === 0) return;
  const told = notices(fresh);
  // The inbox itself marks what is new.
  if (seen && route.peek().path[0] !== 'alerts') tellHere(told);
  if (wantedHere()) for (const notice of told) show(notice);
}

interface Notice {
  title: string;
  text: string;
  tag: string;
}

/** One notice an alert, or one for all where there are many. */
function notices(fresh: StoredAlert[]): Notice[] {
  const tongue = language.peek();
  if (fresh.length <= SINGLE_NOTICES) {
    return fresh.map((alert) => ({
      title: alertKindWord(alert.kind, tongue),
      text: alertSentence(alert, tongue),
      tag: alert.id,
    }));
  }
  const kinds = [...new Set(fresh.map((alert) => alertKindWord(alert.kind, tongue)))];
  const title = alertNoticesTexts[tongue].several(number(fresh.length));
  return [{ title, text: kinds.join(', '), tag: 'rualens-alerts' }];
}

function tellHere(told: Notice[]): void {
  const t = alertNoticesTexts[language.peek()];
  for (const { title, text, tag } of told) {
    const label = tag === 'rualens-alerts' ? t.lookAll : t.look;
    toast(`${title}: ${text}`, { label, run: () => go(href('alerts')) });
  }
}

function show({ title, text, tag }: Notice): void {
  try {
    const notice = new Notification(visibleText(title), {
      body: visibleText(text),
      tag,
      icon: 'icon-192.png',
    });
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

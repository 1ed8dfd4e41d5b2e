import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/components.css';
import './styles/table.css';
import './styles/screens.css';
import './styles/forced-colors.css';
import { effect } from '@preact/signals';
import { options, render } from 'preact';
import { guardShownText } from '../core/lib/guard-shown-text.ts';
import { Shell } from './components/shell.tsx';
import { INTAKES } from './intake/registry.ts';
import type { AppPlatform } from './platform/platform.ts';
import { startAlertNotices } from './state/alert-notices.ts';
import { followChanges, tellChange } from './state/changes.ts';
import { startEndedIgnored } from './state/ended-ignored.ts';
import { setEngine } from './state/engine.ts';
import { startEngineWorker } from './state/engine-worker.ts';
import { startExtensionLink } from './state/extension.ts';
import { failureTexts } from './state/failure-texts.ts';
import { enqueueFiles, followUnfinished } from './state/imports.ts';
import { language, textsOf } from './state/language.ts';
import { startMailboxes } from './state/mailboxes.ts';
import { setPlatform } from './state/platform.ts';
import { startRouter } from './state/router.ts';
import { startSearchKey } from './state/search.ts';
import { loadSettings } from './state/settings.ts';
import { startStandingBackup } from './state/standing-backup.ts';
import { startTheme } from './state/theme.ts';
import { toast } from './state/toasts.ts';

export type { AppPlatform } from './platform/platform.ts';

/**
 * Mounts the whole app into an element of a page that holds nothing else. Both shells do: the web app, and the
 * extension in a page of its own. Returns what hands further files to the import queue, and
 * what says a sentence to the user.
 */
export function mountApp(
  root: HTMLElement,
  platform: AppPlatform,
): { take: typeof enqueueFiles; tell: (sentence: string) => void } {
  options.vnode = guardShownText(options.vnode);
  setPlatform(platform);
  startTheme();
  startRouter();
  startSearchKey();
  effect(() => {
    document.documentElement.lang = language.value;
  });
  setEngine(
    platform.engine ?? startEngineWorker({ onRestarted: () => toast(textsOf(failureTexts).restarted) }),
  );
  void loadSettings();
  // Another tab may have changed them.
  followChanges(['settings'], () => void loadSettings());
  followUnfinished();
  startAlertNotices();
  startEndedIgnored();
  startStandingBackup();
  if (platform.besideExtension) startExtensionLink();
  if (platform.mailboxes) startMailboxes(platform.mailboxes);
  render(<Shell />, root);
  for (const intake of INTAKES) {
    if (intake.shells.includes(platform.kind) && intake.available()) void intake.start?.(enqueueFiles);
  }
  // What came in while the page slept (a laptop was closed) is shown at once.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') tellChange({ topic: 'domains', domains: [] });
  });
  return { take: enqueueFiles, tell: (sentence) => void toast(sentence) };
}

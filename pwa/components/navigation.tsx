import {
  Bell,
  FileSearch,
  Globe,
  Import,
  Network,
  Search,
  Settings as SettingsIcon,
  Wifi,
  WifiOff,
} from 'lucide-preact';
import type { NavId } from '../screens/registry.ts';
import { number } from '../state/format.ts';
import { importing } from '../state/imports.ts';
import { textsOf } from '../state/language.ts';
import { href } from '../state/router.ts';
import { openSearch } from '../state/search.ts';
import { network, settings } from '../state/settings.ts';
import { unreadAlerts } from '../state/unread-alerts.ts';
import { Logo } from './logo.tsx';
import { searchTexts } from './search-texts.ts';
import { shellTexts } from './shell-texts.ts';

const PLACES: { id: NavId; icon: typeof Globe }[] = [
  { id: 'domains', icon: Globe },
  { id: 'reports', icon: FileSearch },
  { id: 'spf', icon: Network },
  { id: 'alerts', icon: Bell },
  { id: 'import', icon: Import },
  { id: 'settings', icon: SettingsIcon },
];

/** The left navigation; a bar at the bottom on a phone. */
export function Navigation({ current }: { current: NavId }) {
  const t = textsOf(shellTexts);
  const search = textsOf(searchTexts);
  return (
    <nav class="nav" aria-label={t.navigation}>
      <a class="brand" href={href('domains')} aria-label="Rualens">
        <Logo size={24} />
        <span>Rualens</span>
      </a>
      <button
        type="button"
        class="search-open"
        title={search.title}
        aria-keyshortcuts="/ Control+K"
        onClick={openSearch}
      >
        <Search size={18} aria-hidden="true" />
        <span>{search.open}</span>
        <kbd>/</kbd>
      </button>
      <ul>
        {PLACES.map(({ id, icon: Icon }) => (
          <li key={id}>
            <a
              class="nav-link"
              href={href(id)}
              aria-current={id === current ? 'page' : undefined}
              title={t.places[id]}
            >
              <Icon size={18} aria-hidden="true" />
              <span class="long">{t.places[id]}</span>
              <span class="short">{id === 'settings' ? t.settingsShort : t.places[id]}</span>
              {id === 'alerts' && unreadAlerts.value > 0 && (
                <span class="nav-count num">{number(unreadAlerts.value)}</span>
              )}
              {id === 'import' && <ImportPart />}
            </a>
          </li>
        ))}
      </ul>
      <div class="nav-foot small">
        <NetworkState />
      </div>
    </nav>
  );
}

function ImportPart() {
  const now = importing.value;
  if (!now || now.files.total === 0) return null;
  return <span class="nav-part small num">{Math.floor((100 * now.files.done) / now.files.total)} %</span>;
}

/** Says at all times whether, and whom, this app may ask. */
function NetworkState() {
  const t = textsOf(shellTexts);
  const state = network.value;
  if (state === 'unknown') return null;
  const first = settings.value?.resolvers[0];
  const text =
    state === 'on' ? t.networkOn(first?.name ?? '') : state === 'offline' ? t.networkOff : t.networkUnasked;
  const Icon = state === 'on' ? Wifi : WifiOff;
  return (
    <a href={href('settings')} title={text}>
      <Icon size={16} aria-hidden="true" />
      <span>{text}</span>
    </a>
  );
}

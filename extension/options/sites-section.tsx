import { useCallback, useEffect, useState } from 'preact/hooks';
import type { AppRow } from '../bridge/app-links.ts';
import { sitePatterns } from '../messages/site-pattern.ts';
import { installedPatterns } from '../platform/bridge-pages.ts';
import { grantedSites, onSitesChanged, removeSites, requestSites } from '../platform/sites.ts';
import { ask } from '../popup/ask.ts';
import type { PopupTexts } from '../texts/popup-texts.ts';

interface Site {
  pattern: string;
  why: keyof PopupTexts['why'];
}

/** What the browser granted beyond the installation, what for, and the way to take it back. */
export function SitesSection({ texts }: { texts: PopupTexts }) {
  const [sites, setSites] = useState<Site[]>([]);
  const [note, setNote] = useState('');
  const refresh = useCallback(async () => setSites(await readSites()), []);
  useEffect(() => {
    void refresh();
    onSitesChanged(() => void refresh());
  }, [refresh]);

  const remove = async (pattern: string) => {
    await ask({ type: 'unwant-sites', patterns: [pattern] });
    const gone = await removeSites([pattern]);
    setNote(gone ? texts.removed(nameOf(pattern)) : texts.cannotRemove);
    await refresh();
  };

  return (
    <section data-part="sites">
      <h2>{texts.sitesTitle}</h2>
      <p>{texts.sitesWhy}</p>
      {sites.length === 0 && <p class="soft">{texts.noSites}</p>}
      <ul>
        {sites.map(({ pattern, why }) => (
          <li key={pattern} data-why={why}>
            <span class="name">
              {nameOf(pattern)}
              <span class="soft">{texts.why[why]}</span>
            </span>
            <button
              type="button"
              aria-label={`${texts.remove}: ${nameOf(pattern)}`}
              onClick={() => void remove(pattern)}
              data-remove={pattern}
            >
              {texts.remove}
            </button>
          </li>
        ))}
      </ul>
      <p role="status">{note}</p>
      <AddSite refresh={refresh} say={setNote} texts={texts} />
    </section>
  );
}

async function readSites(): Promise<Site[]> {
  const wanted = (await ask<string[]>({ type: 'sites' })) ?? [];
  const apps = (await ask<AppRow[]>({ type: 'apps' })) ?? [];
  const granted = await grantedSites();
  const ofApp = new Set(apps.filter((it) => it.added).flatMap((it) => sitePatterns(it.origin)));
  const installed = installedPatterns();
  const all = new Set([...wanted, ...granted.filter((it) => !installed.includes(it))]);
  return [...all].sort().map((pattern) => {
    if (!granted.includes(pattern)) return { pattern, why: 'gone' };
    if (wanted.includes(pattern)) return { pattern, why: 'webmail' };
    return { pattern, why: ofApp.has(pattern) ? 'app' : 'other' };
  });
}

interface AddProps {
  refresh: () => Promise<void>;
  say: (note: string) => void;
  texts: PopupTexts;
}

function AddSite({ refresh, say, texts }: AddProps) {
  const [address, setAddress] = useState('');
  const submit = async (event: Event) => {
    event.preventDefault();
    const patterns = sitePatterns(address.trim());
    if (patterns.length === 0) return say(texts.badAddress);
    void ask({ type: 'want-sites', patterns });
    const granted = await requestSites(patterns).catch(() => false);
    await ask({ type: granted ? 'want-sites' : 'unwant-sites', patterns });
    say(granted ? '' : texts.notGranted);
    if (granted) setAddress('');
    await refresh();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <label>
        {texts.addTitle}
        <input
          type="url"
          name="site"
          placeholder={texts.addHint}
          value={address}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
      </label>
      <button type="submit">{texts.add}</button>
    </form>
  );
}

/** A match pattern as people write a site. */
export function nameOf(pattern: string): string {
  return pattern.replace(/\/\*$/, '');
}

import './options.css';
import { render } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { AppsSection } from '../bridge/apps-section.tsx';
import { sitePatterns } from '../messages/site-pattern.ts';
import { installedPatterns } from '../platform/bridge-pages.ts';
import { installPermissions } from '../platform/install-permissions.ts';
import { uiLanguage } from '../platform/language.ts';
import { grantedSites, onSitesChanged, removeSites, requestSites } from '../platform/sites.ts';
import { openApp } from '../platform/tabs.ts';
import { ask } from '../popup/ask.ts';
import { popupTexts } from '../texts/popup-texts.ts';

const texts = popupTexts(uiLanguage());

interface Site {
  pattern: string;
  wanted: boolean;
  granted: boolean;
}

function Options() {
  const [sites, setSites] = useState<Site[]>([]);
  const [note, setNote] = useState('');
  const refresh = useCallback(async () => {
    const wanted = (await ask<string[]>({ type: 'sites' })) ?? [];
    const granted = await grantedSites();
    const ofApp = installedPatterns();
    const all = new Set([...wanted, ...granted.filter((it) => !ofApp.includes(it))]);
    setSites(
      [...all].sort().map((pattern) => ({
        pattern,
        wanted: wanted.includes(pattern),
        granted: granted.includes(pattern),
      })),
    );
  }, []);
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
    <>
      <h1>
        <img src="icons/48.png" width="28" height="28" alt="" /> {texts.optionsTitle}
      </h1>
      <section>
        <h2>{texts.sitesTitle}</h2>
        <p>{texts.sitesWhy}</p>
        {sites.length === 0 && <p class="soft">{texts.noSites}</p>}
        <ul>
          {sites.map((site) => (
            <li key={site.pattern}>
              <span class="name">{nameOf(site.pattern)}</span>
              <span class="soft">{site.granted ? site.wanted && texts.enabled : texts.notGranted}</span>
              <button type="button" onClick={() => remove(site.pattern)} data-remove={site.pattern}>
                {texts.remove}
              </button>
            </li>
          ))}
        </ul>
        <p role="status">{note}</p>
        <AddSite refresh={refresh} say={setNote} />
      </section>
      <AppsSection language={uiLanguage()} />
      <section>
        <h2>{texts.permissionsTitle}</h2>
        <dl>
          {installPermissions().map((name) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{texts.permissions[name] ?? ''}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h2>{texts.networkTitle}</h2>
        <p>{texts.networkText}</p>
        <button type="button" onClick={() => void openApp('#/settings')}>
          {texts.networkRecord}
        </button>
      </section>
    </>
  );
}

function AddSite({ refresh, say }: { refresh: () => Promise<void>; say: (note: string) => void }) {
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
    <form onSubmit={submit}>
      <label>
        {texts.addTitle}
        <input
          type="url"
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
function nameOf(pattern: string): string {
  return pattern.replace(/\/\*$/, '');
}

document.documentElement.lang = texts.language;
document.title = `Rualens – ${texts.optionsTitle}`;
const root = document.getElementById('options');
if (root) render(<Options />, root);

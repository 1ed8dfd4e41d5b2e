import { useState } from 'preact/hooks';
import { pickLanguage } from '../../core/words/language.ts';
import { sitePatterns } from '../messages/site-pattern.ts';
import { installedPatterns } from '../platform/bridge-pages.ts';
import { requestSites } from '../platform/sites.ts';
import { appTexts } from '../texts/app-texts.ts';
import { APP_ORIGIN, type AppRow } from './app-links.ts';
import { HeldApp } from './held-app.tsx';
import { useApps } from './use-apps.ts';

/** On the options page: where the app may be, how far it is with the extension, and the clicks for both. */
export function AppsSection({ language }: { language: string }) {
  const texts = appTexts[pickLanguage([language])];
  const { apps, change } = useApps();
  const [note, setNote] = useState('');
  const allow = async (origin: string) => {
    // the browser asks in the click, or not at all
    const patterns = origin === APP_ORIGIN ? installedPatterns() : sitePatterns(origin);
    const granted = await requestSites(patterns).catch(() => false);
    setNote(granted ? '' : texts.notGranted);
    if (granted) await change({ type: 'add-app', origin });
    return granted;
  };
  return (
    <section data-part="apps">
      <h2>{texts.title}</h2>
      <p>{texts.why}</p>
      <ul>
        {apps.map((app) => (
          <li key={app.origin} data-app={app.origin} data-state={app.state}>
            <span class="name">{app.origin}</span>
            <span class="soft">
              {texts.states[app.state]}, {lastWord(app, language)}
            </span>
            <HeldApp app={app} language={language} change={change} />
            {app.state === 'found' || app.state === 'asked' ? (
              <button type="button" data-act="allow" onClick={() => void allow(app.origin)}>
                {texts.allow}
              </button>
            ) : (
              <button
                type="button"
                data-act="part"
                onClick={() => void change({ type: 'part-app', origin: app.origin })}
              >
                {texts.disconnect}
              </button>
            )}
            {app.added && (
              <button type="button" onClick={() => void change({ type: 'forget-app', origin: app.origin })}>
                {texts.forget}
              </button>
            )}
          </li>
        ))}
      </ul>
      <AddApp allow={allow} say={setNote} language={language} />
      <p role="status">{note}</p>
    </section>
  );
}

interface AddProps {
  allow: (origin: string) => Promise<boolean>;
  say: (note: string) => void;
  language: string;
}

function AddApp({ allow, say, language }: AddProps) {
  const texts = appTexts[pickLanguage([language])];
  const [address, setAddress] = useState('');
  const submit = async (event: Event) => {
    event.preventDefault();
    const given = address.trim();
    if (sitePatterns(given).length === 0) return say(texts.badAddress);
    if (await allow(new URL(given).origin)) setAddress('');
  };
  return (
    <form onSubmit={submit}>
      <label>
        {texts.addTitle}
        <input
          type="url"
          name="app"
          placeholder={texts.addHint}
          value={address}
          onInput={(event) => setAddress(event.currentTarget.value)}
        />
      </label>
      <button type="submit">{texts.add}</button>
    </form>
  );
}

function lastWord(app: AppRow, language: string): string {
  const texts = appTexts[pickLanguage([language])];
  const when = (time: number) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
  if (app.state === 'connected' && app.exchanged !== null) return texts.exchanged(when(app.exchanged));
  return app.seen === null ? texts.never : texts.seen(when(app.seen));
}

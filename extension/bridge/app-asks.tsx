import { pickLanguage } from '../../core/words/language.ts';
import { appTexts } from '../texts/app-texts.ts';
import { HeldApp } from './held-app.tsx';
import { useApps } from './use-apps.ts';

/** In the popup: an app that asks to be connected, and one that is. Nothing otherwise. */
export function AppAsks({ language }: { language: string }) {
  const texts = appTexts[pickLanguage([language])];
  const { apps, change } = useApps();
  const shown = apps.filter((it) => it.state === 'asked' || it.state === 'connected');
  if (shown.length === 0) return null;
  return (
    <section data-part="apps">
      <h2>{texts.title}</h2>
      {shown.map((app) => {
        const { origin, state } = app;
        return state === 'connected' ? (
          <div key={origin} data-app={origin} data-state={state}>
            <p class="soft">
              {origin}: {texts.states.connected}
            </p>
            <HeldApp app={app} language={language} change={change} />
          </div>
        ) : (
          <div key={origin} data-app={origin} data-state={state}>
            <p>{texts.asks(origin)}</p>
            <div class="acts">
              <button
                type="button"
                data-act="allow-app"
                onClick={() => void change({ type: 'allow-app', origin })}
              >
                {texts.allow}
              </button>
              <button type="button" class="quiet" onClick={() => void change({ type: 'part-app', origin })}>
                {texts.refuse}
              </button>
            </div>
          </div>
        );
      })}
    </section>
  );
}

import { Segments } from '../../components/segments.tsx';
import { textsOf } from '../../state/language.ts';
import { saveSettings, settings } from '../../state/settings.ts';
import { settingsTexts } from './texts.ts';

/** Language, theme, and the name that stands beside decisions. */
export function LookSection() {
  const t = textsOf(settingsTexts);
  const now = settings.value;
  if (!now) return null;
  return (
    <section class="card stack">
      <h2>{t.look}</h2>
      <div class="field">
        <span class="muted small">{t.language}</span>
        <Segments
          label={t.language}
          options={(['auto', 'en', 'de'] as const).map((id) => ({ id, label: t.languages[id] }))}
          current={now.language}
          onChange={(language) => void saveSettings({ language })}
        />
      </div>
      <div class="field">
        <span class="muted small">{t.theme}</span>
        <Segments
          label={t.theme}
          options={(['auto', 'light', 'dark'] as const).map((id) => ({ id, label: t.themes[id] }))}
          current={now.theme}
          onChange={(theme) => void saveSettings({ theme })}
        />
      </div>
      <label class="field">
        <span class="muted small">{t.userName}</span>
        <input
          type="text"
          maxLength={80}
          value={now.userName}
          onChange={(event) => void saveSettings({ userName: event.currentTarget.value.trim() })}
        />
        <span class="muted small">{t.userNameHint}</span>
      </label>
    </section>
  );
}

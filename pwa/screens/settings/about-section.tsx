import { textsOf } from '../../state/language.ts';
import { getPlatform } from '../../state/platform.ts';
import { settingsTexts } from './texts.ts';

/** Version, licence, and what leaves the machine. */
export function AboutSection() {
  const t = textsOf(settingsTexts);
  return (
    <section class="card">
      <h2>{t.about}</h2>
      <dl class="facts">
        <dt>{t.version}</dt>
        <dd>{getPlatform().version}</dd>
        <dt>{t.licence}</dt>
        <dd>MIT</dd>
        <dt>{t.leaves}</dt>
        <dd>{t.leavesText}</dd>
      </dl>
      <p class="small muted">{t.sources}</p>
    </section>
  );
}

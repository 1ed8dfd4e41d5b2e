import { say } from '../../state/language.ts';
import { thePlatform } from '../../state/platform.ts';
import { settingsTexts } from './texts.ts';

/** Version, licence, and what leaves the machine. */
export function AboutSection() {
  const t = say(settingsTexts);
  return (
    <section class="card">
      <h2>{t.about}</h2>
      <dl class="facts">
        <dt>{t.version}</dt>
        <dd>{thePlatform().version}</dd>
        <dt>{t.licence}</dt>
        <dd>MIT</dd>
        <dt>{t.leaves}</dt>
        <dd>{t.leavesText}</dd>
      </dl>
      <p class="small muted">{t.sources}</p>
    </section>
  );
}

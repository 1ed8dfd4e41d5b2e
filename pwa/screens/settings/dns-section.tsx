import { Button } from '../../components/button.tsx';
import { Switch } from '../../components/switch.tsx';
import { textsOf } from '../../state/language.ts';
import { openFurtherResolver, openResolverDialog } from '../../state/resolver-choice.ts';
import { saveSettings, settings } from '../../state/settings.ts';
import { ResolverList } from './resolver-list.tsx';
import { settingsTexts } from './texts.ts';

/** Who may be asked, and whether anything at all. */
export function DnsSection() {
  const t = textsOf(settingsTexts);
  const now = settings.value;
  if (!now) return null;
  const first = now.resolvers[0];
  const asked = now.resolvers.filter((each) => each.id !== 'none');
  return (
    <section class="card stack">
      <h2>{t.dns}</h2>
      <div class="row">
        <div class="spring">
          <div class="muted small">{t.resolver}</div>
          {!first && t.resolverNone}
          {first?.id === 'none' && t.resolverOffline}
          {asked.length > 1 && t.resolverOrder}
        </div>
        <Button onClick={openResolverDialog}>{first ? t.change : t.choose}</Button>
        {asked.length > 0 && <Button onClick={openFurtherResolver}>{t.addResolver}</Button>}
      </div>
      {asked.length > 0 && <ResolverList resolvers={asked} />}
      <Switch
        label={t.noNetwork}
        hint={t.noNetworkHint}
        checked={now.noNetwork}
        onChange={(noNetwork) => saveSettings({ noNetwork })}
      />
      <Switch
        label={t.nameSenders}
        hint={t.nameSendersHint}
        checked={now.nameSenders === 'on'}
        onChange={(on) => saveSettings({ nameSenders: on ? 'on' : 'off' })}
      />
    </section>
  );
}

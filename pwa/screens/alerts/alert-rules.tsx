import { useEffect, useState } from 'preact/hooks';
import { newRule } from '../../../core/alerts/default-rules.ts';
import type { AlertRule } from '../../../core/model/alert.ts';
import { alertKindWord } from '../../../core/words/alert.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Failure } from '../../components/failure.tsx';
import { Switch } from '../../components/switch.tsx';
import { noticesWanted, permission, setNotices } from '../../state/alert-notices.ts';
import { tellChange } from '../../state/changes.ts';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { alertsTexts } from './texts.ts';

/** Rules from a backup or another store that cannot be evaluated; the others go on. */
function BadRules() {
  const t = textsOf(alertsTexts).rule;
  const query = useQuery('bad alert rules', (engine) => engine.alerts.badRules(), ['alerts', 'settings']);
  return (query.data ?? []).map((rule) => (
    <div key={rule.id} class="banner row" data-tone="bad" data-bad-rule={rule.id}>
      <span class="spring">{t.bad(rule.id, rule.fields.join(', '))}</span>
      <Button onClick={() => void getEngine().alerts.deleteRule(rule.id)}>{t.delete}</Button>
    </div>
  ));
}

/** The rules, each editable, and the consent to system notices. */
export function AlertRules() {
  const t = textsOf(alertsTexts).rule;
  const [editing, setEditing] = useState<{ rule: AlertRule; fresh: boolean } | null>(null);
  const query = useQuery('alert rules', (engine) => engine.alerts.rules(), ['alerts', 'settings']);
  if (query.error) return <Failure error={query.error} />;
  if (!query.data) return <Busy />;
  const create = () => {
    const id = `rule-${crypto.randomUUID().slice(0, 13)}`;
    setEditing({ rule: newRule('non-compliant-mail', id, Math.floor(Date.now() / 1000)), fresh: true });
  };
  return (
    <>
      <Notices />
      <div class="row">
        <h2>{t.list}</h2>
        <span class="spring" />
        <Button onClick={create}>{t.add}</Button>
      </div>
      <BadRules />
      <ul class="plain-list card rule-list">
        {query.data.map((rule) => (
          <li key={rule.id} class="row">
            <span class="spring">
              <strong>{ruleName(rule)}</strong>{' '}
              <span class="pill" data-tone={rule.enabled ? 'good' : undefined}>
                {rule.enabled ? t.enabled : t.off}
              </span>
              <span class="cell-sub muted small">{ruleSummary(rule)}</span>
            </span>
            <Button onClick={() => setEditing({ rule, fresh: false })} label={`${t.edit}: ${ruleName(rule)}`}>
              {t.edit}
            </Button>
            <Button onClick={() => void remove(rule)} label={`${t.delete}: ${ruleName(rule)}`}>
              {t.delete}
            </Button>
          </li>
        ))}
      </ul>
      {editing && <RuleDialog rule={editing.rule} fresh={editing.fresh} onClose={() => setEditing(null)} />}
    </>
  );
}

export function ruleName(rule: AlertRule): string {
  return rule.name || alertKindWord(rule.kind, language.value);
}

function ruleSummary(rule: AlertRule): string {
  const t = textsOf(alertsTexts).rule;
  const domains = rule.domains.length > 0 ? rule.domains.join(', ') : t.allDomains;
  const figure =
    rule.kind === 'reports-stopped'
      ? `${t.silent}: ${number(rule.silentDays)}`
      : t.from(number(rule.threshold));
  return [rule.name ? alertKindWord(rule.kind, language.value) : '', domains, figure]
    .filter(Boolean)
    .join(' · ');
}

async function remove(rule: AlertRule): Promise<void> {
  await getEngine().alerts.deleteRule(rule.id);
  toast(textsOf(alertsTexts).rule.deleted(ruleName(rule)), {
    label: textsOf(commonTexts).undo,
    run: async () => {
      await getEngine().alerts.saveRule(rule);
    },
  });
}

function Notices() {
  const t = textsOf(alertsTexts);
  const [wanted, setWanted] = useState(false);
  useEffect(() => void noticesWanted().then(setWanted), []);
  const [refused, setRefused] = useState(permission() === 'denied');
  if (permission() === 'unsupported') return <p class="muted">{t.noticesNone}</p>;
  return (
    <Switch
      label={t.notices}
      hint={refused ? t.noticesDenied : t.noticesHint}
      checked={wanted}
      onChange={async (on) => {
        const done = await setNotices(on);
        setRefused(!done);
        setWanted(on && done);
        // What was not told yet is told now.
        tellChange({ topic: 'alerts', domains: [] });
      }}
    />
  );
}

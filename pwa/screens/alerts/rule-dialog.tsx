import { useState } from 'preact/hooks';
import type { AlertKind, AlertRule, DnsChangeKind } from '../../../core/model/alert.ts';
import type { SenderStatus } from '../../../core/model/sender.ts';
import { alertKindWord, dnsChangeWord } from '../../../core/words/alert.ts';
import { senderStatusWord } from '../../../core/words/status.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Switch } from '../../components/switch.tsx';
import { getEngine } from '../../state/engine.ts';
import { language, textsOf } from '../../state/language.ts';
import { readPeriod } from '../../state/period.ts';
import { useQuery } from '../../state/use-query.ts';
import { RulePreview } from './rule-preview.tsx';
import { alertsTexts } from './texts.ts';

const KINDS: AlertKind[] = [
  'non-compliant-mail',
  'compliant-with-issues',
  'reports-stopped',
  'dns-changed',
  'mail-from-blocked',
];
const STATUSES: SenderStatus[] = ['in', 'partially', 'not', 'undecided', 'ignored'];
const WATCHES: DnsChangeKind[] = ['spf', 'dmarc', 'dkim', 'pointing'];

/** Edits a rule, and shows at each change what it would have raised. */
export function RuleDialog(props: { rule: AlertRule; fresh: boolean; onClose: () => void }) {
  const t = textsOf(alertsTexts).rule;
  const [rule, setRule] = useState(props.rule);
  const set = (change: Partial<AlertRule>) => setRule({ ...rule, ...change });
  const domains = useQuery('rule domains', (engine) => engine.domains.list(readPeriod('90')), ['domains']);
  const confirmed = (domains.data ?? [])
    .filter((row) => row.listing === 'confirmed')
    .map((row) => row.domain);
  const ofSenders = rule.kind === 'non-compliant-mail' || rule.kind === 'compliant-with-issues';
  return (
    <Dialog
      title={props.fresh ? t.newTitle : t.title}
      size="wide"
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{textsOf(commonTexts).cancel}</Button>
          <Button
            kind="primary"
            onClick={async () => {
              await getEngine().alerts.saveRule({ ...rule, name: rule.name.trim() });
              await getEngine().alerts.check();
              props.onClose();
            }}
          >
            {t.save}
          </Button>
        </>
      }
    >
      <div class="columns">
        <div class="stack">
          <label class="field">
            <span>{t.kind}</span>
            <select
              value={rule.kind}
              onChange={(event) => set({ kind: event.currentTarget.value as AlertKind })}
            >
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {alertKindWord(kind, language.value)}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span>{t.name}</span>
            <input
              type="text"
              maxLength={80}
              value={rule.name}
              placeholder={alertKindWord(rule.kind, language.value)}
              onInput={(event) => set({ name: event.currentTarget.value })}
            />
          </label>
          <Checks
            label={t.domains}
            hint={t.domainsHint}
            options={confirmed.map((domain) => [domain, domain])}
            chosen={rule.domains}
            onChange={(next) => set({ domains: next })}
          />
          {ofSenders && (
            <Checks
              label={t.statuses}
              options={STATUSES.map((status) => [status, senderStatusWord(status, language.value)])}
              chosen={rule.statuses}
              onChange={(next) => set({ statuses: next })}
            />
          )}
          {rule.kind === 'dns-changed' && (
            <Checks
              label={t.watches}
              options={WATCHES.map((what) => [what, dnsChangeWord(what, language.value)])}
              chosen={rule.watches}
              onChange={(next) => set({ watches: next })}
            />
          )}
          {rule.kind === 'reports-stopped' ? (
            <>
              <NumberField
                label={t.silent}
                value={rule.silentDays}
                onChange={(silentDays) => set({ silentDays })}
              />
              <Switch
                label={t.perReporter}
                checked={rule.perReporter}
                onChange={(perReporter) => set({ perReporter })}
              />
            </>
          ) : (
            <NumberField
              label={rule.kind === 'dns-changed' ? t.changes : t.threshold}
              value={rule.threshold}
              onChange={(threshold) => set({ threshold })}
            />
          )}
          <Switch label={t.active} checked={rule.enabled} onChange={(enabled) => set({ enabled })} />
        </div>
        <RulePreview rule={rule} />
      </div>
    </Dialog>
  );
}

function NumberField(props: { label: string; value: number; onChange: (value: number) => void }) {
  return (
    <label class="field">
      <span>{props.label}</span>
      <input
        type="number"
        min={1}
        max={1_000_000}
        value={props.value}
        onInput={(event) => {
          const value = Number(event.currentTarget.value);
          if (Number.isInteger(value) && value >= 1) props.onChange(value);
        }}
      />
    </label>
  );
}

function Checks<T extends string>(props: {
  label: string;
  hint?: string;
  options: [value: T, text: string][];
  chosen: T[];
  onChange: (chosen: T[]) => void;
}) {
  const { label, hint, options, chosen, onChange } = props;
  return (
    <fieldset class="plain stack tight">
      <legend>{label}</legend>
      {hint && <p class="small muted">{hint}</p>}
      <div class="checks">
        {options.map(([value, text]) => (
          <label key={value} class="row">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked ? [...chosen, value] : chosen.filter((each) => each !== value),
                )
              }
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

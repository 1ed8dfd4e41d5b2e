import { useEffect, useState } from 'preact/hooks';
import type { ServiceField, ServiceProblem } from '../../../core/model/own-services.ts';
import { SERVICE_KINDS, type Service, type ServiceKind } from '../../../core/model/sender.ts';
import { serviceProblemSentence } from '../../../core/words/service-problem.ts';
import { serviceKindWord } from '../../../core/words/status.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { getEngine } from '../../state/engine.ts';
import { language, textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { servicesTexts } from './services-texts.ts';

const LISTS = ['ranges', 'ptr', 'spf', 'envelope', 'dkim'] as const;
const RELAYS: Service['forwards'][] = ['no', 'yes', 'both'];
/** Typing must not ask at each key. */
const PATIENCE_MS = 300;

/** A service before anything is known of it. */
export function newService(change: Partial<Service> = {}): Service {
  return {
    id: '',
    name: '',
    kind: 'notification',
    url: '',
    ptr: [],
    spf: [],
    dkim: [],
    envelope: [],
    forwards: 'no',
    ranges: [],
    ...change,
  };
}

/** A service of the user's own: what it is, and by which facts addresses belong to it. */
export function ServiceDialog(props: { service: Service; onClose: (savedId: string) => void }) {
  const t = textsOf(servicesTexts).dialog;
  const [typed, setTyped] = useState(props.service);
  const [tried, setTried] = useState(false);
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const checked = useQuery(JSON.stringify(settled), (engine) => engine.services.check(settled));
  const problems = (checked.data ?? []).filter((each) => tried || each.code !== 'name-missing');
  const set = (change: Partial<Service>) => setTyped((now) => ({ ...now, ...change }));
  const save = async () => {
    setTried(true);
    const { id } = await getEngine().services.save(typed);
    setSettled(typed);
    if (id === '') return;
    toast(textsOf(servicesTexts).saved(typed.name.trim()));
    props.onClose(id);
  };
  const field = (name: ServiceField, hint = '') => noteOf(problems, name, hint);
  return (
    <Dialog
      title={props.service.id ? t.title(props.service.name) : t.newTitle}
      onClose={() => props.onClose('')}
      foot={
        <>
          <Button onClick={() => props.onClose('')}>{textsOf(commonTexts).cancel}</Button>
          <Button kind="primary" onClick={() => void save()}>
            {t.save}
          </Button>
        </>
      }
    >
      <TextField label={t.name} value={typed.name} {...field('name')} onInput={(name) => set({ name })} />
      <label class="field">
        <span class="muted small">{t.kind}</span>
        <select
          value={typed.kind}
          onChange={(event) => set({ kind: event.currentTarget.value as ServiceKind })}
        >
          {SERVICE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {serviceKindWord(kind, language.value)}
            </option>
          ))}
        </select>
      </label>
      {LISTS.map((name) => (
        <TextField
          key={name}
          label={t[name]}
          lines
          value={(typed[name] ?? []).join('\n')}
          {...field(name, t[`${name}Hint`])}
          onInput={(text) => set({ [name]: text.split('\n') })}
        />
      ))}
      <label class="field">
        <span class="muted small">{t.forwards}</span>
        <select
          value={typed.forwards}
          onChange={(event) => set({ forwards: event.currentTarget.value as Service['forwards'] })}
        >
          {RELAYS.map((id) => (
            <option key={id} value={id}>
              {t.relay[id]}
            </option>
          ))}
        </select>
      </label>
      <TextField
        label={t.url}
        value={typed.url}
        placeholder="https://"
        {...field('url')}
        onInput={(url) => set({ url })}
      />
    </Dialog>
  );
}

/** What blocks stands as a problem; what is only worth knowing stands before the hint. */
function noteOf(problems: ServiceProblem[], field: ServiceField, hint: string) {
  const mine = problems.filter((each) => each.field === field);
  const words = (blocks: boolean) =>
    mine
      .filter((each) => each.blocks === blocks)
      .map((each) => serviceProblemSentence(each, language.value))
      .join(' ');
  return { problem: words(true) || null, hint: [words(false), hint].filter(Boolean).join(' ') };
}

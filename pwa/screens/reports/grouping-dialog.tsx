import { useState } from 'preact/hooks';
import type { SenderDetails } from '../../../core/engine/senders/face.ts';
import { prefix64 } from '../../../core/lib/ip.ts';
import { addressesToIgnore } from '../../../core/senders/ignored.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { newService, ServiceDialog } from './service-dialog.tsx';
import { ServicePicker } from './service-picker.tsx';
import { servicesTexts } from './services-texts.ts';

type Choice = 'service' | 'none' | 'facts';

/**
 * Corrects which service senders are: another, none, or what the facts say. `onClose` gets the key under which
 * the addresses are listed from now on, null where they have none in common, undefined where nothing was done.
 */
export function GroupingDialog(props: {
  senders: readonly Pick<SenderDetails, 'row' | 'addresses'>[];
  onClose: (key: string | null | undefined) => void;
}) {
  const { senders, onClose } = props;
  const t = textsOf(servicesTexts).correct;
  const rows = senders.map((each) => each.row);
  const only = rows.length === 1 ? rows[0] : undefined;
  // One is called by its name, several by their number.
  const name = only?.name ?? number(rows.length);
  const w = only ? t : t.several;
  // All of them are this one, or none in common.
  const ids = new Set(rows.map((row) => row.service?.id));
  const same = ids.size === 1 ? [...ids][0] : undefined;
  const [choice, setChoice] = useState<Choice>('service');
  const [service, setService] = useState('');
  const [note, setNote] = useState('');
  const [creating, setCreating] = useState(false);
  const services = useQuery('services', (engine) => engine.services.list(), ['senders']);
  const said = useQuery('groupings', (engine) => engine.services.listGroupings(), ['senders']);
  const members = senders.flatMap((each) => each.addresses.map(({ address }) => address));
  const addresses = senders.flatMap((each) =>
    addressesToIgnore(
      each.row.key,
      each.addresses.map(({ address }) => address),
    ),
  );
  const known = said.data?.some((each) => each.addresses.some((address) => addresses.includes(address)));
  // A choice of the service that it is already would say nothing.
  const others = (services.data ?? []).filter((each) => each.id !== same);
  const ready = choice !== 'service' || service !== '';

  const save = async () => {
    const engine = getEngine();
    const serviceId = choice === 'service' ? service : null;
    const before =
      choice === 'facts'
        ? await engine.services.restoreGrouping(addresses.map((address) => ({ address, said: null })))
        : await engine.services.sayGrouping(
            addresses.map((address) => ({ address, serviceId, note: note.trim() })),
          );
    const chosen = others.find((each) => each.id === serviceId)?.name ?? '';
    const words = choice === 'facts' ? w.doneFacts(name) : chosen ? w.done(name, chosen) : w.doneNone(name);
    onClose(choice === 'facts' ? null : keyOf(serviceId, members));
    toast(words, {
      label: textsOf(commonTexts).undo,
      run: async () => {
        await getEngine().services.restoreGrouping(before);
      },
    });
  };

  if (creating) {
    return (
      <ServiceDialog
        service={newService({ ranges: addresses })}
        onClose={(id) => (id ? onClose(`service:${id}`) : setCreating(false))}
      />
    );
  }
  return (
    <Dialog
      title={only?.kind === 'service' ? t.titleService(name) : w.title(name)}
      onClose={() => onClose(undefined)}
      foot={
        <>
          <Button onClick={() => onClose(undefined)}>{textsOf(commonTexts).cancel}</Button>
          <Button kind="primary" disabled={!ready} onClick={() => void save()}>
            {t.go}
          </Button>
        </>
      }
    >
      <p class="muted">
        {only && (
          <>
            {t.now} <strong>{only.kind === 'service' ? name : t.noneNow}</strong>.{' '}
          </>
        )}
        {t.covers(number(members.length))}
      </p>
      <div class="stack tight" role="radiogroup" aria-label={t.choice}>
        <Option id="service" label={t.service} hint={t.serviceHint} current={choice} onChange={setChoice} />
        {choice === 'service' &&
          (services.data ? (
            <ServicePicker services={others} current={service} onChoose={setService} />
          ) : (
            <Busy />
          ))}
        {rows.some((row) => row.kind === 'service') && (
          <Option
            id="none"
            label={only ? t.notService : t.none}
            hint={t.noneHint}
            current={choice}
            onChange={setChoice}
          />
        )}
        {known && (
          <Option id="facts" label={t.facts} hint={t.factsHint} current={choice} onChange={setChoice} />
        )}
      </div>
      {choice === 'service' && (
        <p>
          <button type="button" class="link" onClick={() => setCreating(true)}>
            {t.create}
          </button>
        </p>
      )}
      {choice !== 'facts' && (
        <label class="field">
          <span class="muted small">{t.note}</span>
          <input
            type="text"
            maxLength={200}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        </label>
      )}
    </Dialog>
  );
}

function Option(props: {
  id: Choice;
  label: string;
  hint: string;
  current: Choice;
  onChange: (id: Choice) => void;
}) {
  return (
    <label class="choice">
      <input
        type="radio"
        name="grouping-choice"
        checked={props.current === props.id}
        onChange={() => props.onChange(props.id)}
      />
      <strong>{props.label}</strong>
      <span class="small muted">{props.hint}</span>
    </label>
  );
}

/** Key of the sender that the addresses are once this was said. */
function keyOf(serviceId: string | null, addresses: string[]): string | null {
  if (serviceId !== null) return `service:${serviceId}`;
  const [only] = addresses;
  if (only === undefined || addresses.length > 1) return null;
  const prefix = prefix64(only);
  return prefix === null ? `ip:${only}` : `net:${prefix}`;
}

import { useState } from 'preact/hooks';
import type { GroupingRow } from '../../../core/engine/senders/services/face.ts';
import type { Service } from '../../../core/model/sender.ts';
import { serviceProblemSentence } from '../../../core/words/service-problem.ts';
import { serviceKindWord } from '../../../core/words/status.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Failure } from '../../components/failure.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment, number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { newService, ServiceDialog } from './service-dialog.tsx';
import { servicesTexts } from './services-texts.ts';

/** Corrections listed at first, and more at a click. */
const PAGE = 100;

/** The user's own services, and every grouping that was corrected. */
export function ServicesView() {
  const t = textsOf(servicesTexts);
  const [editing, setEditing] = useState<Service | null>(null);
  const own = useQuery('own services', (engine) => engine.services.own(), ['senders']);
  const groupings = useQuery('groupings', (engine) => engine.services.listGroupings(), ['senders']);
  const bad = useQuery('bad services', (engine) => engine.services.bad(), ['senders']);
  const problemsOf = new Map((bad.data ?? []).map((it) => [it.id, it.problems]));
  const error = own.error ?? groupings.error;
  if (error) return <Failure error={error} />;
  if (!own.data || !groupings.data) return <Busy />;
  return (
    <>
      <p class="muted">{t.lead}</p>
      <section class="card stack" aria-labelledby="own-services">
        <div class="row">
          <h2 id="own-services">{t.own}</h2>
          <span class="spring" />
          <Button onClick={() => setEditing(newService())}>{t.add}</Button>
        </div>
        {own.data.length === 0 && <p class="muted">{t.none}</p>}
        <ul class="plain-list">
          {own.data.map((service) => (
            <li key={service.id} class="row">
              <span class="spring">
                <strong class="break">{service.name}</strong>
                <span class="cell-sub muted small">
                  {serviceKindWord(service.kind, language.value)} · {factsOf(service)}
                </span>
                {problemsOf.has(service.id) && (
                  <span class="cell-sub small" role="alert">
                    {t.bad}{' '}
                    {problemsOf
                      .get(service.id)
                      ?.map((it) => serviceProblemSentence(it, language.value))
                      .join(' ')}
                  </span>
                )}
              </span>
              <Button label={`${t.edit}: ${service.name}`} onClick={() => setEditing(service)}>
                {t.edit}
              </Button>
              <Button label={`${t.delete}: ${service.name}`} onClick={() => void remove(service)}>
                {t.delete}
              </Button>
            </li>
          ))}
        </ul>
      </section>
      <Corrections rows={groupings.data} />
      {editing && <ServiceDialog service={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function Corrections({ rows }: { rows: GroupingRow[] }) {
  const t = textsOf(servicesTexts);
  const [count, setCount] = useState(PAGE);
  return (
    <section class="card stack" aria-labelledby="corrected-groupings">
      <h2 id="corrected-groupings">{t.corrections}</h2>
      {rows.length === 0 && <p class="muted">{t.noCorrections}</p>}
      <ul class="plain-list">
        {rows.slice(0, count).map((row) => {
          const first = t.addresses(row.addresses[0] ?? '', row.addresses.length);
          return (
            <li key={`${row.addresses[0]} ${row.at}`} class="row">
              <span class="spring">
                <span class="break">
                  <strong class="mono" title={row.addresses.slice(0, PAGE).join(', ')}>
                    {first}
                  </strong>{' '}
                  {row.serviceId === null ? t.isNone : row.serviceName ? t.is(row.serviceName) : t.isGone}
                </span>
                <span class="cell-sub muted small break">
                  {[row.note, t.said(row.by, moment(row.at))].filter(Boolean).join(' · ')}
                </span>
              </span>
              <Button label={`${t.takeBack}: ${first}`} onClick={() => void takeBack(row, first)}>
                {t.takeBack}
              </Button>
            </li>
          );
        })}
      </ul>
      {rows.length > count && (
        <Button onClick={() => setCount(count + PAGE)}>{textsOf(commonTexts).all}</Button>
      )}
    </section>
  );
}

function factsOf(service: Service): string {
  const { by } = textsOf(servicesTexts);
  const parts = (['ranges', 'ptr', 'spf', 'envelope'] as const).flatMap((field) => {
    const n = service[field]?.length ?? 0;
    return n > 0 ? [by[field](number(n))] : [];
  });
  return parts.length > 0 ? parts.join(', ') : by.hand;
}

async function remove(service: Service): Promise<void> {
  await getEngine().services.delete(service.id);
  toast(textsOf(servicesTexts).deleted(service.name), {
    label: textsOf(commonTexts).undo,
    run: async () => {
      await getEngine().services.save(service);
    },
  });
}

async function takeBack(row: GroupingRow, name: string): Promise<void> {
  const before = await getEngine().services.restoreGrouping(
    row.addresses.map((address) => ({ address, said: null })),
  );
  toast(textsOf(servicesTexts).takenBack(name), {
    label: textsOf(commonTexts).undo,
    run: async () => {
      await getEngine().services.restoreGrouping(before);
    },
  });
}

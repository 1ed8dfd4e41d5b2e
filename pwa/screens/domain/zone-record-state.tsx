import type { DomainPage, WantedZoneRecord } from '../../../core/engine/domains/face.ts';
import { Button } from '../../components/button.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { changeTexts } from './change-texts.ts';
import { planSentence } from './wanted-banner.tsx';
import { zoneTexts } from './zone-texts.ts';

/** The record published from here that stands for this one; undefined where none was. */
export function publishedRecord(
  page: DomainPage,
  target: { name: string; type: string; kind: string },
): WantedZoneRecord | undefined {
  return page.zoneRecords.find(
    (each) =>
      each.target.name === target.name &&
      each.target.type === target.type &&
      each.target.kind === target.kind,
  );
}

/** What DNS says of a record in the domain's own zone that was published from here. */
export function ZoneRecordState({ page, record }: { page: DomainPage; record: WantedZoneRecord }) {
  const t = textsOf(zoneTexts);
  const { state, checked } = record;
  const drifted = state?.state === 'drifted';
  if (state?.state === 'published') {
    return (
      <span class="small muted" role="status" data-zone-plan="published">
        {textsOf(changeTexts).wanted.published} {checked !== null && moment(checked)}
      </span>
    );
  }
  return (
    <div
      class="banner stack tight"
      data-tone={drifted ? 'bad' : 'warn'}
      data-zone-plan={state?.state ?? 'unseen'}
      role={drifted ? 'alert' : 'status'}
    >
      <p>
        <strong>{planSentence(state)}</strong>
      </p>
      {drifted && (
        <>
          <dl class="facts">
            <dt>{textsOf(changeTexts).wanted.wanted}</dt>
            <dd>
              <code>{record.text}</code>
            </dd>
            <dt>{textsOf(changeTexts).wanted.found}</dt>
            <dd>
              <code>{state.found.join('\n') || t.nothing}</code>
            </dd>
          </dl>
          <div class="row">
            <Button
              onClick={async () => {
                await getEngine().domains.acceptFoundRecord(page.row.domain, record.target);
                toast(textsOf(changeTexts).wanted.accepted);
              }}
            >
              {textsOf(changeTexts).wanted.accept}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

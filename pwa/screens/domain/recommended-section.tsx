import type { DomainPage } from '../../../core/engine/domains/face.ts';
import type { Recommendation } from '../../../core/model/domain-configuration.ts';
import { Busy } from '../../components/busy.tsx';
import { Segments } from '../../components/segments.tsx';
import { getEngine } from '../../state/engine.ts';
import { textsOf } from '../../state/language.ts';
import { useQuery } from '../../state/use-query.ts';
import { configurationTexts } from './configuration-texts.ts';
import { domainTexts } from './domain-texts.ts';
import { CopyText } from './record-tags.tsx';
import { ZonePublish } from './zone-publish.tsx';
import { publishedRecord, ZoneRecordState } from './zone-record-state.tsx';

/** What a domain that sends nothing should publish beside its DMARC record, each with its state in DNS. */
export function RecommendedSection({ page }: { page: DomainPage }) {
  const t = textsOf(configurationTexts).recommended;
  const { domain } = page.row;
  const states = page.zoneRecords.map((each) => each.state?.state ?? '').join();
  const query = useQuery(`${domain} ${page.receives} ${states}`, (engine) => engine.domains.checks(domain), [
    'settings',
  ]);
  return (
    <section class="card stack">
      <h2>{t.title}</h2>
      <p class="muted">{t.place}</p>
      <div class="row">
        <span class="muted">{t.receives}</span>
        <Segments
          label={t.receives}
          options={[
            { id: 'unsaid', label: t.unsaid },
            { id: 'yes', label: t.yes },
            { id: 'no', label: t.no },
          ]}
          current={page.receives === null ? 'unsaid' : page.receives ? 'yes' : 'no'}
          onChange={async (id) => {
            await getEngine().domains.setReceives(domain, id === 'unsaid' ? null : id === 'yes');
          }}
        />
      </div>
      {query.data === undefined && <Busy />}
      {query.data === null && <p class="muted">{textsOf(domainTexts).noDns}</p>}
      {query.data && (
        <ul class="plain-list">
          {query.data.recommendations.map((each) => (
            <Recommended key={each.code} each={each} page={page} />
          ))}
        </ul>
      )}
    </section>
  );
}

const TONES = {
  published: 'good',
  missing: 'warn',
  differs: 'warn',
  'not-offered': undefined,
  unknown: undefined,
};

function Recommended({ each, page }: { each: Recommendation; page: DomainPage }) {
  const t = textsOf(configurationTexts).recommended;
  const { record } = each;
  const published = publishedRecord(page, { ...record, kind: each.code === 'spf-none' ? 'spf' : 'whole' });
  const pending = published?.state?.state === 'pending';
  const data = record.type === 'TXT' ? `"${record.value}"` : record.value;
  return (
    <li class="stack tight" data-recommended={each.code} data-state={each.state}>
      <span class="row">
        <strong class="spring">{t[each.code]}</strong>
        <span class="pill" data-tone={TONES[each.state]}>
          {t.state[each.state]}
        </span>
      </span>
      {each.state !== 'published' && each.state !== 'not-offered' && (
        <CopyText text={`${record.name}. IN ${record.type} ${data}`} />
      )}
      {t.reason[each.reason] && <span class="small muted">{t.reason[each.reason]}</span>}
      {published && <ZoneRecordState page={page} record={published} />}
      {(each.state === 'missing' || each.state === 'differs') && !pending && (
        <ZonePublish page={page} wish={{ code: each.code }} />
      )}
      {each.state === 'differs' && (
        <span class="small">
          {t.found}: <code>{each.found.join(' | ')}</code>
        </span>
      )}
    </li>
  );
}

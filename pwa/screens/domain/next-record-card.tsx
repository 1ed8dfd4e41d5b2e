import { useState } from 'preact/hooks';
import type { DnsProvider, DomainOutlook, DomainPage } from '../../../core/engine/domains/face.ts';
import type { NextRecord } from '../../../core/model/need.ts';
import { Button } from '../../components/button.tsx';
import { textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { nextTexts } from './next-texts.ts';
import { PolicyDialog } from './policy-dialog.tsx';
import { RecordToCopy } from './record-to-copy.tsx';

/** The record that takes the domain on, with its name and the steps to publish it; published from here where that can be. */
export function NextRecordCard({ outlook: { next }, page }: { outlook: DomainOutlook; page: DomainPage }) {
  const t = textsOf(nextTexts);
  const { row } = page;
  const [changing, setChanging] = useState(false);
  const changes = next !== null && next.code !== 'keep' && next.code !== 'keep-own';
  return (
    <section class="card stack" aria-label={t.next.title}>
      <div class="row">
        <h2 class="spring">{t.next.title}</h2>
        {page.writeProblem === null && (
          <Button kind={next?.now && changes ? 'primary' : 'plain'} onClick={() => setChanging(true)}>
            {t.change}
          </Button>
        )}
      </div>
      <p>{sentenceOf(next, page)}</p>
      {row.inheritsFrom !== null && (
        <p>
          <a href={href('domain', { domain: row.inheritsFrom })}>{t.parent(row.inheritsFrom)}</a>
        </p>
      )}
      {next !== null && changes && <RecordToCopy record={next} />}
      {next !== null && changes && (
        <details open={next.now && page.writeProblem !== null}>
          <summary>{t.steps.title}</summary>
          <Steps record={next} page={page} />
        </details>
      )}
      {changing && (
        <PolicyDialog domain={row.domain} record={page.record} onClose={() => setChanging(false)} />
      )}
    </section>
  );
}

function sentenceOf(next: NextRecord | null, { row }: DomainPage): string {
  const t = textsOf(nextTexts).next;
  if (next === null) return row.pointing.kind === 'broken' ? t.broken(`_dmarc.${row.domain}`) : t.unknown;
  switch (next.code) {
    case 'publish':
      if (next.policy === 'reject') return t.publishReject;
      return next.noReports ? t.publishUnreported : t.publish;
    case 'raise':
      return next.now ? t.raise(next.policy) : t.later(next.policy);
    case 'full':
      return next.now ? t.full : t.laterFull;
    default:
      return t[next.code];
  }
}

/** Where the record is entered: at the provider that the name servers show, or at the host that the name is delegated to. */
function Steps({ record, page }: { record: NextRecord; page: DomainPage }) {
  const t = textsOf(nextTexts).steps;
  const { domain, pointing } = page.row;
  const query = useQuery(`provider ${domain}`, (engine) => engine.domains.provider(domain), ['settings']);
  const provider = query.data ?? null;
  const delegated = ['ns', 'cname', 'empty'].includes(pointing.kind) || pointing.via !== undefined;
  return (
    <ol class="provider-steps" data-provider={provider?.known?.name ?? ''}>
      {delegated ? (
        <li>{t.host(pointing.targets.join(', '))}</li>
      ) : (
        <OwnZone record={record} domain={domain} provider={provider} />
      )}
      <li>{t.add}</li>
      {provider?.known?.quotes && !delegated && <li>{t.quotes}</li>}
      <li>{t.value}</li>
      {record.replaces.length > 1 && <li>{t.remove}</li>}
      <li>{t.check}</li>
    </ol>
  );
}

function OwnZone(props: { record: NextRecord; domain: string; provider: DnsProvider | null }) {
  const t = textsOf(nextTexts).steps;
  const { record, domain, provider } = props;
  const zone = provider?.zone ?? domain;
  const short = record.name.endsWith(`.${zone}`) ? record.name.slice(0, -zone.length - 1) : record.name;
  const known = provider?.known ?? null;
  return (
    <>
      <li>
        {provider !== null && `${t.served(provider.zone, provider.nameServers.join(', '))} `}
        {known === null ? t.unknownProvider : t.provider(known.name)}
      </li>
      <li>
        {t.open(zone)} {known !== null && known.path.length > 0 && t.path(known.path.join(' → '))}
      </li>
      <li>{known?.nameField === 'relative' ? t.relative(short) : t.either(short, record.name)}</li>
    </>
  );
}

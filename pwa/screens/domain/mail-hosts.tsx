import { coversHost } from '../../../core/lib/covers-host.ts';
import type { MxHost, TransportView } from '../../../core/model/transport.ts';
import { noAnswerSentence } from '../../../core/words/no-answer.ts';
import { Name } from '../../components/name.tsx';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { transportTexts } from './transport-texts.ts';

/** The mail hosts, each with its TLSA records and what DNSSEC says. */
export function MailHosts({ view }: { view: TransportView }) {
  const t = textsOf(transportTexts).hosts;
  const { answers, policy } = view;
  if (answers === null || !answers.mx.told) return null;
  const patterns = policy.state === 'fetched' && policy.policy.mode !== 'none' ? policy.policy.mx : null;
  const { dnssec } = answers.mx;
  return (
    <section class="card stack" aria-label={t.title}>
      <h2>{t.title}</h2>
      <table class="plain-table stacked">
        <thead>
          <tr>
            <th scope="col">{t.host}</th>
            <th scope="col" class="end">
              {t.preference}
            </th>
            <th scope="col">{t.tlsa}</th>
            <th scope="col">{t.dnssec}</th>
          </tr>
        </thead>
        <tbody>
          {answers.mx.value.map((host) => (
            <Host key={`${host.name} ${host.preference}`} host={host} mx={dnssec} patterns={patterns} />
          ))}
        </tbody>
      </table>
      {answers.moreHosts > 0 && <p class="small muted">{t.more(number(answers.moreHosts))}</p>}
    </section>
  );
}

function Host(props: {
  host: MxHost;
  mx: keyof ReturnType<typeof words>['dnssec'];
  patterns: readonly string[] | null;
}) {
  const t = words();
  const { host, mx, patterns } = props;
  const { tlsa } = host;
  return (
    <tr data-host={host.name}>
      <th scope="row">
        <Name of={host.name} />
        {patterns !== null && (
          <span class="cell-sub">
            {coversHost(patterns, host.name) ? t.hosts.covered : t.hosts.uncovered}
          </span>
        )}
      </th>
      <td class="end num" data-label={t.hosts.preference}>
        {number(host.preference)}
      </td>
      <td data-label={t.hosts.tlsa}>
        {tlsa === null ? (
          <span class="muted">{t.dnssec.unknown}</span>
        ) : !tlsa.told ? (
          <span class="muted">{noAnswerSentence(tlsa.why, false, language.value)}</span>
        ) : tlsa.value.length === 0 ? (
          <span class="muted">{t.hosts.noTlsa}</span>
        ) : (
          tlsa.value.slice(0, 6).map(({ usage, selector, matching, data }) => (
            <code key={`${usage} ${selector} ${matching} ${data}`} class="cell-sub break">
              {usage} {selector} {matching} {data.slice(0, 24)}
              {data.length > 24 && '…'}
            </code>
          ))
        )}
      </td>
      <td data-label={t.hosts.dnssec}>
        {t.dnssecParts(t.dnssec[mx], t.dnssec[host.addressDnssec], t.dnssec[tlsa?.dnssec ?? 'unknown'])}
      </td>
    </tr>
  );
}

const words = () => textsOf(transportTexts);

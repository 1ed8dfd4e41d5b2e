import { Cloud } from 'lucide-preact';
import type { SpfTrialSender } from '../../../core/engine/spf/face.ts';
import { SenderStatusMark } from '../../components/status-mark.tsx';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { spfTexts } from './texts.ts';

/** Addresses named in a line; the count tells how many there are. */
const NAMED = 3;

/** Senders that a typed record would move, with where from and where to. */
export function TrialTable({ senders, domain }: { senders: readonly SpfTrialSender[]; domain: string }) {
  const t = textsOf(spfTexts).try;
  return (
    <div class="scroll-x">
      <table class="plain-table spf-trial" aria-label={t.result}>
        <thead>
          <tr>
            <th scope="col">{t.sender}</th>
            <th scope="col">{t.now}</th>
            <th scope="col">{t.after}</th>
            <th scope="col" class="end">
              {t.messages}
            </th>
          </tr>
        </thead>
        <tbody>
          {senders.map((sender) => (
            <tr key={sender.key} data-sender={sender.key} data-after={sender.after}>
              <td>
                {sender.service && <Cloud class="cloud" size={14} aria-hidden="true" />}
                <a
                  class={sender.service ? 'break' : 'nowrap'}
                  href={href('reports', { domain, sender: sender.key })}
                >
                  {sender.name}
                </a>
                <Moved addresses={sender.enter} words={t.enter} tone="good" alone={sender.addresses === 1} />
                <Moved addresses={sender.leave} words={t.leave} tone="bad" alone={sender.addresses === 1} />
              </td>
              <td>
                <SenderStatusMark status={sender.before} short />
              </td>
              <td>
                <SenderStatusMark status={sender.after} short />
              </td>
              <td class="end num">{number(sender.messages)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Moved(props: {
  addresses: string[];
  words: (n: string) => string;
  tone: 'good' | 'bad';
  alone: boolean;
}) {
  const { addresses, words, tone, alone } = props;
  if (addresses.length === 0 || alone) return null;
  const named = addresses.slice(0, NAMED).join(', ');
  return (
    <span class="cell-sub">
      <span class={`tone-${tone}`}>{words(number(addresses.length))}</span>: {named}
      {addresses.length > NAMED && ' …'}
    </span>
  );
}

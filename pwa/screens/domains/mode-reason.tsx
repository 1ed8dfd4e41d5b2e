import type { HostProblemCode } from '../../../core/model/codes.ts';
import type { ModeOffer } from '../../../core/model/domain-configuration.ts';
import { hostProblemSentence } from '../../../core/words/host-problem.ts';
import { Button } from '../../components/button.tsx';
import { getEngine } from '../../state/engine.ts';
import { language, textsOf } from '../../state/language.ts';
import { openResolverDialog } from '../../state/resolver-choice.ts';
import { go, href } from '../../state/router.ts';
import { modeTexts } from './mode-texts.ts';

/** Why a mode is closed, and the way there. */
export function ModeReason(props: { offer: ModeOffer; domain: string; onClose: () => void }) {
  const { offer, domain, onClose } = props;
  const way = wayOf(offer, domain);
  return (
    <div class="mode-reason stack tight">
      <p class="small">{reasonSentence(offer)}</p>
      {way && (
        <div class="row">
          <Button
            onClick={() => {
              onClose();
              way.run();
            }}
          >
            {way.label}
          </Button>
        </div>
      )}
    </div>
  );
}

function reasonSentence(offer: ModeOffer): string {
  const t = textsOf(modeTexts).reason;
  const names = offer.names.filter(Boolean).join(', ');
  if (offer.reason.startsWith('host-')) {
    const code = offer.reason.slice('host-'.length) as HostProblemCode;
    return hostProblemSentence({ code, detail: names, status: null }, language.value);
  }
  const sentence = Object.hasOwn(t, offer.reason) ? t[offer.reason as keyof typeof t] : offer.reason;
  return typeof sentence === 'function' ? sentence(names) : sentence;
}

function wayOf(offer: ModeOffer, domain: string): { label: string; run: () => void } | null {
  const t = textsOf(modeTexts).way;
  const parent = offer.names[0] ?? '';
  switch (offer.way) {
    case 'delegate':
      return { label: t.delegate, run: () => go(href('domain', { domain, tab: 'configuration' })) };
    case 'set-up-host':
      return { label: t['set-up-host'], run: () => go(href('settings', { part: 'hosts' })) };
    case 'limit':
      return { label: t.limit, run: () => go(href('settings', { part: 'hosts' })) };
    case 'go-to-parent':
      return { label: t['go-to-parent'](parent), run: () => go(href('domain', { domain: parent })) };
    case 'choose-resolver':
      return { label: t['choose-resolver'], run: openResolverDialog };
    case 'look-again':
      return { label: t['look-again'], run: () => void getEngine().domains.lookAgain(domain) };
    default:
      return null;
  }
}

import { useEffect, useState } from 'preact/hooks';
import type { NamedAddresses } from '../../../core/engine/senders/face.ts';
import { Button } from '../../components/button.tsx';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { network, settings } from '../../state/settings.ts';
import { hostNamesTexts } from './host-names-texts.ts';

let opened = 0;

/**
 * Looks up the host names of addresses while they are on the page, and says how that went: by itself where senders are
 * named, else on a click, since whoever runs the reverse zone of an address sees the question. Names come in through the
 * list itself, which reads again; leaving the page ends the asking.
 *
 * @param props.shown addresses, one a line
 */
export function HostNames({ domain, shown }: { domain: string; shown: string }) {
  const t = textsOf(hostNamesTexts);
  const [result, setResult] = useState<NamedAddresses | null>(null);
  const [view] = useState(() => `host-names-${++opened}`);
  const mayAsk = network.value;
  const [clicked, setClicked] = useState('');
  const asks = settings.value?.nameSenders === 'on' || clicked === domain;
  useEffect(() => {
    if (!asks || shown === '' || mayAsk === 'unknown') return;
    let current = true;
    setResult(null);
    void getEngine()
      .senders.nameAddresses(view, domain, shown.split('\n'))
      .then((found) => {
        if (current) setResult(found);
      });
    return () => {
      current = false;
      void getEngine().senders.stopNaming(view);
    };
  }, [domain, shown, mayAsk, asks]);
  if (!asks) {
    return (
      <div class="row" data-host-names="unasked">
        <Button onClick={() => setClicked(domain)}>{t.ask}</Button>
        <span class="muted small">{t.askHint}</span>
      </div>
    );
  }
  return (
    <p
      class="muted small"
      role="status"
      data-host-names={result === null ? 'asking' : result.refused || 'done'}
    >
      {result === null ? t.asking : words(result)}
    </p>
  );
}

function words({ refused, nameless, failed, leftOut }: NamedAddresses): string {
  const t = textsOf(hostNamesTexts);
  if (refused !== '') return t.refused[refused];
  const said = [t.asked];
  if (nameless.length > 0) said.push(t.nameless(number(nameless.length)));
  if (failed.length > 0) said.push(t.failed(number(failed.length)));
  if (leftOut > 0) said.push(t.leftOut(number(leftOut)));
  return said.join(' ');
}

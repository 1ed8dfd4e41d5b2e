import { useEffect } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import {
  connectExtension,
  disconnectExtension,
  extension,
  findExtension,
  isConnected,
} from '../../state/extension.ts';
import { moment } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { getPlatform } from '../../state/platform.ts';
import { extensionTexts } from './extension-texts.ts';
import { PeerPreviewChoice } from './peer-preview.tsx';

/** The extension in this browser: there or not, connected or not. It has no such section of its own. */
export function ExtensionSection() {
  const t = textsOf(extensionTexts);
  useEffect(findExtension, []);
  if (getPlatform().besideExtension !== true) return null;
  const { status, wished, busy, last, stopped, preview } = extension.value;
  const state = status === null ? 'absent' : isConnected() ? 'connected' : wished ? 'asked' : 'found';
  return (
    <section class="card stack" data-extension={state}>
      <h2>{t.title}</h2>
      {state === 'absent' && <p class="muted">{t.absent}</p>}
      {state === 'found' && <p>{t.found(status?.extension ?? '')}</p>}
      {state === 'asked' && <p>{t.asked}</p>}
      {state === 'connected' && preview === null && <p>{t.connected(status?.extension ?? '')}</p>}
      {state === 'connected' && preview !== null && <PeerPreviewChoice preview={preview} />}
      {state === 'connected' && (
        <p class="muted" role="status" data-exchanged={last ?? ''}>
          {busy ? t.busy : last === null ? '' : t.last(moment(last / 1000))}
        </p>
      )}
      {state === 'connected' && stopped !== null && <p>{t.stopped[stopped]}</p>}
      <p class="small muted">{t.stays}</p>
      <div class="row">
        {state === 'found' && (
          <Button kind="primary" onClick={() => void connectExtension()}>
            {t.connect}
          </Button>
        )}
        {(state === 'asked' || (state === 'connected' && preview === null)) && (
          <Button onClick={() => void disconnectExtension()}>
            {state === 'asked' ? t.cancel : t.disconnect}
          </Button>
        )}
      </div>
    </section>
  );
}

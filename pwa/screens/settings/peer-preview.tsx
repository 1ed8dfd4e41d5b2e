import type { PeerPreview } from '../../../core/engine/exchange/face.ts';
import { Button } from '../../components/button.tsx';
import { disconnectExtension, takeExtension } from '../../state/extension.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { extensionTexts } from './extension-texts.ts';

/** What a store that was just connected would change here, before anything of it is taken. */
export function PeerPreviewChoice({ preview }: { preview: PeerPreview }) {
  const t = textsOf(extensionTexts).preview;
  const decisions = Object.values(preview.decisions).reduce((sum, it) => sum + it, 0);
  return (
    <div class="stack" data-peer-preview>
      <p>{t.changes(number(preview.reports), number(decisions))}</p>
      {preview.more && <p role="alert">{t.more}</p>}
      {preview.confirms.length > 0 && <p>{t.confirms(preview.confirms.join(', '))}</p>}
      {preview.services.length > 0 && <p>{t.services(preview.services.join(', '))}</p>}
      {preview.alertRules.length > 0 && <p>{t.alertRules(preview.alertRules.join(', '))}</p>}
      <div class="row">
        <Button kind="primary" onClick={() => void takeExtension()}>
          {t.take}
        </Button>
        <Button onClick={() => void disconnectExtension()}>{t.refuse}</Button>
      </div>
    </div>
  );
}

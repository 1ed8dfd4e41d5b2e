import { Copy } from 'lucide-preact';
import type { DmarcRecord } from '../../../core/model/dmarc.ts';
import { dmarcTagSentence } from '../../../core/words/dmarc-tag.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { language, textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { enforcementTexts } from './enforcement-texts.ts';

/** A record as text, and each of its tags explained. */
export function RecordTags({ record }: { record: DmarcRecord }) {
  const t = textsOf(enforcementTexts).record;
  return (
    <>
      <CopyText text={record.text} />
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">{t.tag}</th>
            <th scope="col">{t.value}</th>
            <th scope="col">{t.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {record.tags.map(({ name, value }, at) => (
            <tr key={`${name} ${at}`}>
              <td class="mono">{name}</td>
              <td class="mono break">{value}</td>
              <td>{dmarcTagSentence(name, value, language.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Text to be taken elsewhere, with a button that copies it. */
export function CopyText({ text, done }: { text: string; done?: string }) {
  const t = textsOf(enforcementTexts).record;
  return (
    <div class="copy-text">
      <pre>{text}</pre>
      <Button
        kind="icon"
        label={t.copy}
        onClick={async () => {
          await navigator.clipboard.writeText(text);
          toast(done ?? textsOf(commonTexts).copied);
        }}
      >
        <Copy size={16} />
      </Button>
    </div>
  );
}

import { useState } from 'preact/hooks';
import type { AddedDomains } from '../../../core/engine/domains/face.ts';
import { counted } from '../../../core/lib/counted.ts';
import { translated } from '../../../core/words/language.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { offerResolverDialog } from '../../state/resolver-choice.ts';
import { toast } from '../../state/toasts.ts';

export const addTexts = translated({
  en: {
    open: 'Add domains',
    title: 'Add domains',
    lead: 'Type one or paste a list: one a line, or apart by commas. Addresses and URLs are understood. DNS is asked only for domains on this list.',
    field: 'Domain names',
    file: 'Choose a text or CSV file',
    add: 'Add',
    adding: 'Adding …',
    added: (n: string, known: string) =>
      `${counted(n, 'domain', 'domains')} added${known === '0' ? '' : `, ${counted(known, 'was', 'were')} on the list`}.`,
    invalid: 'These are no domain names and were left out:',
    more: (n: string) => `and ${n} more`,
  },
  de: {
    open: 'Domains hinzufügen',
    title: 'Domains hinzufügen',
    lead: 'Tippen Sie eine oder fügen Sie eine Liste ein: je Zeile eine, oder mit Kommas getrennt. Adressen und URLs werden verstanden. DNS wird nur für Domains auf dieser Liste gefragt.',
    field: 'Domainnamen',
    file: 'Text- oder CSV-Datei wählen',
    add: 'Hinzufügen',
    adding: 'Wird hinzugefügt …',
    added: (n: string, known: string) =>
      `${counted(n, 'Domain', 'Domains')} hinzugefügt${known === '0' ? '' : `, ${counted(known, 'stand', 'standen')} schon da`}.`,
    invalid: 'Das sind keine Domainnamen; sie wurden ausgelassen:',
    more: (n: string) => `und ${n} weitere`,
  },
});

/** Pasted text from this length on is taken over as a whole. */
const LONG_PASTE = 10_000;

/** Domains by hand, or as a pasted list. */
export function AddDomainsDialog({ onClose }: { onClose: () => void }) {
  const t = textsOf(addTexts);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<AddedDomains | null>(null);
  const add = async () => {
    setBusy(true);
    const added = await getEngine().domains.add(text);
    setBusy(false);
    toast(t.added(number(added.added), number(added.known)));
    offerResolverDialog();
    if (added.invalid.length === 0) onClose();
    else setResult(added);
  };
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>
            {result ? textsOf(commonTexts).close : textsOf(commonTexts).cancel}
          </Button>
          <Button kind="primary" disabled={busy || text.trim() === ''} onClick={() => void add()}>
            {busy ? t.adding : t.add}
          </Button>
        </>
      }
    >
      <p>{t.lead}</p>
      <label class="field">
        <span class="muted small">{t.field}</span>
        <textarea
          rows={8}
          spellcheck={false}
          placeholder={'example.com\nexample.net'}
          value={text}
          onPaste={(event) => {
            const pasted = event.clipboardData?.getData('text/plain') ?? '';
            // Browsers take seconds to insert thousands of lines by themselves.
            if (pasted.length < LONG_PASTE) return;
            event.preventDefault();
            setText(text.trim() === '' ? pasted : `${text}\n${pasted}`);
            setResult(null);
          }}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setResult(null);
          }}
        />
      </label>
      <label class="field">
        <span class="muted small">{t.file}</span>
        <input
          type="file"
          accept=".txt,.csv,text/plain,text/csv"
          onChange={async (event) => {
            const file = event.currentTarget.files?.[0];
            if (file) setText(await file.text());
          }}
        />
      </label>
      {result && (
        <div class="banner" data-tone="warn" role="alert">
          <p>
            {t.invalid} <span class="mono break">{result.invalid.join(', ')}</span>{' '}
            {result.more > 0 && t.more(number(result.more))}
          </p>
        </div>
      )}
    </Dialog>
  );
}

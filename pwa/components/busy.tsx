import { LoaderCircle } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { textsOf } from '../state/language.ts';
import { commonTexts } from './common-texts.ts';

/** After this many milliseconds a wait is shown; shorter ones would only flicker. */
const PATIENCE_MS = 100;

/** Says that something is under way, once it takes longer than a blink. */
export function Busy({ text }: { text?: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p class="row muted" role="status" data-busy>
      {shown && <LoaderCircle class="spin" size={16} aria-hidden="true" />}
      {shown && (text ?? textsOf(commonTexts).loading)}
    </p>
  );
}

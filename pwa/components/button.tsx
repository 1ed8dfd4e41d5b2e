import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { failureSentence } from '../state/failure-sentence.ts';
import { toast } from '../state/toasts.ts';

interface ButtonProps {
  kind?: 'plain' | 'primary' | 'danger' | 'quiet' | 'icon';
  /** Needed where the button shows no words. */
  label?: string;
  disabled?: boolean;
  submit?: boolean;
  /** Of a button that shows and hides something. */
  expanded?: boolean;
  /** While a promise that it returns is pending, further clicks do nothing; what it throws is told to the user. */
  onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => unknown;
  children: ComponentChildren;
}

/** The one button. `icon` shows a mark only and needs a label. */
export function Button(props: ButtonProps) {
  const { kind = 'plain', label, disabled, submit, expanded, onClick, children } = props;
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const click = async (event: TargetedMouseEvent<HTMLButtonElement>) => {
    if (running.current) return;
    const work = onClick?.(event);
    if (!(work instanceof Promise)) return;
    running.current = true;
    setBusy(true);
    try {
      await work;
    } catch (error) {
      reportError(error);
      toast(failureSentence(error));
    }
    running.current = false;
    setBusy(false);
  };
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class="button"
      data-kind={kind}
      disabled={disabled === true}
      // Not `disabled`: that would take the focus away.
      aria-busy={busy ? true : undefined}
      aria-expanded={expanded}
      aria-label={label}
      title={kind === 'icon' ? label : undefined}
      onClick={(event) => void click(event)}
    >
      {children}
    </button>
  );
}

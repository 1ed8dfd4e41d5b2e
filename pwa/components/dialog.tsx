import { X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { textsOf } from '../state/language.ts';
import { Button } from './button.tsx';
import { commonTexts } from './common-texts.ts';

interface DialogProps {
  title: ComponentChildren;
  size?: 'normal' | 'wide' | 'side';
  onClose: () => void;
  foot?: ComponentChildren;
  children: ComponentChildren;
}

/** The first field, else the main action: the browser itself would choose the first button, which is *Close*. */
function beginAt(dialog: HTMLDialogElement): HTMLElement | null {
  const field = dialog.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea):not(:disabled)');
  if (field === null) return dialog.querySelector<HTMLElement>('[data-kind="primary"]:not(:disabled)');
  const chosen = field.closest('[role="radiogroup"]')?.querySelector<HTMLElement>('input:checked');
  return chosen ?? field;
}

/**
 * A native modal dialog: the browser keeps the focus inside, closes on Escape and gives the focus back. Rendered
 * while it is open; closing is told to the owner, who stops rendering it.
 */
export function Dialog({ title, size = 'normal', onClose, foot, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    const before = document.activeElement;
    dialog.showModal();
    if (size === 'normal') beginAt(dialog)?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
      // What was focused may go with what the dialog did.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const below = [...document.querySelectorAll<HTMLElement>('dialog[open]')].at(-1);
        (below?.querySelector('button') ?? document.querySelector('main'))?.focus({ preventScroll: true });
      });
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog; the click is for the backdrop
    <dialog
      ref={element}
      data-size={size}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close.current();
      }}
      onClick={(event) => {
        if (event.target === element.current) close.current();
      }}
    >
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        <Button kind="icon" label={textsOf(commonTexts).close} onClick={() => close.current()}>
          <X size={18} />
        </Button>
      </div>
      <div class="dialog-body">{children}</div>
      {foot && <div class="dialog-foot">{foot}</div>}
    </dialog>
  );
}

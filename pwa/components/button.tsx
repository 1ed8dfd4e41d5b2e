import type { ComponentChildren, TargetedMouseEvent } from 'preact';

interface ButtonProps {
  kind?: 'plain' | 'primary' | 'danger' | 'quiet' | 'icon';
  /** Needed where the button shows no words. */
  label?: string;
  disabled?: boolean;
  submit?: boolean;
  onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
  children: ComponentChildren;
}

/** The one button. `icon` shows a mark only and needs a label. */
export function Button({ kind = 'plain', label, disabled, submit, onClick, children }: ButtonProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class="button"
      data-kind={kind}
      disabled={disabled === true}
      aria-label={label}
      title={kind === 'icon' ? label : undefined}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

import { X } from 'lucide-preact';
import { textsOf } from '../state/language.ts';
import { dismissToast, toasts } from '../state/toasts.ts';
import { Button } from './button.tsx';
import { commonTexts } from './common-texts.ts';

/** Short messages in the corner, read out by screen readers as they come. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text, action }) => (
        <div key={id} class="toast">
          <span class="spring">{text}</span>
          {action && (
            <Button
              onClick={() => {
                dismissToast(id);
                void action.run();
              }}
            >
              {action.label}
            </Button>
          )}
          <Button label={textsOf(commonTexts).close} onClick={() => dismissToast(id)}>
            <X size={16} />
          </Button>
        </div>
      ))}
    </div>
  );
}

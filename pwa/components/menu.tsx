import { EllipsisVertical } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

export interface MenuItem {
  label: string;
  icon?: ComponentChildren;
  danger?: boolean;
  run: () => void;
}

/**
 * A button with a native popover of actions; arrow keys move, Escape closes, the focus returns. The popover is
 * made when it is first opened: a table has one in each row.
 */
export function Menu({ label, items }: { label: string; items: MenuItem[] }) {
  const id = useId();
  const [live, setLive] = useState(false);
  const popover = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const place = () => {
    if (!popover.current || !button.current) return;
    const box = button.current.getBoundingClientRect();
    const { style, offsetWidth, offsetHeight } = popover.current;
    const below = box.bottom + 4 + offsetHeight < innerHeight;
    style.left = `${Math.max(8, Math.min(box.right - offsetWidth, innerWidth - offsetWidth - 8))}px`;
    style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - 4 - offsetHeight)}px`;
  };
  useEffect(() => {
    if (live) popover.current?.showPopover();
  }, [live]);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !popover.current) return;
    event.preventDefault();
    const all = [...popover.current.querySelectorAll('button')];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    all[(at + step + all.length) % all.length]?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class="button"
        data-kind="icon"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        popovertarget={live ? id : undefined}
        onClick={live ? undefined : () => setLive(true)}
      >
        <EllipsisVertical size={16} />
      </button>
      {live && (
        <div
          ref={popover}
          id={id}
          popover="auto"
          class="menu"
          role="menu"
          aria-label={label}
          onToggle={(event) => {
            if (event.newState !== 'open') return;
            place();
            popover.current?.querySelector('button')?.focus();
          }}
          onKeyDown={move}
        >
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              data-tone={item.danger ? 'bad' : undefined}
              onClick={() => {
                popover.current?.hidePopover();
                item.run();
              }}
            >
              {item.icon}
              {item.label}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

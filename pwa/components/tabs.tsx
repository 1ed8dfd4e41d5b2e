import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { useScrollCurrentIntoView } from './use-scroll-current-into-view.ts';

interface TabsProps {
  label: string;
  tabs: { id: string; label: ComponentChildren }[];
  current: string;
  onChange: (id: string) => void;
  children: ComponentChildren;
}

/** Tabs with one panel; arrow keys choose, as WAI-ARIA's tab pattern has it. */
export function Tabs({ label, tabs, current, onChange, children }: TabsProps) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  useScrollCurrentIntoView(row, '[aria-selected="true"]', current);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.id === current);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.id);
    document.getElementById(`${id}-${next.id}`)?.focus();
  };
  return (
    <>
      <div ref={row} class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${id}-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab.id === current}
            aria-controls={`${id}-panel`}
            tabIndex={tab.id === current ? 0 : -1}
            onClick={() => onChange(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} class="stack" role="tabpanel" aria-labelledby={`${id}-${current}`}>
        {children}
      </div>
    </>
  );
}

import type { Mark } from '../../core/words/marks.ts';

/** Draws a status mark. Decoration only: the words beside it, or the label of its button, carry the meaning. */
export function MarkIcon({ mark, size = 16 }: { mark: Mark; size?: number }) {
  return (
    <svg class="mark" data-tone={mark.tone} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {mark.shapes.map(({ d, paint }) => (
        <path
          key={d}
          d={d}
          fill={paint === 'fill' ? 'currentColor' : 'none'}
          stroke={paint === 'line' ? 'currentColor' : paint === 'cut' ? 'var(--surface)' : 'none'}
          stroke-width={paint === 'cut' ? 1.8 : 1.4}
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      ))}
    </svg>
  );
}

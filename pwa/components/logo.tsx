/** The lens over lines of a report; the same drawing as public/icon.svg. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path
        d="M3 5h11M3 10h6M3 15h5"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        opacity=".55"
      />
      <circle cx="14.5" cy="13" r="5.2" stroke="currentColor" stroke-width="2.2" />
      <path d="M18.4 17l3.2 3.4" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" />
      <path
        d="M12.3 13.1l1.6 1.6l2.9-3.2"
        stroke="currentColor"
        stroke-width="1.7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** A bar of known length, or a moving one where the length is unknown. */
export function Progress({ done, total, label }: { done: number; total: number; label: string }) {
  return total > 0 ? (
    <progress class="progress" max={total} value={Math.min(done, total)} aria-label={label} />
  ) : (
    <progress class="progress" aria-label={label} />
  );
}

/** Small bars of messages a day, oldest first; the part that passed stands in front of the whole. */
export function Spark({
  values,
  label,
  width = 96,
  height = 24,
}: {
  values: { messages: number; passed: number }[];
  /** Says in words what the bars show. */
  label: string;
  width?: number;
  height?: number;
}) {
  const top = Math.max(1, ...values.map((v) => v.messages));
  const step = width / Math.max(1, values.length);
  const bar = Math.max(1, step - (step > 3 ? 1 : 0));
  // A day with a single message still shows as one pixel: nothing and little must differ.
  const rise = (n: number) => (n > 0 ? Math.max(1, (n / top) * height) : 0);
  const draw = (n: number, at: number) => {
    const h = rise(n);
    return h > 0
      ? `M${(at * step).toFixed(1)} ${height}v-${h.toFixed(1)}h${bar.toFixed(1)}v${h.toFixed(1)}z`
      : '';
  };
  return (
    <svg
      class="spark"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <path class="spark-all" d={values.map((v, i) => draw(v.messages, i)).join('')} />
      <path class="spark-pass" d={values.map((v, i) => draw(v.passed, i)).join('')} />
    </svg>
  );
}

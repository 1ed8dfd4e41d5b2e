/** Whether a mail host fits one of the patterns: `*.` stands for exactly one label, RFC 8461 section 4.1. */
export function coversHost(patterns: readonly string[], host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  const rest = name.slice(name.indexOf('.') + 1);
  return patterns.some((pattern) =>
    pattern.startsWith('*.') ? name.includes('.') && pattern.slice(2) === rest : pattern === name,
  );
}

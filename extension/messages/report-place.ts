/** Where the app shows a report. */
export function reportPlace(kind: 'aggregate' | 'failure' | 'tls', id: string): string {
  return `#/${kind === 'aggregate' ? 'report' : kind}/${id}`;
}

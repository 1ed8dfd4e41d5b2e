import type { CompiledSpf } from './compiled.ts';
import { isSpfRecord } from './parse.ts';

/**
 * The text of the record that a domain on a verdict's path publishes, for the evidence; empty where it
 * publishes none, or several.
 */
export function recordText(compiled: CompiledSpf, domain: string): string {
  const result = compiled.answers.get(`${domain.toLowerCase()} TXT`);
  if (result?.kind !== 'answer') return '';
  const texts = result.records.flatMap((record) => (record.type === 'TXT' ? [record.data.join('')] : []));
  const [text, second] = texts.filter(isSpfRecord);
  return text === undefined || second !== undefined ? '' : text;
}

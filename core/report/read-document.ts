import { RefusalError } from '../lib/refusal-error.ts';
import type { DocumentResult, RawDocument, ReadLimits, ReadOptions } from '../model/document.ts';
import { readAggregate } from './aggregate/read-aggregate.ts';
import { documentStart } from './document-bytes.ts';
import { readFailure } from './failure/read-failure.ts';
import { READ_LIMITS } from './limits.ts';
import { readTls } from './tls/read-tls.ts';

/**
 * Reads a document: one result a report in it, at least one in all. Column blocks of aggregate reports go to `onBlock` as
 * they are ready. Never throws for anything a document may hold; a damaged or hostile one is a `rejected` result.
 */
export async function readDocument(
  document: RawDocument,
  options: ReadOptions = {},
): Promise<DocumentResult[]> {
  const limits = { ...READ_LIMITS, ...options.limits };
  try {
    return await read(document, options, limits);
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    return [{ outcome: 'rejected', member: null, refusal: error.refusal, notes: document.notes }];
  }
}

async function read(
  document: RawDocument,
  options: ReadOptions,
  limits: ReadLimits,
): Promise<DocumentResult[]> {
  const start = await documentStart(document);
  const text = new TextDecoder('windows-1252')
    .decode(start)
    .replace(/^(?:\u00ef\u00bb\u00bf|\ufeff)/, '')
    .trimStart();
  if (text.startsWith('<')) return await readAggregate(document, options, limits);
  if (/^[[{]/.test(text)) return await readTls(document, limits);
  if (/<\?xml|<(?:[\w.-]+:)?feedback\b/i.test(text)) return await readAggregate(document, options, limits);
  return await readFailure(document, limits);
}

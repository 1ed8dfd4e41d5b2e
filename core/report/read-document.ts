import { RefusalError } from '../lib/refusal-error.ts';
import { unexpectedRefusal } from '../lib/unexpected-refusal.ts';
import type { DocumentResult, RawDocument, ReadLimits, ReadOptions } from '../model/document.ts';
import { readAggregate } from './aggregate/read-aggregate.ts';
import { documentStart } from './document-bytes.ts';
import { readFailure } from './failure/read-failure.ts';
import { READ_LIMITS } from './limits.ts';
import { readTls } from './tls/read-tls.ts';

/**
 * Reads a document: one result a report in it, at least one in all. Column blocks of aggregate reports go to `onBlock` as
 * they are ready. Never throws for anything a document may hold; a damaged or hostile one is a `rejected` result, and so is one
 * at which a reader fails. What `onBlock` and `onRestart` throw is the caller's own, and comes back to it.
 */
export async function readDocument(
  document: RawDocument,
  options: ReadOptions = {},
): Promise<DocumentResult[]> {
  const limits = { ...READ_LIMITS, ...options.limits };
  const outlet = new Outlet(options);
  try {
    return await read(document, outlet.options, limits);
  } catch (error) {
    if (outlet.thrown && outlet.thrown.error === error) throw error;
    const refusal = error instanceof RefusalError ? error.refusal : unexpectedRefusal(error);
    return [{ outcome: 'rejected', member: null, refusal, notes: document.notes }];
  }
}

/** The caller's options, with what its functions throw kept apart from what the readers throw. */
class Outlet {
  thrown: { error: unknown } | null = null;
  readonly options: ReadOptions;

  constructor(options: ReadOptions) {
    const { onBlock, onRestart } = options;
    this.options = {
      ...options,
      ...(onBlock && { onBlock: (block, report) => this.#call(() => onBlock(block, report)) }),
      ...(onRestart && { onRestart: (report) => this.#call(() => onRestart(report)) }),
    };
  }

  async #call(run: () => void | Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.thrown = { error };
      throw error;
    }
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

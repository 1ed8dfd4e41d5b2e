import { XMLParser } from 'fast-xml-parser';
import { RefusalError } from '../../lib/refusal-error.ts';
import { upTo } from '../../lib/scan-text.ts';
import type { ReadLimits } from '../../model/document.ts';
import { withoutEntities } from '../decode-text.ts';
import { MAX_OPEN_ELEMENTS } from '../limits.ts';
import { AggregateAssembler } from './assembler.ts';
import { repairMarkup } from './repair-markup.ts';
import { withoutDoctype, withoutSections } from './text-markup.ts';
import {
  CONTEXT,
  CONTEXT_PATHS,
  FIELD_BASE,
  isExtension,
  MISPLACED,
  NAMES,
  NATURAL,
  nameNumber,
  STEP,
  UNKNOWN,
} from './vocabulary.ts';

/** fast-xml-parser's tree with `preserveOrder`: an element is an object with one key, its name. */
interface Node {
  [name: string]: Node[] | string;
}

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/**
 * Reads one report whose markup the fast reader did not take: other elements around it, odd nesting, broken tags. It holds
 * the document whole. Bytes go through the XML parser as characters of the same number, so that values come out as the bytes
 * they were and are decoded where the fast reader decodes them.
 *
 * A document that gives no record, or values with elements in them, is read once more with every `<` escaped that begins no
 * known tag; the better reading counts. Null where there is no `feedback` element at all.
 */
export function readTolerant(bytes: Uint8Array, limits: ReadLimits): AggregateAssembler | null {
  const prepared = prepare(binaryText(bytes));
  const first = attempt(prepared, limits);
  if (first && first.records > 0 && first.defects === 0) return noted(first, prepared, null);
  const repaired = repairMarkup(prepared.text);
  const second = repaired.count > 0 ? attempt({ ...prepared, text: repaired.text }, limits) : null;
  const better =
    second &&
    (!first ||
      second.records > first.records ||
      (second.records === first.records && second.defects < first.defects));
  const best = better ? second : first;
  return best && noted(best, prepared, better ? repaired.first : null);
}

interface Attempt {
  assembler: AggregateAssembler;
  records: number;
  /** Values with elements in them: the mark of broken tags. */
  defects: number;
}

function noted(attempt: Attempt, prepared: Prepared, repair: string | null): AggregateAssembler {
  const { notes } = attempt.assembler;
  if (prepared.doctype !== null) notes.add('doctype-ignored', '', prepared.doctype, '');
  if (repair !== null) notes.add('markup-repaired', '', repair, '');
  return attempt.assembler;
}

function attempt(prepared: Prepared, limits: ReadLimits): Attempt | null {
  let tree: Node[];
  try {
    tree = PARSER.parse(prepared.text) as Node[];
  } catch {
    // fast-xml-parser throws plain errors for markup it gives up on, and for names such as __proto__
    return null;
  }
  const feedback = findFeedback(tree, 0);
  if (!feedback) return null;
  const assembler = new AggregateAssembler(limits);
  if (prepared.encoding && !assembler.decoding.declare(prepared.encoding)) {
    assembler.notes.add('encoding-unknown', '', prepared.encoding, 'utf-8');
  }
  assembler.header.rfc9990 = prepared.rfc9990;
  const walk = new Walk(assembler, limits);
  walk.children(feedback, CONTEXT.feedback, 0);
  return { assembler, records: assembler.records.totals.records, defects: walk.defects };
}

class Walk {
  defects = 0;
  #assembler: AggregateAssembler;
  #limits: ReadLimits;
  #inRecord = false;

  constructor(assembler: AggregateAssembler, limits: ReadLimits) {
    this.#assembler = assembler;
    this.#limits = limits;
  }

  children(nodes: Node[], context: number, depth: number): void {
    if (depth > MAX_OPEN_ELEMENTS) {
      throw new RefusalError('too-deep', { limit: MAX_OPEN_ELEMENTS, found: depth });
    }
    for (const node of nodes) {
      const [key, inner] = Object.entries(node)[0] ?? [];
      if (key === undefined || !Array.isArray(inner)) continue;
      this.#element(key.slice(key.lastIndexOf(':') + 1), inner, context, depth);
    }
  }

  #element(written: string, inner: Node[], context: number, depth: number): void {
    const number = nameNumber(written.toLowerCase());
    let step = STEP[context * 64 + number]!;
    if (step >= FIELD_BASE) {
      this.#field(step - FIELD_BASE, inner);
      return;
    }
    if (step === MISPLACED) {
      this.#assembler.notes.add(
        'element-misplaced',
        this.#assembler.place(CONTEXT_PATHS[context] ?? ''),
        written,
        '',
      );
      step = NATURAL[number]!;
    }
    if (step === UNKNOWN) {
      if (number === 0 && (isExtension(written) || !hasKnown(inner, 0))) this.#extension(written, inner);
      else if (number === 0) this.children(inner, context, depth + 1);
      return;
    }
    if (step === CONTEXT.feedback) {
      this.children(inner, step, depth + 1);
      return;
    }
    if (step === CONTEXT.record) {
      // A record in a record: the outer one was never closed
      if (this.#inRecord) this.#assembler.leave(CONTEXT.record);
      this.#inRecord = true;
    }
    if (!this.#assembler.enter(step, NAMES[number]!)) return;
    this.children(inner, step, depth + 1);
    if (step !== CONTEXT.record) this.#assembler.leave(step);
    else if (this.#inRecord) {
      this.#assembler.leave(step);
      this.#inRecord = false;
    }
  }

  #field(field: number, inner: Node[]): void {
    let text = '';
    for (const node of inner) {
      const [key, value] = Object.entries(node)[0] ?? [];
      if (key === '#text' && typeof value === 'string') text += value;
      else this.defects++;
    }
    // A closing tag that lost its `<` at the end of its parent
    if (/\/[\w.:-]{1,40}>[\0-\x20]*$/.test(text)) this.defects++;
    if (text.length > this.#limits.fieldBytes) {
      throw new RefusalError('field-limit', { limit: this.#limits.fieldBytes, found: text.length });
    }
    this.#assembler.field(
      field,
      this.#assembler.records.interner.internBytes(binaryBytes(withoutOuterSpace(text))),
    );
  }

  #extension(name: string, inner: Node[]): void {
    const { decoding, header } = this.#assembler;
    const text = (nodes: Node[], depth: number): string =>
      nodes
        .map((node) => {
          const value = Object.values(node)[0];
          if (typeof value !== 'string') {
            return Array.isArray(value) && depth < MAX_OPEN_ELEMENTS ? text(value, depth + 1) : '';
          }
          return withoutEntities(decoding.characters(binaryBytes(value), ignore), ignore);
        })
        .join('');
    if (inner.length > 0) header.extension(`${name}: ${text(inner, 0)}`.replace(/\s+/g, ' ').trim());
  }
}

const ignore = () => {};

/** Whether an element in a wrong place holds something of the vocabulary, and so is only a wrapping. */
function hasKnown(nodes: Node[], depth: number): boolean {
  if (depth > MAX_OPEN_ELEMENTS) return false;
  return nodes.some((node) => {
    const [key, inner] = Object.entries(node)[0] ?? [];
    if (key === undefined || !Array.isArray(inner)) return false;
    return (
      NATURAL[nameNumber(key.slice(key.lastIndexOf(':') + 1).toLowerCase())]! > 0 ||
      hasKnown(inner, depth + 1)
    );
  });
}

function findFeedback(nodes: Node[], depth: number): Node[] | null {
  if (depth > MAX_OPEN_ELEMENTS) return null;
  for (const node of nodes) {
    const [key, inner] = Object.entries(node)[0] ?? [];
    if (key === undefined || !Array.isArray(inner)) continue;
    if (key.slice(key.lastIndexOf(':') + 1).toLowerCase() === 'feedback') return inner;
    const found = findFeedback(inner, depth + 1);
    if (found) return found;
  }
  return null;
}

interface Prepared {
  text: string;
  encoding: string;
  rfc9990: boolean;
  /** A bare DOCTYPE that was taken out. */
  doctype: string | null;
}

/** Takes out comments and DOCTYPE and turns CDATA into escaped text. RefusalError for entity declarations. */
function prepare(binary: string): Prepared {
  const bare = withoutSections(binary.replace(/^\u00ef\u00bb\u00bf/, ''));
  if (/<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(bare)) throw new RefusalError('doctype-with-entities');
  const { text, doctype } = withoutDoctype(bare);
  const root = /<(?:[\w.-]+:)?feedback\b/i.exec(text)?.index ?? 0;
  return {
    text,
    encoding: /<\?xml[^>]*?encoding\s*=\s*["']([^"']*)/.exec(text.slice(0, 1000))?.[1] ?? '',
    rfc9990: upTo(text.slice(root, root + 2000), '>')
      .toLowerCase()
      .includes('dmarc-2.0'),
    doctype,
  };
}

/** One character a byte. */
function binaryText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return parts.join('');
}

function binaryBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function withoutOuterSpace(text: string): string {
  return text.replace(/^[\0-\x20]+/, '');
}

import type { OneRecord } from '../../model/transport.ts';

/** Texts shown of one name. */
const MAX_TEXTS = 5;
const MAX_TEXT = 500;

/**
 * The one record among the TXT records of a name: those of another version are passed over, and several are as none
 * (RFC 8461 section 3.1, RFC 8460 section 3). A text that was meant as one shows what is wrong.
 * @param version the begin of a record, with case
 */
export function oneRecord(texts: readonly string[], version: string): OneRecord & { text: string } {
  // The version ends with the tag: `v=STSv1x` is another one.
  const isOne = (text: string): boolean =>
    text.startsWith(version) && /^[ \t]*(;|$)/.test(text.slice(version.length));
  const cut = (list: readonly string[]): string[] =>
    list.slice(0, MAX_TEXTS).map((text) => text.slice(0, MAX_TEXT));
  const records = texts.filter(isOne);
  const [only] = records;
  if (records.length > 1) return { state: 'several', texts: cut(records), text: '' };
  if (only !== undefined) return { state: 'present', texts: cut(records), text: only };
  const meant = texts.filter((text) =>
    text
      .toLowerCase()
      .replace(/[\s"\\]/g, '')
      .startsWith(version.toLowerCase()),
  );
  return { state: meant.length > 0 ? 'invalid' : 'none', texts: cut(meant), text: '' };
}

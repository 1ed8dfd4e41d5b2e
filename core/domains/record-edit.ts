import type { RecordTarget } from '../model/host.ts';

/** The values of a set that a target means. */
export function targetValues(target: Pick<RecordTarget, 'kind'>, values: readonly string[]): string[] {
  return values.filter((value) => isMeant(target, value));
}

/**
 * The set with the target's value put in, or taken out where it is null. What is not meant stays, in its
 * place: beside SPF stand the proofs of ownership that other services asked for.
 */
export function editedValues(
  target: Pick<RecordTarget, 'kind'>,
  values: readonly string[],
  wanted: string | null,
): string[] {
  const edited: string[] = [];
  let placed = wanted === null;
  for (const value of values) {
    if (!isMeant(target, value)) edited.push(value);
    else if (!placed && wanted !== null) {
      edited.push(wanted);
      placed = true;
    }
  }
  if (!placed && wanted !== null) edited.push(wanted);
  return edited;
}

/** Whether a TXT text is an SPF record, RFC 7208 section 4.5. */
export function isSpfText(text: string): boolean {
  return /^v=spf1( |$)/i.test(text);
}

function isMeant({ kind }: Pick<RecordTarget, 'kind'>, value: string): boolean {
  return kind === 'whole' || isSpfText(value);
}

import { MAX_TEXT } from './decision-shapes.ts';

/** Fields of a decision that people write as they like. */
const FREE_TEXTS = ['note', 'by', 'name', 'senderName'];

/**
 * A decision's value as it may leave the store: a free text that is longer than other stores and backups take is cut,
 * since a decision that stays here alone would be lost with this device.
 */
export function cutTexts(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const fields = Object.entries(value).map(([field, text]) => [
    field,
    FREE_TEXTS.includes(field) && typeof text === 'string' ? text.slice(0, MAX_TEXT) : text,
  ]);
  return Object.fromEntries(fields);
}

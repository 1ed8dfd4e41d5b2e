import { toALabels } from './dns-names.ts';

/** Lower case, A-labels, no final dot: the form in which domain names are compared everywhere. */
export function normalName(name: string): string {
  return toALabels(name.trim().toLowerCase().replace(/\.$/, ''));
}

/** Whether `name` is `ancestor` or lies below it. */
export function isAtOrBelow(name: string, ancestor: string): boolean {
  return name === ancestor || name.endsWith(`.${ancestor}`);
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making one takes longer than using it a hundred times. */
function formatOf(language: string): Intl.NumberFormat {
  const known = formats.get(language);
  if (known) return known;
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  formats.set(language, format);
  return format;
}

/**
 * A share as `97.3%`; a dash where there is nothing to share. Never rounds up to 100 or down to 0: one failing
 * message in a million must not read as none.
 *
 * @param language a tag of BCP 47
 */
export function shareText(part: number, whole: number, language: string): string {
  if (whole <= 0) return '–';
  const share = part / whole;
  const format = formatOf(language);
  if (part < whole && share > 0.999) return format.format(0.999);
  if (part > 0 && share < 0.001) return `< ${format.format(0.001)}`;
  return format.format(share);
}

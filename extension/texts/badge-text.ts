/** What a badge in a list says, the only words of the script that runs in every page. */
export function badgeText(language: string): string {
  return /^de\b/i.test(language)
    ? 'Laut Betreff enthält diese Nachricht einen Bericht'
    : 'The subject says that this message carries a report';
}

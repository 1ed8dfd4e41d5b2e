/** Characters of a subject that name its message in an import; the uid and what is in it tell the rest. */
const MAX_SUBJECT = 60;

/** The beginning of a subject as part of a path: `/` parts folders, `#` parts a file from what is in it. */
export function subjectAsName(subject: string): string {
  const plain = subject
    .slice(0, 1_000)
    .replace(/[/\\#\p{Cc}]+/gu, ' ')
    .trim();
  return plain.length > MAX_SUBJECT ? `${plain.slice(0, MAX_SUBJECT).trim()}…` : plain;
}

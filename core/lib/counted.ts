/** `1 row`, `2 rows`: a count in the user's format with its noun. */
export function counted(count: string, one: string, many: string): string {
  return `${count} ${count === '1' ? one : many}`;
}

/** Whether the page around an element is dark, by the colour that is really painted behind it. */
export function isDark(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    if (colour && alpha > 0.5) return 0.299 * red + 0.587 * green + 0.114 * blue < 110;
  }
  return (
    matchMedia('(prefers-color-scheme: dark)').matches &&
    getComputedStyle(element).colorScheme.includes('dark')
  );
}

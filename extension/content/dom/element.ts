/** Makes elements without markup: a name, attributes, children. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  tag: Name,
  attributes: Record<string, string> = {},
  ...children: (Node | string | null | false)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  for (const child of children) if (child) made.append(child);
  return made;
}

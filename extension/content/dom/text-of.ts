/** Nodes looked at; what holds more is no line of a page. */
const MAX_NODES = 120;

/** The text in an element; empty where it is longer than `most` characters. Costs no more than that, however large the element. */
export function textOf(element: Element, most: number): string {
  const walk = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_ALL);
  let text = '';
  let nodes = 0;
  while (walk.nextNode()) {
    nodes += 1;
    const node = walk.currentNode;
    // a cell's text and the next one's are two words
    text += node.nodeType === 3 ? (node.nodeValue ?? '').slice(0, most + 1) : ' ';
    if (nodes > MAX_NODES || text.length > most) return '';
  }
  return text;
}

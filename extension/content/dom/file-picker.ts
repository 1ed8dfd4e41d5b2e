/** Ways in for the user's own download at a mark: a file dialog, and a drop. Only what a person does counts. */
import { shownElement as element } from './shown-element.ts';

/** A hidden file field; its `click` opens the browser's dialog, in a click. */
export function filePicker(take: (file: File) => void): HTMLInputElement {
  const field = element('input', { type: 'file', tabindex: '-1', 'aria-hidden': 'true' });
  // the click that opens the dialog is none on the page
  field.addEventListener('click', (event) => event.stopPropagation());
  field.addEventListener('change', () => {
    const file = field.files?.[0];
    if (file) take(file);
  });
  return field;
}

/** Takes a file dropped on an element while it is `open` for one. */
export function takeDrops(target: HTMLElement, open: () => boolean, take: (file: File) => void): void {
  const wanted = (event: DragEvent) =>
    event.isTrusted && open() && event.dataTransfer?.types.includes('Files') === true;
  const over = (event: DragEvent) => {
    if (!wanted(event)) return;
    event.preventDefault();
    event.stopPropagation();
    target.classList.add('over');
  };
  target.addEventListener('dragenter', over);
  target.addEventListener('dragover', over);
  target.addEventListener('dragleave', () => target.classList.remove('over'));
  target.addEventListener('drop', (event) => {
    target.classList.remove('over');
    const file = event.dataTransfer?.files[0];
    if (!wanted(event) || !file) return;
    event.preventDefault();
    event.stopPropagation();
    take(file);
  });
}

import type { InputFile } from '../../core/model/input.ts';

/** Opens the browser's dialog for files; an empty list where the user leaves it. Needs a click. */
export function askForFiles(prepare: (input: HTMLInputElement) => void): Promise<InputFile[]> {
  return new Promise((done) => {
    const input = document.createElement('input');
    input.type = 'file';
    prepare(input);
    input.addEventListener('cancel', () => done([]));
    input.addEventListener('change', () => done(inputFiles(input.files ?? [])));
    input.click();
  });
}

/** Files with their path in the chosen folder, or their name. */
export function inputFiles(files: Iterable<File>): InputFile[] {
  return [...files].map((file) => ({ name: file.webkitRelativePath || file.name, blob: file }));
}

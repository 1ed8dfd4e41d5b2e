import type { InputFile } from '../../core/model/input.ts';

/** Asks for files, by the input element every browser has; any name is welcome, since content decides. */
export function pickFiles(): Promise<InputFile[]> {
  return ask((input) => {
    input.multiple = true;
  });
}

/** Asks for a folder and takes all files in it, with their paths. */
export function pickFolder(): Promise<InputFile[]> {
  return ask((input) => {
    input.webkitdirectory = true;
  });
}

/** Opens the browser's dialog; an empty list where the user leaves it. */
function ask(prepare: (input: HTMLInputElement) => void): Promise<InputFile[]> {
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

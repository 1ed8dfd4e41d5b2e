import type { InputFile } from '../../core/model/input.ts';
import type { Intake } from '../platform/intake.ts';
import { askForFiles } from '../state/ask-for-files.ts';

/** Asks for a folder and takes all files in it, with their paths. */
export function pickFolder(): Promise<InputFile[]> {
  return askForFiles((input) => {
    input.webkitdirectory = true;
  });
}

export const folderPicker: Intake = {
  id: 'folder-picker',
  shells: ['web', 'extension'],
  available: () => 'webkitdirectory' in HTMLInputElement.prototype,
  ask: pickFolder,
};

import type { InputFile } from '../../core/model/input.ts';
import type { Intake } from '../platform/intake.ts';
import { askForFiles } from '../state/ask-for-files.ts';

/** Asks for files, by the input element every browser has; any name is welcome, since content decides. */
export function pickFiles(): Promise<InputFile[]> {
  return askForFiles((input) => {
    input.multiple = true;
  });
}

export const picker: Intake = {
  id: 'picker',
  shells: ['web', 'extension'],
  available: () => true,
  ask: pickFiles,
};

import type { Intake } from '../platform/intake.ts';
import { drop } from './drop.ts';
import { folderPicker } from './folder-picker.ts';
import { launchQueue } from './launch-queue.ts';
import { paste } from './paste.ts';
import { picker } from './picker.ts';
import { shareTarget } from './share-target.ts';
import { watchedFolder } from './watched-folder.ts';

/** Every way in for files; one line each. */
export const INTAKES: readonly Intake[] = [
  picker,
  folderPicker,
  drop,
  paste,
  launchQueue,
  shareTarget,
  watchedFolder,
];

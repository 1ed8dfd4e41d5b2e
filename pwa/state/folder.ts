import { newFiles, watchedFolder } from '../intake/watched-folder.ts';
import { enqueueFiles } from './imports.ts';

/** Takes new files of the watched folder; false where there are none or where the browser must ask again. */
export async function checkFolder(): Promise<boolean> {
  if ((await watchedFolder()).state !== 'ready') return false;
  const { files, done } = await newFiles();
  if (files.length === 0) {
    await done();
    return false;
  }
  enqueueFiles(files, async (summary) => {
    if (summary.state === 'done') await done();
  });
  return true;
}

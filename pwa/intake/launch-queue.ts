import type { Intake } from '../platform/intake.ts';
import { go, href } from '../state/router.ts';

interface LaunchParams {
  files?: readonly FileSystemFileHandle[];
}

interface LaunchQueue {
  setConsumer(consumer: (params: LaunchParams) => void): void;
}

/** Files opened with the installed app from the system's file manager (File Handling API). */
export const launchQueue: Intake = {
  id: 'launch-queue',
  shells: ['web'],
  available: () => 'launchQueue' in window,
  start(take) {
    const queue = (window as { launchQueue?: LaunchQueue }).launchQueue;
    queue?.setConsumer(async ({ files }) => {
      if (!files || files.length === 0) return;
      go(href('import'));
      const read = await Promise.all(files.map(async (handle) => await handle.getFile()));
      take(read.map((file) => ({ name: file.name, blob: file })));
    });
  },
};

import { openReading } from '../../core/engine/open-reading.ts';

/** Test builds hang on files whose name holds this. */
const HANGS: string = import.meta.env.VITE_HANGS_ON ?? '';

/** Reads files for the background, over the port that it gets; who started this worker ends it where a file hangs. */
globalThis.onmessage = ({ ports: [port] }: MessageEvent) => {
  if (!port) return;
  if (HANGS)
    port.addEventListener('message', ({ data }) => {
      while (data.kind === 'read' && data.file.name.includes(HANGS));
    });
  openReading(port as Parameters<typeof openReading>[0]);
};

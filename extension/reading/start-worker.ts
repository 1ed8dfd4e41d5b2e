/** Starts the worker that reads and gives it a port to whoever asks. */
export function startWorker(port: MessagePort): Worker {
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
    type: 'module',
    name: 'rualens-reading',
  });
  worker.postMessage(null, [port]);
  return worker;
}

/** A page that does nothing but hand files and questions to the engine in its worker, as the app does. */
import type { ImportProgress } from '../../../core/model/import.ts';
import type { Answer, Question } from './worker.ts';

const start = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
let worker = start();
const waiting = new Map<number, { done(value: unknown): void; failed(error: Error): void }>();
let calls = 0;

declare global {
  interface Window {
    /** Asks the worker; `files` are those chosen in the page's input. */
    ask(method: Question['method'], ...args: unknown[]): Promise<unknown>;
    progress: ImportProgress | null;
    /** Ends the worker as a browser does that has no memory left, and starts another. */
    endWorker(): void;
  }
}

window.progress = null;
window.endWorker = () => {
  worker.terminate();
  worker = start();
  worker.onmessage = answered;
};
worker.onmessage = answered;

function answered({ data }: MessageEvent<Answer>): void {
  if ('progress' in data) {
    window.progress = data.progress;
    return;
  }
  const call = waiting.get(data.call);
  waiting.delete(data.call);
  if ('error' in data) call?.failed(new Error(data.error));
  else call?.done(data.value);
}

window.ask = (method, ...args) =>
  new Promise((done, failed) => {
    const call = calls++;
    waiting.set(call, { done, failed });
    const input = document.getElementById('files') as HTMLInputElement;
    const files = method === 'import' || method === 'restore' ? [...(input.files ?? [])] : [];
    worker.postMessage({ call, method, args, files } satisfies Question);
  });

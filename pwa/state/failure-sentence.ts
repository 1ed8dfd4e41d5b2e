import { refusalSentence } from '../../core/words/refusal.ts';
import { failureTexts } from './failure-texts.ts';
import { language, textsOf } from './language.ts';

/** What an operation threw, in words. Errors lose their class on the way from the worker and keep name and message. */
export function failureSentence(error: unknown): string {
  const t = textsOf(failureTexts);
  const { name = '', message = String(error) } = error instanceof Error ? error : {};
  switch (name) {
    case 'StoreFull': {
      const [usage = 0, quota = 0] = (message.match(/\d+/g) ?? []).map(Number);
      return refusalSentence({ code: 'store-full', detail: { usage, quota } }, language.value);
    }
    case 'StoreOutdated':
    case 'DatabaseClosedError':
      return t.outdated;
    case 'StoreTooNew':
      return t.tooNew;
    case 'WorkerEnded':
      return t.workerEnded;
    default:
      return `${t.failed} ${message}`;
  }
}

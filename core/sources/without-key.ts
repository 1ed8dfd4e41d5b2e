import type { SourceProblem, SourceResult } from '../model/source.ts';
import type { Source } from './source.ts';

/** Shorter keys stand in any text. */
const LEAST = 4;

/** The source, whose problems never quote the key: a server may repeat in its words what it was sent. */
export function withoutKey(source: Source, key: string): Source {
  const hide = (problem: SourceProblem): SourceProblem =>
    key.length >= LEAST && problem.detail.includes(key)
      ? { ...problem, detail: problem.detail.replaceAll(key, '…') }
      : problem;
  const hidden = <T>(result: SourceResult<T>): SourceResult<T> =>
    result.ok ? result : { ok: false, problem: hide(result.problem) };
  return {
    test: async () => hidden(await source.test()),
    bytes: async (id) => hidden(await source.bytes(id)),
    async *list(cursor) {
      for await (const step of source.list(cursor))
        yield step.kind === 'held-up' ? { ...step, problem: hide(step.problem) } : step;
    },
  };
}

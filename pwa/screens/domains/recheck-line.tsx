import { translated } from '../../../core/views/sentences/language.ts';
import { number } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import { useQuery } from '../../state/use-query.ts';

const texts = translated({
  en: {
    running: (done: string, due: string, queries: string, budget: string) =>
      `Asking DNS again, oldest answers first: ${done} of ${due} domains, ${queries} of at most ${budget} questions.`,
    stopped: (left: string, budget: string) =>
      `${left} domains have an old answer or none: opening the app asks at most ${budget} questions, oldest first. “Ask DNS again” asks for all.`,
  },
  de: {
    running: (done: string, due: string, queries: string, budget: string) =>
      `DNS wird neu gefragt, älteste Antworten zuerst: ${done} von ${due} Domains, ${queries} von höchstens ${budget} Fragen.`,
    stopped: (left: string, budget: string) =>
      `${left} Domains haben eine alte Antwort oder keine: Das Öffnen stellt höchstens ${budget} Fragen, älteste zuerst. „DNS neu fragen“ fragt für alle.`,
  },
});

/** Says what opening the app asks of DNS by itself, and where it stopped. */
export function RecheckLine() {
  const t = say(texts);
  const query = useQuery('recheck', (engine) => engine.recheckState(), ['domains']);
  const state = query.data;
  if (!state || state.due === 0) return null;
  const left = state.due - state.done;
  if (!state.running && (left === 0 || state.queries === 0)) return null;
  return (
    <p class="small muted" role="status" data-recheck={state.running ? 'running' : 'stopped'}>
      {state.running
        ? t.running(number(state.done), number(state.due), number(state.queries), number(state.budget))
        : t.stopped(number(left), number(state.budget))}
    </p>
  );
}

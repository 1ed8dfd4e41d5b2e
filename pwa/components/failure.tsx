import { failureSentence } from '../state/failure-sentence.ts';

/** What an operation threw, said plainly; of a bug with the machine's words, for a report of it. */
export function Failure({ error }: { error: Error }) {
  return (
    <div class="banner" data-tone="bad" role="alert">
      <p>{failureSentence(error)}</p>
    </div>
  );
}

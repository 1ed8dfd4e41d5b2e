import type { HostCall } from '../../../core/model/host.ts';
import { textsOf } from '../../state/language.ts';
import { policyTexts } from './policy-texts.ts';

/** The exact calls that a change would make, to be looked at first. */
export function HostCalls({ calls }: { calls: HostCall[] }) {
  return (
    <details data-calls>
      <summary>{textsOf(policyTexts).policy.calls(calls.length)}</summary>
      {calls.map((call) => (
        <pre key={call.method + call.url + call.body} class="preview">
          {call.method} {call.url}
          {'\n'}
          {call.body}
        </pre>
      ))}
    </details>
  );
}

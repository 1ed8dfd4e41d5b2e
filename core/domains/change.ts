import type { ChangeEntry, HostCall, HostProblem, HostResult, HostState, TxtSet } from '../model/host.ts';
import type { UnixSeconds } from '../model/report.ts';
import { carryOut, newEntry, type RecordWriter } from './carry-out.ts';
import { placeOwner } from './host-place.ts';
import type { PolicyHost } from './hosts/policy-host.ts';
import { type WriteFacts, writeProblem } from './write-permission.ts';

export interface ChangeRequest {
  host: PolicyHost;
  /** What DNS shows now; decides whether the host may be written at all. */
  facts: Omit<WriteFacts, 'host' | 'domain'>;
  domain: string;
  /** The text wanted; null takes the record out. */
  text: string | null;
  action: string;
  /** Id of the entry that this change reverts. */
  reverts?: string;
  id: string;
  now: UnixSeconds;
}

/** The exact calls a change would make, or why it must not be made. Writes nothing. */
export async function dryRun(request: ChangeRequest): Promise<HostResult<HostCall[]>> {
  const refused = refusal(request);
  return refused === null ? request.host.plan(request.domain, request.text) : { ok: false, problem: refused };
}

/**
 * Makes a change and returns its line for the log: checks that the host may be written, then reads what it
 * holds, writes and reads back (`carryOut`).
 */
export async function makeChange(request: ChangeRequest): Promise<ChangeEntry> {
  const { host, domain, text } = request;
  const entry = newEntry({
    id: request.id,
    time: request.now,
    hostId: host.settings.id,
    domain,
    action: request.action,
    problem: refusal(request),
    reverts: request.reverts ?? null,
  });
  return entry.problem === null ? carryOut(dmarcWriter(host, domain), text, entry) : entry;
}

/** The request that puts back what stood before a change; null where that change did nothing. */
export function revertOf(
  entry: ChangeEntry,
  rest: Omit<ChangeRequest, 'domain' | 'text' | 'action' | 'reverts'>,
): ChangeRequest | null {
  if (entry.result !== 'done' && entry.result !== 'half-done' && entry.result !== 'by-hand') return null;
  // Several records were invalid as a whole; putting them back helps nobody.
  if ((entry.before?.texts.length ?? 0) > 1) return null;
  const text = entry.before?.texts[0] ?? null;
  return { ...rest, domain: entry.domain, text, action: 'revert', reverts: entry.id };
}

/** The DMARC record of a domain at a host. */
function dmarcWriter(host: PolicyHost, domain: string): RecordWriter {
  const held = (result: HostResult<HostState>): HostResult<TxtSet | null> =>
    result.ok ? { ok: true, value: result.value.txt } : result;
  const place = host.place(domain);
  return {
    automatic: host.automatic,
    read: async () => held(await host.read(domain)),
    plan: (text) => host.plan(domain, text),
    write: async (text) => held(await host.write(domain, text)),
    wanted: (text) => ({ name: placeOwner(place), texts: [text], ttl: host.settings.ttl }),
  };
}

function refusal(request: ChangeRequest): HostProblem | null {
  // Where DNS leads here already, taking the record out would leave the domain without any.
  if (request.text === null && request.facts.match.kind === 'ours') {
    return { code: 'would-empty', detail: '', status: null };
  }
  return writeProblem({ ...request.facts, domain: request.domain, host: request.host.settings });
}

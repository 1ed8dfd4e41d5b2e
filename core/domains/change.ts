import type { ChangeEntry, HostCall, HostProblem, HostResult, HostState, TxtSet } from '../model/host.ts';
import type { UnixSeconds } from '../model/report.ts';
import type { PolicyHost } from './hosts/policy-host.ts';
import { sameTexts } from './plan.ts';
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
 * Makes a change and returns its line for the log: checks that the host may be written, reads what it
 * holds, writes, reads back. A change that fails half way is taken back where that can be done
 * (`rolled-back`); else the line says `half-done` with what the host holds now.
 */
export async function makeChange(request: ChangeRequest): Promise<ChangeEntry> {
  const { host, domain, text } = request;
  const entry: ChangeEntry = {
    id: request.id,
    time: request.now,
    hostId: host.settings.id,
    domain,
    action: request.action,
    before: null,
    after: null,
    result: 'failed',
    problem: refusal(request),
    calls: [],
    reverts: request.reverts ?? null,
  };
  if (entry.problem !== null) return entry;
  const before = await host.read(domain);
  // A host by hand may not be in DNS yet; its steps are shown all the same.
  if (!before.ok && host.automatic) return { ...entry, problem: before.problem };
  entry.before = before.ok ? before.value.txt : null;
  const calls = await host.plan(domain, text);
  if (!calls.ok) return { ...entry, problem: calls.problem };
  entry.calls = calls.value;
  if (!host.automatic) return { ...entry, after: wanted(host, domain, text), result: 'by-hand' };

  const written = await host.write(domain, text);
  if (written.ok) return { ...entry, after: written.value.txt, result: 'done' };
  return { ...entry, problem: written.problem, ...(await takeBack(host, domain, before)) };
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

async function takeBack(
  host: PolicyHost,
  domain: string,
  before: HostResult<HostState>,
): Promise<Pick<ChangeEntry, 'result' | 'after'>> {
  const old = before.ok ? before.value : null;
  const now = await host.read(domain);
  if (!now.ok || old === null) return { result: 'half-done', after: null };
  if (same(now.value.txt, old.txt)) return { result: 'failed', after: now.value.txt };
  const restored = await host.write(domain, old.txt?.texts[0] ?? null);
  if (restored.ok && same(restored.value.txt, old.txt))
    return { result: 'rolled-back', after: restored.value.txt };
  const left = await host.read(domain);
  return { result: 'half-done', after: left.ok ? left.value.txt : null };
}

function same(a: TxtSet | null, b: TxtSet | null): boolean {
  return sameTexts(a?.texts ?? [], b?.texts ?? []);
}

function wanted(host: PolicyHost, domain: string, text: string | null): TxtSet | null {
  const place = host.place(domain);
  const name = place.by === 'ns' ? place.owner : place.target;
  return text === null ? null : { name, texts: [text], ttl: host.settings.ttl };
}

function refusal(request: ChangeRequest): HostProblem | null {
  // Where DNS leads here already, taking the record out would leave the domain without any.
  if (request.text === null && request.facts.match.kind === 'ours') {
    return { code: 'would-empty', detail: '', status: null };
  }
  return writeProblem({ ...request.facts, domain: request.domain, host: request.host.settings });
}

import type { HostProblemCode } from '../../model/codes.ts';
import type { HostCall, HostProblem, HostResult, HostSettings, HostState } from '../../model/host.ts';
import { hostPlace, placeOwner } from '../host-place.ts';
import { zoneFile } from '../host-tools/zone-file.ts';
import type { HostTools, PolicyHost } from './policy-host.ts';

/**
 * Name servers that the user runs without an API this app knows: every change is a step for a person, and
 * what they hold is what DNS says.
 */
export function manualHost(settings: HostSettings, tools: HostTools): PolicyHost {
  const place = (domain: string) => hostPlace(settings, domain);
  const zoneText = (domain: string, text: string) =>
    zoneFile(place(domain), text, settings.ttl, tools.now?.() ?? Math.floor(Date.now() / 1000));

  async function read(domain: string): Promise<HostResult<HostState>> {
    const state = (await tools.lookUp?.(placeOwner(place(domain)))) ?? null;
    return state === null ? { ok: false, problem: problem('not-looked-up') } : { ok: true, value: state };
  }

  async function plan(domain: string, text: string | null): Promise<HostResult<HostCall[]>> {
    const now = await read(domain);
    const texts = now.ok ? (now.value.txt?.texts ?? []) : [];
    if (text === null) {
      const known = now.ok && texts.length === 0;
      return { ok: true, value: known ? [] : [step('remove', placeOwner(place(domain)), '')] };
    }
    if (texts.length === 1 && texts[0] === text) return { ok: true, value: [] };
    return { ok: true, value: [step('load', placeOwner(place(domain)), zoneText(domain, text))] };
  }

  return {
    settings,
    automatic: false,
    place,
    read,
    plan,
    zoneText,
    records: null,
    tryChildZone: null,
    test: async () => ({ ok: false, problem: problem('by-hand') }),
    write: async () => ({ ok: false, problem: problem('by-hand') }),
  };
}

/** A step for a person, in the shape of a call: the owner name stands for the address. */
function step(method: string, owner: string, body: string): HostCall {
  return { method, url: owner, body, purpose: 'by-hand' };
}

function problem(code: HostProblemCode): HostProblem {
  return { code, detail: '', status: null };
}

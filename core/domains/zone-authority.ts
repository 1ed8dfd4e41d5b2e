import { isNotAsked, whyNoAnswer } from '../lib/answer.ts';
import { normalName } from '../lib/domain-name.ts';
import type { HostProblemCode } from '../model/codes.ts';
import type { Resolve } from '../model/dns.ts';
import type { HostProblem, ServedZone } from '../model/host.ts';
import { zoneCandidates } from './record-editor.ts';

/**
 * Why a host's zone must not be written for a name; null where DNS leads to exactly that zone on exactly these
 * servers. From the name upwards the first NS set decides: a zone cut in between means that the host's copy is
 * not what the world sees. Where DNS cannot be asked nothing is written.
 */
export async function zoneProblem(
  name: string,
  served: ServedZone,
  resolve: Resolve,
): Promise<HostProblem | null> {
  const wanted = new Set(served.nameServers.map(normalName));
  for (const zone of zoneCandidates(name)) {
    const result = await resolve(zone, 'NS', 'host-readback');
    const why = whyNoAnswer(result);
    if (why !== null) return refuse(isNotAsked(why) ? 'not-looked-up' : 'no-answer');
    if (result.kind !== 'answer') {
      if (zone === served.zone) return refuse('zone-elsewhere', zone);
      continue;
    }
    if (result.chain.length > 0) return refuse('alias-there', `${zone} → ${result.chain[0]?.target ?? ''}`);
    const found = result.records.flatMap((each) => (each.type === 'NS' ? [normalName(each.data)] : []));
    if (zone !== served.zone) return refuse('zone-elsewhere', `${zone}: ${found.sort().join(', ')}`);
    const ours = found.filter((server) => wanted.has(server)).length;
    if (ours === found.length && ours === wanted.size) return null;
    return refuse(ours === 0 ? 'foreign' : 'mixed', found.sort().join(', '));
  }
  return refuse('zone-elsewhere', served.zone);
}

function refuse(code: HostProblemCode, detail = ''): HostProblem {
  return { code, detail, status: null };
}

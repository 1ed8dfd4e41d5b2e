import { isInLimits } from '../../../domains/host-place.ts';
import type { RecordEditor } from '../../../domains/record-editor.ts';
import { zoneProblem } from '../../../domains/zone-authority.ts';
import type { Resolve } from '../../../model/dns.ts';
import type { HostProblem, HostSettings, ServedZone } from '../../../model/host.ts';
import { type Context, fresh } from '../context.ts';
import { problemOf } from '../publish.ts';

/** A host that serves the zone of a name, as DNS confirms. */
interface ZoneAccess {
  settings: HostSettings;
  zone: ServedZone;
  records: RecordEditor;
  resolve: Resolve;
}

type Access = { ok: true; value: ZoneAccess } | { ok: false; problem: HostProblem };

/**
 * The first of the user's hosts that has the name's zone and to which DNS leads for it. Where none has, that is
 * said; where one has it but DNS leads elsewhere, what is in the way.
 */
export async function zoneAccess(context: Context, domain: string, name: string): Promise<Access> {
  const { store } = context;
  const refuse = (problem: HostProblem): Access => ({ ok: false, problem });
  const confirmed = (await store.domains.get(domain)).listing === 'confirmed';
  const resolve = confirmed ? await context.resolverFor(domain) : null;
  if (resolve === null) return refuse(problemOf('not-looked-up'));
  const hosts = (await store.hosts.list()).filter((each) => each.kind !== 'manual');
  if (hosts.length === 0) return refuse(problemOf('zone-not-served'));
  let problem: HostProblem = problemOf('zone-not-served');
  for (const settings of hosts) {
    if (!isInLimits(settings, domain)) {
      problem = problemOf('limited', settings.limitedTo.join(', '));
      continue;
    }
    const opened = await context.hosts.open(settings, domain);
    if (!opened.ok) {
      problem = opened.problem;
      continue;
    }
    const { records } = opened.host;
    if (records === null) continue;
    const zone = await records.zoneOf(name);
    if (!zone.ok) {
      problem = zone.problem;
      continue;
    }
    if (zone.value === null) continue;
    const inTheWay = await zoneProblem(name, zone.value, fresh(resolve));
    if (inTheWay === null) return { ok: true, value: { settings, zone: zone.value, records, resolve } };
    problem = inTheWay;
  }
  return refuse(problem);
}

import { newEntry } from '../../../domains/carry-out.ts';
import { normalName } from '../../../lib/domain-name.ts';
import type { HostProblemCode } from '../../../model/codes.ts';
import type { ChangeEntry } from '../../../model/host.ts';
import type { Context } from '../context.ts';
import { domainFacts } from '../domain-facts.ts';
import { lookAgain } from '../look-again.ts';
import { problemOf, refusedEntry } from '../publish.ts';

/**
 * Tries whether a host's account takes `_dmarc.DOMAIN` as a child zone, so that the name can be delegated by NS.
 * What the account answers is a line of the log; a zone it took is kept with its name servers, and the guide
 * leads there from then on. Nothing is tried for a name that leads to a host already.
 */
export async function tryChildZone(
  context: Context,
  domain: string,
  hostId: string,
): Promise<ChangeEntry | null> {
  const { store } = context;
  const settings = (await store.hosts.list()).find((each) => each.id === hostId);
  if (settings === undefined) return null;
  const action = 'child-zone';
  const refuse = (code: HostProblemCode, detail = '') =>
    refusedEntry(context, domain, hostId, action, problemOf(code, detail));
  const looked = await lookAgain(context, domain);
  if (looked === null) return refuse('not-looked-up');
  const { match } = await domainFacts(context, domain, looked.pointing);
  if (match.kind === 'ours') return refuse('current');
  if (match.kind !== 'not-applicable') return refuse(match.kind, match.names.join(', '));
  const opened = await context.hosts.open(settings, domain);
  if (!opened.ok) return refusedEntry(context, domain, hostId, action, opened.problem);
  const answer = await opened.host.tryChildZone?.(domain);
  if (answer === undefined) return refuse('no-child-zones');
  const entry: ChangeEntry = {
    ...newEntry({
      id: context.newId(),
      time: context.now(),
      hostId,
      domain,
      action,
      problem: answer.ok ? null : answer.problem,
      reverts: null,
    }),
    result: answer.ok ? 'done' : 'failed',
  };
  if (answer.ok) {
    const childZones = { ...settings.childZones, [normalName(domain)]: answer.value };
    await store.hosts.put({ ...settings, childZones });
  }
  await store.changes.add(entry);
  context.onChange('domains', domain);
  return entry;
}

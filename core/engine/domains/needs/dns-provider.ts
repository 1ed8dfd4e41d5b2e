import { providerOf } from '../../../domains/dns-providers.ts';
import { zoneCandidates } from '../../../domains/record-editor.ts';
import { whyNoAnswer } from '../../../lib/answer.ts';
import { normalName } from '../../../lib/domain-name.ts';
import type { Context } from '../context.ts';
import type { DnsProvider } from '../face.ts';

/** From the domain upwards the first name with an NS set is its zone. Null where DNS gave no answer on the way. */
export async function dnsProvider(
  context: Pick<Context, 'resolverFor'>,
  domain: string,
): Promise<DnsProvider | null> {
  const resolve = await context.resolverFor(domain);
  if (resolve === null) return null;
  for (const zone of zoneCandidates(domain)) {
    const result = await resolve(zone, 'NS', 'pointing');
    if (whyNoAnswer(result) !== null) return null;
    if (result.kind !== 'answer' || result.chain.length > 0) continue;
    const nameServers = result.records.flatMap((each) => (each.type === 'NS' ? [normalName(each.data)] : []));
    if (nameServers.length === 0) continue;
    const provider = providerOf(nameServers);
    return {
      zone,
      nameServers: nameServers.sort(),
      known: provider && {
        name: provider.name,
        path: provider.path ?? [],
        nameField: provider.nameField ?? null,
        quotes: provider.quotes ?? false,
      },
    };
  }
  return null;
}

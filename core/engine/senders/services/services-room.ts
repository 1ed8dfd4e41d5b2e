import type { Service } from '../../../model/sender.ts';
import type { GroupingCorrection } from '../../../model/traffic.ts';
import { loadCatalogue } from '../../../senders/catalogue/load-catalogue.ts';
import { checkService } from '../../../senders/check-service.ts';
import { OWN_SERVICE_PREFIX } from '../../../senders/find-service.ts';
import type { Store } from '../../../store/store.ts';
import { GROUPING_KIND, SERVICE_KIND } from '../../judge/judge-domain.ts';
import { badServices, isPublicSuffix } from '../../judge/own-services.ts';
import type { GroupingRow, GroupingWord, ServicesRoom } from './face.ts';

export interface ServicesDeps {
  store: Store;
  now(): number;
  newId(): string;
  /** Judges domains again by what is known. */
  rejudge(domains: string[]): void;
  /** Asks DNS too: a service's ranges are published there. Domains that are not confirmed are judged only. */
  assess(domains: string[]): Promise<void>;
}

/** The user's own services and corrections of the grouping, as decisions: they travel and are in backups. */
export function createServicesRoom(deps: ServicesDeps): ServicesRoom {
  const { store } = deps;

  const services = async (): Promise<Service[]> =>
    (await store.decisions.list<Service>(SERVICE_KIND)).map((each) => each.value);

  async function check(typed: Service) {
    const rest = (await services()).filter((each) => each.id !== typed.id);
    return checkService(typed, { others: await loadCatalogue(rest), isPublicSuffix });
  }

  const domains = async (): Promise<string[]> => (await store.summaries.domains()).map((each) => each.domain);

  /** Domains with mail of one of these addresses. */
  async function domainsWith(addresses: readonly string[]): Promise<string[]> {
    const prefixes = addresses.some((address) => address.endsWith('/64'));
    const wanted = new Set(addresses);
    const found: string[] = [];
    for (const domain of await domains()) {
      const seen = await store.summaries.addresses(domain);
      // An IPv6 /64 may stand for any address of the domain, and judging is cheap beside comparing them all.
      if (prefixes || seen.some(({ address }) => wanted.has(address))) found.push(domain);
    }
    return found;
  }

  async function say(words: readonly GroupingWord[]): Promise<GroupingWord[]> {
    const kept = await store.decisions.list<GroupingCorrection>(GROUPING_KIND);
    const known = new Map(kept.map(({ key, value }) => [key, value]));
    const before = words.map(({ address }): GroupingWord => {
      const value = known.get(address);
      return { address, said: value ? saidOf(value) : null };
    });
    await store.decisions.set(
      GROUPING_KIND,
      words.map(({ address, said }) => ({
        key: address,
        value: said && ({ addresses: [address], ...said } satisfies GroupingCorrection),
      })),
    );
    deps.rejudge(await domainsWith(words.map((word) => word.address)));
    return before;
  }

  return {
    async list() {
      const { services: all, own } = await loadCatalogue(await services());
      return all
        .map(({ id, name, kind }) => ({ id, name, kind, own: own.has(id) }))
        .sort((a, b) => a.name.localeCompare(b.name));
    },
    async own() {
      const own = (await services()).filter((each) => each.id.startsWith(OWN_SERVICE_PREFIX));
      return own.sort((a, b) => a.name.localeCompare(b.name));
    },
    bad: async () => badServices(await services()),
    check: async (service) => (await check(service)).problems,
    async save(typed) {
      const { service, problems } = await check(typed);
      if (problems.some((problem) => problem.blocks)) return { id: '', problems };
      // An id of the catalogue is no own one: that would replace what others rely on.
      const known = typed.id.startsWith(OWN_SERVICE_PREFIX);
      const id = known ? typed.id : `${OWN_SERVICE_PREFIX}${deps.newId()}`;
      await store.decisions.set(SERVICE_KIND, [{ key: id, value: { ...service, id } }]);
      await deps.assess(await domains());
      return { id, problems };
    },
    async delete(id) {
      await store.decisions.set(SERVICE_KIND, [{ key: id, value: null }]);
      deps.rejudge(await domains());
    },
    async listGroupings() {
      const [kept, catalogue] = await Promise.all([
        store.decisions.list<GroupingCorrection>(GROUPING_KIND),
        loadCatalogue(await services()),
      ]);
      const rows = new Map<string, GroupingRow>();
      for (const { key, value } of kept) {
        const said = saidOf(value);
        const group = JSON.stringify(said);
        const serviceName = catalogue.byId.get(said.serviceId ?? '')?.name ?? '';
        const row = rows.get(group) ?? { addresses: [], serviceName, ...said };
        row.addresses.push(key);
        rows.set(group, row);
      }
      return [...rows.values()].sort((a, b) => b.at - a.at);
    },
    async sayGrouping(words) {
      const by = (await store.settings.get()).userName;
      const at = deps.now();
      return say(
        words.map(({ address, serviceId, note }) => ({ address, said: { serviceId, note, by, at } })),
      );
    },
    restoreGrouping: say,
  };
}

function saidOf({ serviceId, note, by, at }: GroupingCorrection): NonNullable<GroupingWord['said']> {
  return { serviceId, note, by, at };
}

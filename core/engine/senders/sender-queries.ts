import { addressRange } from '../../lib/address-range.ts';
import { prefix64 } from '../../lib/ip.ts';
import type { IgnoredDecision, SenderClassWord } from '../../model/decisions.ts';
import type { Resolve } from '../../model/dns.ts';
import type { Period } from '../../model/period.ts';
import { addressesToIgnore } from '../../senders/ignored.ts';
import type { Store } from '../../store/store.ts';
import { setSenderClasses } from '../facts/sender-classes.ts';
import { type JudgedTraffic, loadFacts } from '../judge/judge-domain.ts';
import { KnownSenders } from '../judge/known-senders.ts';
import type { SenderDetails, SenderList } from './face.ts';
import { ignoredList } from './ignored-list.ts';
import { senderList } from './sender-list.ts';
import { type OwnerOf, senderOverlay } from './sender-overlay.ts';

export interface SenderQueries {
  listSenders(domain: string, period: Period): Promise<SenderList>;
  /** Narrowed to one address of the sender where `address` is given; with `brief` no record is read, see SenderDetails. */
  senderDetails(
    domain: string,
    period: Period,
    key: string,
    address?: string | null,
    brief?: boolean,
  ): Promise<SenderDetails | null>;
  /** Keys of senders with an address within a range; null where the text is no address and no CIDR. */
  sendersWithin(domain: string, period: Period, range: string): Promise<string[] | null>;
  /** Judged traffic as the list shows it; for exports and alerts. */
  judged(domain: string, period: Period): Promise<JudgedTraffic>;
  ignoreSender(domain: string, key: string, addresses: string[], note: string): Promise<void>;
  unignoreSender(domain: string, addresses: string[]): Promise<void>;
  sayOfSender(domain: string, key: string, as: SenderClassWord | null, note: string): Promise<void>;
  listIgnored(): Promise<IgnoredDecision[]>;
  /** Forgets merged traffic; call when reports changed. Empty: of all domains. */
  forget(domains: readonly string[]): void;
  /** Judges anew when next asked; call when anything else changed by which senders are judged. Empty: all domains. */
  judgeAnew(domains: readonly string[]): void;
}

export interface SenderQueryDeps {
  store: Store;
  now(): number;
  isPending(domain: string): boolean;
  /** DNS on behalf of a confirmed domain; absent or null: no change of a record is proposed. */
  resolverFor?(domain: string): Promise<Resolve | null>;
  ownerOf?: OwnerOf;
  /** Called after a decision, so that counts follow. */
  onDecision?(domain: string): void;
}

/** The senders of a domain, out of the store. No DNS is asked. */
export function createSenderQueries(deps: SenderQueryDeps): SenderQueries {
  const { store, ownerOf = () => null } = deps;
  const known = new KnownSenders(store);
  const judged: SenderQueries['judged'] = (domain, period) => known.judged(domain, period);

  return {
    judged,

    async listSenders(domain, period) {
      const [all, rows, days] = await Promise.all([
        judged(domain, period),
        known.rowFacts(domain, period),
        store.summaries.days(domain, period),
      ]);
      const pending = deps.isPending(domain);
      return senderList({
        domain,
        period,
        traffic: all.traffic,
        judged: all.senders,
        classes: all.facts.classes,
        days,
        pending,
        ...rows,
      });
    },

    async senderDetails(domain, period, key, address = null, brief = false) {
      const confirmed = !brief && (await store.domains.get(domain)).listing === 'confirmed';
      const resolve = (confirmed && (await deps.resolverFor?.(domain))) || null;
      const question = { domain, period, key, address, brief, ownerOf, resolve, now: deps.now() };
      return senderOverlay(store, known, question);
    },

    async sendersWithin(domain, period, range) {
      const within = addressRange(range);
      if (within === null) return null;
      const { senders, traffic } = await judged(domain, period);
      return senders
        .filter(({ sender }) => sender.members.some((a) => within(traffic.addresses[a]!)))
        .map(({ sender }) => sender.key);
    },

    async ignoreSender(domain, key, addresses, note) {
      const settings = await store.settings.get();
      await store.ignored.add({
        domain,
        senderKey: key,
        senderName: await nameOf(key, addresses),
        addresses: addressesToIgnore(key, addresses),
        by: settings.userName,
        at: deps.now(),
        note,
      });
      known.judgeAnew([domain]);
      deps.onDecision?.(domain);
    },

    async unignoreSender(domain, addresses) {
      // What a /64 was said of is kept by its prefix.
      const prefixes = addresses.map(prefix64).filter((prefix) => prefix !== null);
      await store.ignored.remove(domain, [...new Set([...addresses, ...prefixes])]);
      known.judgeAnew([domain]);
      deps.onDecision?.(domain);
    },

    async sayOfSender(domain, key, as, note) {
      const { userName } = await store.settings.get();
      const said = as && { as, name: await nameOf(key, []), by: userName, at: deps.now(), note };
      await setSenderClasses(store, domain, new Map([[key, said]]));
      known.judgeAnew([domain]);
      deps.onDecision?.(domain);
    },

    async listIgnored() {
      return ignoredList(await store.ignored.list());
    },

    forget: (domains) => known.forget(domains),
    judgeAnew: (domains) => known.judgeAnew(domains),
  };

  async function nameOf(key: string, addresses: readonly string[]): Promise<string> {
    if (!key.startsWith('service:')) return key.slice(key.indexOf(':') + 1);
    const facts = await loadFacts(store, '', []);
    return facts.catalogue.byId.get(key.slice('service:'.length))?.name ?? addresses[0] ?? key;
  }
}

import { normalName } from '../../lib/domain-name.ts';
import type { DomainDecision } from '../../model/stored.ts';
import type { StoreContext } from '../context.ts';
import type { DomainStore } from '../store.ts';
import { listDecisions, setDecisions } from './decisions.ts';
import { forgetSample } from './forget-sample.ts';

/**
 * Each field is a decision of its own (`domain-listing`, `domain-tags` …), so that two stores that changed
 * different ones keep both. Whether a domain is the sample's comes first: nothing that is said of it before would stay here.
 */
const FIELDS = ['sample', 'listing', 'declared', 'locked', 'tags'] as const;

export function createDomainStore(context: StoreContext): DomainStore {
  async function list(): Promise<DomainDecision[]> {
    const domains = new Map<string, DomainDecision>();
    for (const name of await context.db.totals.toCollection().primaryKeys())
      domains.set(name, undecided(name));
    for (const field of FIELDS) {
      for (const { key, value } of await listDecisions<never>(context, `domain-${field}`)) {
        const domain = domains.get(key) ?? undecided(key);
        domain[field] = value;
        domains.set(key, domain);
      }
    }
    return [...domains.values()];
  }

  /** What was decided of one domain; `said` tells whether anything was. */
  async function decided(domain: string): Promise<{ decision: DomainDecision; said: boolean }> {
    const decision = undecided(domain);
    let said = false;
    const keys = FIELDS.map((field) => [`domain-${field}`, domain] as [string, string]);
    for (const [i, row] of (await context.db.decisions.bulkGet(keys)).entries()) {
      if (row === undefined || row.value === null) continue;
      decision[FIELDS[i]!] = row.value as never;
      said = true;
    }
    return { decision, said };
  }

  return {
    list,
    get: async (domain) => (await decided(domain)).decision,
    async find(domain) {
      const { decision, said } = await decided(domain);
      return said || (await context.db.totals.get(domain)) !== undefined ? decision : null;
    },
    async change(domains, change) {
      for (const field of FIELDS) {
        if (change[field] === undefined) continue;
        const entries = domains.map((key) => ({ key: normalName(key), value: change[field] }));
        await setDecisions(context, `domain-${field}`, entries);
      }
    },
    async remove(domains) {
      for (const field of FIELDS) {
        // Off the list it is the sample's all the same, and what was said of it stays here.
        if (field === 'sample') continue;
        const decided = await context.db.decisions.bulkGet(
          domains.map((it) => [`domain-${field}`, it] as [string, string]),
        );
        const entries = decided.flatMap((row) =>
          row && row.value !== null ? [{ key: row.key, value: null }] : [],
        );
        await setDecisions(context, `domain-${field}`, entries);
      }
    },
    forgetSample: () => forgetSample(context),
    confirmed: async () =>
      (await listDecisions<string>(context, 'domain-listing'))
        .filter((it) => it.value === 'confirmed')
        .map((it) => it.key),
  };
}

/** Domains that the user has confirmed or declined. */
export async function decidedDomains(context: StoreContext): Promise<Set<string>> {
  const decided = await listDecisions<string>(context, 'domain-listing');
  return new Set(decided.filter((it) => it.value !== 'unconfirmed').map((it) => it.key));
}

function undecided(domain: string): DomainDecision {
  return { domain, listing: 'unconfirmed', declared: null, locked: false, tags: [], sample: false };
}

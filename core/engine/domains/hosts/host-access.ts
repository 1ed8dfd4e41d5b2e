import type { HostTools } from '../../../domains/hosts/policy-host.ts';
import { createHost, HOSTS } from '../../../domains/hosts/registry.ts';
import { openKey } from '../../../domains/keys.ts';
import type { HostProblemCode } from '../../../model/codes.ts';
import type { HostSettings, HostState } from '../../../model/host.ts';
import { type ConfigurationDeps, fresh } from '../context.ts';
import type { HostAccess, OpenedHost } from './open-hosts.ts';

export function createHostAccess(deps: ConfigurationDeps): HostAccess {
  const open = new Map<string, string>();

  const build = (settings: HostSettings, key: string, domain: string): OpenedHost => {
    const member = HOSTS.find((each) => each.kind === settings.kind);
    if (member !== undefined && !member.worksInPage && !deps.inExtension) return refuse('needs-extension');
    const tools: HostTools = {
      gateway: deps.gateway,
      key,
      now: deps.now,
      lookUp: (name) => lookUp(name, domain),
    };
    return { ok: true, host: createHost(settings, tools) };
  };

  async function lookUp(name: string, domain: string): Promise<HostState | null> {
    const resolve = await deps.resolverFor(domain);
    if (resolve === null) return null;
    const result = await fresh(resolve)(name, 'TXT', 'host-readback');
    if ('detail' in result) return null;
    if (result.kind !== 'answer') return { exists: false, txt: null, serial: null };
    const texts = result.records.flatMap((each) => (each.type === 'TXT' ? [each.data.join('')] : []));
    return { exists: true, txt: { name, texts, ttl: result.ttl }, serial: null };
  }

  async function keyOf(settings: HostSettings): Promise<string | null> {
    if (settings.kind === 'manual') return '';
    const known = open.get(settings.id);
    if (known !== undefined) return known;
    const sealed = await deps.store.hosts.key(settings.id);
    if (sealed === null || sealed.protection === 'passphrase') return null;
    const key = await openKey(sealed, '');
    if (key !== null) open.set(settings.id, key);
    return key;
  }

  return {
    async open(settings, domain) {
      const key = await keyOf(settings);
      if (key !== null) return build(settings, key, domain);
      return refuse((await deps.store.hosts.key(settings.id)) === null ? 'no-key' : 'locked');
    },
    openWith: build,
    async isOpen(hostId) {
      const settings = (await deps.store.hosts.list()).find((each) => each.id === hostId);
      return settings !== undefined && (await keyOf(settings)) !== null;
    },
    async unlock(hostId, passphrase) {
      const sealed = await deps.store.hosts.key(hostId);
      const key = sealed === null ? null : await openKey(sealed, passphrase);
      if (key !== null) open.set(hostId, key);
      return key !== null;
    },
    remember: (hostId, key) => void open.set(hostId, key),
    forget: (hostId) => void open.delete(hostId),
  };
}

function refuse(code: HostProblemCode): OpenedHost {
  return { ok: false, problem: { code, detail: '', status: null } };
}

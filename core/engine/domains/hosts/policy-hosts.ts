import { matchHost } from '../../../domains/host-match.ts';
import { HOSTS } from '../../../domains/hosts/registry.ts';
import { sealKey } from '../../../domains/keys.ts';
import { isMultiLabelDomain, toALabels } from '../../../lib/dns-names.ts';
import { normalName } from '../../../lib/domain-name.ts';
import { strippedEnd } from '../../../lib/scan-text.ts';
import type { HostSettings } from '../../../model/host.ts';
import { keptPointings } from '../../facts/pointings.ts';
import type { Context } from '../context.ts';
import type { HostFieldProblem, HostOffer, HostTest, HostView, TypedKey } from './face.ts';

/** TTLs that may be set for published records, seconds. */
export const MIN_HOST_TTL = 5;
export const MAX_HOST_TTL = 86_400;

export function hostOffers(context: Context): HostOffer[] {
  return HOSTS.map(({ kind, worksInPage, needs }) => ({
    kind,
    worksHere: worksInPage || context.inExtension,
    needs: [...needs],
  }));
}

/** The hosts as Settings shows them; never with a key. */
export async function listHosts(context: Context): Promise<HostView[]> {
  const { store } = context;
  const [hosts, pointings, confirmed] = await Promise.all([
    store.hosts.list(),
    keptPointings.all(store),
    store.domains.confirmed(),
  ]);
  const counts = new Map<string, number>();
  for (const domain of confirmed) {
    const pointing = pointings.get(domain)?.pointing;
    const match = pointing === undefined ? null : matchHost(domain, pointing, hosts);
    if (match?.kind === 'ours') counts.set(match.hostId, (counts.get(match.hostId) ?? 0) + 1);
  }
  return Promise.all(
    hosts.map(async (settings) => {
      const sealed = await store.hosts.key(settings.id);
      const member = HOSTS.find((each) => each.kind === settings.kind);
      return {
        settings,
        key: sealed === null ? 'none' : sealed.protection,
        open: await context.hosts.isOpen(settings.id),
        worksHere: (member?.worksInPage ?? false) || context.inExtension,
        automatic: settings.kind !== 'manual',
        domains: counts.get(settings.id) ?? 0,
      } satisfies HostView;
    }),
  );
}

/** Stores a host and seals its key; nothing is stored where a field is at fault. */
export async function saveHost(
  context: Context,
  typed: HostSettings,
  key: TypedKey | null,
): Promise<HostFieldProblem[]> {
  const { store } = context;
  const settings = tidy(typed);
  const hasKey = (await store.hosts.key(settings.id)) !== null;
  const problems = fieldProblems(settings, hasKey || (key !== null && key.key !== ''));
  if (problems.length > 0) return problems;
  await store.hosts.put(settings);
  if (key !== null && key.key !== '') {
    await store.hosts.putKey(await sealKey(settings.id, key.key, key.passphrase));
    context.hosts.remember(settings.id, key.key);
  }
  context.onChange('domains', '');
  return [];
}

/** Whether server and key answer; with the stored key where none is typed. */
export async function testHost(
  context: Context,
  typed: HostSettings,
  key: TypedKey | null,
): Promise<HostTest> {
  const settings = tidy(typed);
  const opened =
    key !== null && key.key !== ''
      ? context.hosts.openWith(settings, key.key, '')
      : await context.hosts.open(settings, '');
  if (!opened.ok) return opened;
  const result = await opened.host.test();
  return result.ok ? { ok: true, words: result.value } : result;
}

export async function removeHost(context: Context, id: string): Promise<void> {
  context.hosts.forget(id);
  await context.store.hosts.remove(id);
  context.onChange('domains', '');
}

function tidy(settings: HostSettings): HostSettings {
  const names = (list: readonly string[]) =>
    [...new Set(list.map((name) => toALabels(normalName(name))).filter((name) => name !== ''))].sort();
  return {
    ...settings,
    name: settings.name.trim(),
    url: strippedEnd(settings.url.trim(), '/'),
    server: settings.server.trim() || 'localhost',
    zone: toALabels(normalName(settings.zone)),
    nameServers: names(settings.nameServers),
    limitedTo: names(settings.limitedTo),
    ttl: Math.round(settings.ttl),
  };
}

/** What stands in the way of storing these settings. */
export function fieldProblems(settings: HostSettings, hasKey: boolean): HostFieldProblem[] {
  const problems: HostFieldProblem[] = [];
  const add = (field: HostFieldProblem['field'], code: HostFieldProblem['code'], detail = '') =>
    problems.push({ field, code, detail });
  const needs = HOSTS.find((each) => each.kind === settings.kind)?.needs ?? [];
  if (settings.name === '') add('name', 'missing');
  if (needs.includes('url') && settings.url === '') add('url', 'missing');
  if (settings.url !== '') {
    const url = readUrl(settings.url);
    if (url === null) add('url', 'not-a-url', settings.url);
    // The key travels in a header: over plain HTTP everybody on the way could read it. The content policy of
    // the app's pages says the same, so such a call would not even leave the browser.
    else if (url.protocol === 'http:' && !isLoopback(url.hostname)) add('url', 'insecure', url.hostname);
  }
  if (needs.includes('key') && !hasKey) add('key', 'missing');
  const byName = settings.kind === 'manual' && settings.zone !== '';
  if (needs.includes('nameServers') && settings.nameServers.length === 0 && !byName)
    add('nameServers', 'missing');
  if (needs.includes('zone') && settings.zone === '') add('zone', 'missing');
  for (const name of settings.nameServers)
    if (!isMultiLabelDomain(name)) add('nameServers', 'not-a-name', name);
  for (const name of settings.limitedTo) if (!isMultiLabelDomain(name)) add('limitedTo', 'not-a-name', name);
  if (settings.zone !== '' && !isMultiLabelDomain(settings.zone)) add('zone', 'not-a-name', settings.zone);
  if (!(settings.ttl >= MIN_HOST_TTL && settings.ttl <= MAX_HOST_TTL)) add('ttl', 'out-of-range');
  return problems;
}

function readUrl(text: string): URL | null {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
  } catch {
    return null;
  }
}

/** The names that the content policy (`connect-src`) lets plain HTTP go to. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1';
}

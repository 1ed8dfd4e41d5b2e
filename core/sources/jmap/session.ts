import * as v from 'valibot';
import type { SourceResult, SourceSettings } from '../../model/source.ts';
import { answeredAddress, typedAddress } from '../http/address.ts';
import { ask, authorization, noAnswer, parsed } from '../http/ask.ts';
import { refused, type SourceTools } from '../source.ts';
import { ID_SHAPE } from './shapes.ts';

const CORE = 'urn:ietf:params:jmap:core';
export const MAIL = 'urn:ietf:params:jmap:mail';

/** What is used of a session object, RFC 8620 section 2. */
const SESSION_SHAPE = v.object({
  capabilities: v.record(v.string(), v.unknown()),
  accounts: v.record(v.string(), v.looseObject({ isReadOnly: v.optional(v.boolean()) })),
  primaryAccounts: v.record(v.string(), ID_SHAPE),
  apiUrl: v.pipe(v.string(), v.maxLength(2_000)),
  downloadUrl: v.pipe(v.string(), v.maxLength(2_000)),
});

const LIMITS_SHAPE = v.object({
  maxObjectsInGet: v.optional(v.pipe(v.number(), v.minValue(1)), 100),
});

export interface JmapSession {
  accountId: string;
  api: URL;
  /** Template, RFC 8620 section 6.2; relative to `base`. */
  download: string;
  /** Address of the session. */
  base: string;
  /** Most objects of one Email/get. */
  objects: number;
  mayWrite: boolean;
}

/**
 * Finds and reads the session: at the address that was typed, or where `/.well-known/jmap` of its host leads
 * (RFC 8620 section 2.2). Where redirects lead is found out without the key.
 */
export async function openSession(
  settings: SourceSettings,
  tools: SourceTools,
): Promise<SourceResult<JmapSession>> {
  const typed = typedAddress(settings.url);
  if (!typed.ok) return typed;
  const first = typed.value.pathname === '/' ? new URL('/.well-known/jmap', typed.value) : typed.value;
  const direct = await readSession(first, settings, tools);
  if (direct.ok || direct.problem.code !== 'redirect-loop') return direct;
  const led = await tools.gateway.request(
    first.href,
    { follow: true },
    { purpose: 'source-sign-in', name: first.host },
  );
  if (led.kind !== 'response') return await noAnswer(tools, first, led);
  // its status does not matter: without the key it may well refuse
  if (!led.url) return direct;
  const there = answeredAddress(led.url, first.href, settings);
  return there.ok ? await readSession(there.value, settings, tools) : there;
}

async function readSession(
  url: URL,
  settings: SourceSettings,
  tools: SourceTools,
): Promise<SourceResult<JmapSession>> {
  const headers = { ...authorization(settings.user, tools.key), accept: 'application/json' };
  const answer = await ask(tools, url, { headers }, 'source-sign-in');
  if (!answer.ok) return answer;
  const read = v.safeParse(SESSION_SHAPE, parsed(new TextDecoder().decode(answer.value.body)));
  if (!read.success) return refused('unreadable-answer', url.host);
  const { capabilities, accounts, primaryAccounts, apiUrl, downloadUrl } = read.output;
  const accountId = Object.hasOwn(primaryAccounts, MAIL) ? primaryAccounts[MAIL]! : null;
  if (accountId === null) return refused('no-mail-account', url.host);
  const api = answeredAddress(apiUrl, url.href, settings);
  if (!api.ok) return api;
  // Whether messages may be fetched is known at set-up, not at the first message.
  const sample = downloadAddress({ download: downloadUrl, base: url.href, accountId }, 'b', settings);
  if (!sample.ok) return sample;
  const limits = v.safeParse(LIMITS_SHAPE, Object.hasOwn(capabilities, CORE) ? capabilities[CORE] : {});
  const account = Object.hasOwn(accounts, accountId) ? accounts[accountId] : undefined;
  return {
    ok: true,
    value: {
      accountId,
      api: api.value,
      download: downloadUrl,
      base: url.href,
      objects: Math.floor(limits.success ? limits.output.maxObjectsInGet : 100),
      mayWrite: account?.isReadOnly !== true,
    },
  };
}

/** The address of a blob: the template filled in, whatever variables it has (RFC 6570 level 1). */
export function downloadAddress(
  session: Pick<JmapSession, 'download' | 'base' | 'accountId'>,
  blobId: string,
  settings: SourceSettings,
): SourceResult<URL> {
  const values: Record<string, string> = {
    accountId: session.accountId,
    blobId,
    name: 'message.eml',
    type: 'application/octet-stream',
  };
  const filled = session.download.replace(/\{(\w{1,30})\}/g, (_, name: string) =>
    encodeURIComponent(Object.hasOwn(values, name) ? values[name]! : ''),
  );
  return answeredAddress(filled, session.base, settings);
}

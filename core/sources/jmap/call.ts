import * as v from 'valibot';
import type { SourceResult, SourceSettings } from '../../model/source.ts';
import { ask, authorization, parsed } from '../http/ask.ts';
import { refused, type SourceTools } from '../source.ts';
import { type JmapSession, MAIL } from './session.ts';

const RESPONSES_SHAPE = v.object({
  methodResponses: v.array(v.tuple([v.string(), v.unknown(), v.string()])),
});

const ERROR_SHAPE = v.object({ type: v.string(), description: v.optional(v.nullable(v.string())) });

/** What one method answered; `error` is the type of a method-level error, RFC 8620 section 3.6.2. */
export type MethodAnswer = { error: null; value: unknown } | { error: string; value: null };

/** Calls one method. Only methods that read are ever called. */
export async function callMethod(
  session: JmapSession,
  settings: SourceSettings,
  tools: SourceTools,
  name: 'Mailbox/get' | 'Email/query' | 'Email/get' | 'Email/changes',
  args: Record<string, unknown>,
): Promise<SourceResult<MethodAnswer>> {
  const body = {
    using: ['urn:ietf:params:jmap:core', MAIL],
    methodCalls: [[name, { accountId: session.accountId, ...args }, '0']],
  };
  const headers = {
    ...authorization(settings.user, tools.key),
    accept: 'application/json',
    'content-type': 'application/json',
  };
  const answer = await ask(
    tools,
    session.api,
    { method: 'POST', headers, body: JSON.stringify(body) },
    'source-list',
  );
  if (!answer.ok) return answer;
  const read = v.safeParse(RESPONSES_SHAPE, parsed(new TextDecoder().decode(answer.value.body)));
  const [called, value] = (read.success ? read.output.methodResponses[0] : undefined) ?? ['', null];
  if (called === name) return { ok: true, value: { error: null, value } };
  const error = called === 'error' ? v.safeParse(ERROR_SHAPE, value) : null;
  if (error?.success) return { ok: true, value: { error: error.output.type, value: null } };
  return refused('unreadable-answer', session.api.host);
}

/** The answer in its shape; a method-level error or another shape is a problem. */
export function shaped<T>(
  answer: SourceResult<MethodAnswer>,
  shape: v.GenericSchema<unknown, T>,
  host: string,
): SourceResult<T> {
  if (!answer.ok) return answer;
  const { error, value } = answer.value;
  if (error !== null) return refused(PROBLEMS[error] ?? 'refused', `${host}: ${error}`);
  const read = v.safeParse(shape, value);
  return read.success ? { ok: true, value: read.output } : refused('unreadable-answer', host);
}

const PROBLEMS: Partial<Record<string, 'server-error' | 'forbidden'>> = {
  serverUnavailable: 'server-error',
  serverFail: 'server-error',
  serverPartialFail: 'server-error',
  forbidden: 'forbidden',
  accountNotFound: 'forbidden',
};

import { mayHoldReport } from '../../lib/report-name.ts';
import { subjectAsName } from '../../lib/subject-as-name.ts';
import type { SourceResult, SourceSettings } from '../../model/source.ts';
import type { SourceItem, SourceTools } from '../source.ts';
import { callMethod, shaped } from './call.ts';
import type { JmapSession } from './session.ts';
import {
  ATTACHMENT_PROPERTIES,
  BARE_PROPERTIES,
  EMAIL_PROPERTIES,
  EMAILS_SHAPE,
  type JmapEmail,
} from './shapes.ts';

/**
 * What the list tells of messages, by id; those that are gone are missing. An answer that is too large is asked for
 * in halves: a single message may say of itself what it likes.
 */
export async function getMessages(
  session: JmapSession,
  settings: SourceSettings,
  tools: SourceTools,
  ids: readonly string[],
  properties: readonly string[] = EMAIL_PROPERTIES,
): Promise<SourceResult<Map<string, JmapEmail>>> {
  const answer = await callMethod(session, settings, tools, 'Email/get', {
    ids,
    properties,
    bodyProperties: ATTACHMENT_PROPERTIES,
  });
  if (!answer.ok && answer.problem.code === 'too-large') {
    if (ids.length === 1 && properties === EMAIL_PROPERTIES)
      return await getMessages(session, settings, tools, ids, BARE_PROPERTIES);
    if (ids.length === 1) return answer;
    const half = Math.ceil(ids.length / 2);
    const found = new Map<string, JmapEmail>();
    for (const part of [ids.slice(0, half), ids.slice(half)]) {
      const got = await getMessages(session, settings, tools, part, properties);
      if (!got.ok) return got;
      for (const [id, message] of got.value) found.set(id, message);
    }
    return { ok: true, value: found };
  }
  const emails = shaped(answer, EMAILS_SHAPE, session.api.host);
  if (!emails.ok) return emails;
  return { ok: true, value: new Map(emails.value.list.map((message) => [message.id, message])) };
}

/** An item of the listing. It is named by its blob: RFC 8620 section 6 has the same bytes under that name always. */
export function itemOf(message: JmapEmail, cursor: string): SourceItem {
  const { blobId, subject, from, size, hasAttachment, attachments } = message;
  const type = (message['header:Content-Type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();
  const held = attachments?.some((it) => mayHoldReport(it.name ?? '', (it.type ?? '').toLowerCase())) ?? null;
  return {
    kind: 'item',
    id: blobId,
    name: `${subjectAsName(subject ?? '')} ${message.id.slice(-20)}.eml`,
    // Cyrus says `hasAttachment` only of messages that came by JMAP, so the attachments themselves are looked at.
    hints: {
      subject: subject ?? '',
      from: from?.[0]?.email ?? '',
      type,
      attachments: held ?? hasAttachment,
      size,
    },
    bytes: size,
    cursor,
  };
}

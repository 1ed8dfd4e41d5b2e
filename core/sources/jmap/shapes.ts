import * as v from 'valibot';

/** Names of things at a server: RFC 8620 section 1.2 has at most 255 bytes. */
export const ID_SHAPE = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(255),
  // half a character is none, and could be put in no address
  v.check((it) => !/\p{Surrogate}/u.test(it)),
);
const id = ID_SHAPE;
const ids = v.pipe(v.array(id), v.maxLength(10_000));
/** A server may name no more than were asked for, section 5.2; each is part of many marks. */
const changed = v.pipe(v.array(id), v.maxLength(1_000));
const text = v.nullish(v.string(), null);
const count = v.pipe(v.number(), v.minValue(0));

export const MAILBOXES_SHAPE = v.object({
  list: v.pipe(
    v.array(
      v.object({
        id,
        name: v.string(),
        role: text,
        parentId: v.nullish(id, null),
        totalEmails: v.optional(count, 0),
      }),
    ),
    v.maxLength(10_000),
  ),
});

export const STATE_SHAPE = v.object({ state: v.pipe(v.string(), v.maxLength(1_000)) });

export const QUERY_SHAPE = v.object({ ids, total: v.optional(count) });

export const CHANGES_SHAPE = v.object({
  newState: v.pipe(v.string(), v.maxLength(1_000)),
  hasMoreChanges: v.boolean(),
  created: changed,
  updated: changed,
});

/** What is read of a message, RFC 8621 section 4.1. */
export const EMAIL_PROPERTIES = [
  ...['id', 'blobId', 'mailboxIds', 'receivedAt', 'size', 'subject', 'from', 'hasAttachment', 'attachments'],
  'header:Content-Type',
];
/** Where a message says too much of itself: what has a bounded length. */
export const BARE_PROPERTIES = ['id', 'blobId', 'mailboxIds', 'receivedAt', 'size'];
export const ATTACHMENT_PROPERTIES = ['name', 'type'];

export const EMAILS_SHAPE = v.object({
  list: v.array(
    v.object({
      id,
      blobId: id,
      mailboxIds: v.record(v.string(), v.boolean()),
      receivedAt: text,
      size: v.nullish(count, null),
      subject: text,
      from: v.nullish(v.array(v.object({ email: text })), null),
      hasAttachment: v.nullish(v.boolean(), null),
      attachments: v.nullish(v.array(v.object({ name: text, type: text })), null),
      'header:Content-Type': text,
    }),
  ),
});

export type JmapEmail = v.InferOutput<typeof EMAILS_SHAPE>['list'][number];

/** Where a look goes on. `rest`: messages named by the changes up to `state` that are still to come. */
export const CURSOR_SHAPE = v.variant('at', [
  v.object({
    at: v.literal('query'),
    state: v.string(),
    anchor: v.nullable(id),
    before: v.nullable(v.string()),
  }),
  v.object({ at: v.literal('changes'), state: v.string(), rest: ids }),
]);

export type JmapCursor = v.InferOutput<typeof CURSOR_SHAPE>;

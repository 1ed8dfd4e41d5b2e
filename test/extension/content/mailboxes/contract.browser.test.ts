/**
 * The contract of every adapter that reads folders, on a page and answers of its webmail's shape. Each holds a
 * folder of two pages; the first lists a report, a mail without one, and a row that is not to be believed.
 */
import { describe, expect, test } from 'vitest';
import type { FetchText } from '../../../../extension/content/mailbox.ts';
import { MAILBOXES } from '../../../../extension/content/mailboxes/registry.ts';
import { WEBMAILS } from '../../../../extension/content/webmails/registry.ts';

interface Fixture {
  address: string;
  page: string;
  cookie?: string;
  /** The page on which nobody is signed in, or its address. */
  signInPage?: string;
  signInAddress?: string;
  answers: { when: string; body?: string; type: string; text: string }[];
  signedOut: { type: string; text: string };
  place: { account: string; folder: string; name: string };
  pages: number;
  total: number;
  messages: unknown[];
  /** Uids of the second page. */
  second: string[];
  source: string;
}

const FIXTURES = import.meta.glob<Fixture>('../../../fixtures/mailboxes/*.json', {
  import: 'default',
  eager: true,
});

describe.each(MAILBOXES.map((mailbox) => [mailbox.id, mailbox] as const))('%s', (id, mailbox) => {
  const fixture = FIXTURES[`../../../fixtures/mailboxes/${id}.json`]!;
  const here = (page = fixture.page, address = fixture.address) => {
    const document = new DOMParser().parseFromString(page, 'text/html');
    if (fixture.cookie) Object.defineProperty(document, 'cookie', { value: fixture.cookie });
    const { href, origin, pathname, search, hash, hostname, protocol } = new URL(address);
    return { document, location: { href, origin, pathname, search, hash, hostname, protocol } as Location };
  };
  const asked: string[] = [];
  const fetchText: FetchText = async (url, request) => {
    asked.push(url);
    const found = fixture.answers.find(
      (it) => url.includes(it.when) && (!it.body || request?.body?.startsWith(it.body)),
    );
    return found ?? { problem: 'unreachable' };
  };
  const { folder } = fixture.place;

  test('belongs to a webmail whose attachments are read, too', () => {
    expect(fixture, `add test/fixtures/mailboxes/${id}.json`).toBeDefined();
    const { document, location } = here();
    expect(WEBMAILS.find((it) => it.recognises(document, location))?.id).toBe(id);
  });

  test('tells the folder that the page shows, and none where nobody is signed in', () => {
    const { document, location } = here();
    expect(mailbox.place(document, location)).toEqual(fixture.place);
    const out = here(fixture.signInPage ?? fixture.page, fixture.signInAddress ?? fixture.address);
    expect(mailbox.place(out.document, out.location)).toBeNull();
  });

  test('reads its list page by page, and believes no row that names no message of this folder', async () => {
    const first = await mailbox.page(folder, 1, { ...here(), fetchText });
    expect(first).toEqual({ messages: fixture.messages, pages: fixture.pages, total: fixture.total });
    const second = await mailbox.page(folder, 2, { ...here(), fetchText });
    expect('messages' in second && second.messages.map((it) => it.uid)).toEqual(fixture.second);
  });

  test('a page to sign in reads as such, anything else as no answer', async () => {
    const signedOut: FetchText = async () => fixture.signedOut;
    expect(await mailbox.page(folder, 1, { ...here(), fetchText: signedOut })).toEqual({
      problem: 'sign-in',
    });
    for (const text of ['', '[]', '{"uids":7}', '{"exec":{}}', '{"env":null}', 'null', '"x"', 'no JSON']) {
      const fetchText: FetchText = async () => ({ text, type: 'application/json' });
      const got = await mailbox.page(folder, 1, { ...here(), fetchText });
      expect(got, text).toEqual({ problem: 'unreachable' });
    }
    const fetchText: FetchText = async () => ({ problem: 'too-large' });
    expect(await mailbox.page(folder, 1, { ...here(), fetchText })).toEqual({ problem: 'too-large' });
  });

  test('a message’s source lies at the page’s own origin, and a uid is a number', () => {
    const source = (uid: string, of = folder) => mailbox.source(of, uid, here());
    expect(source(uidOf(fixture))?.url).toBe(fixture.source);
    for (const uid of ['', '1/../2', '1&_action=delete', '-1', '1e3', '9'.repeat(30)])
      expect(source(uid)).toBeNull();
    const { origin } = here().location;
    for (const url of [...asked, source('1', 'https://evil.example/')?.url, source('1', '../../..')?.url])
      expect(new URL(url ?? '').origin).toBe(origin);
  });
});

const uidOf = ({ messages }: Fixture): string => (messages[0] as { uid: string }).uid;

/**
 * The contract of every webmail adapter, on a page of its shape. Each page shows the same three reports from
 * the same mail, and a PDF; what a webmail cannot tell is said here.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { isReportSubject, mayHoldReport } from '../../../../core/lib/report-name.ts';
import type { Attachment, Webmail } from '../../../../extension/content/webmail.ts';
import { WEBMAILS } from '../../../../extension/content/webmails/registry.ts';

const PAGES = import.meta.glob<string>('../../../fixtures/webmails/*.html', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const NAMES = [
  'cable.example!shop.example!1772409600!1772495999.zip',
  'fibre.example!shop.example!1772409600!1772495999!unique1.xml.gz',
  'portal.example!news.shop.example!1772409600!1772495999.xml.gz',
];

/** A link to another origin and a label without a link: their bytes are not to be had. */
const EXTRA = ['x!y!1772409600!1772495999.zip', 'label.example!shop.example!1772409600!1772495999.zip'];

/** Where each page stands, and how its bytes come. */
const PLACES: Record<
  string,
  { address: string; by: Attachment['source']['by']; mail: boolean; rows: boolean }
> = {
  roundcube: {
    address: 'https://mail.shop.example/?_task=mail&_mbox=INBOX&_uid=5',
    by: 'page',
    mail: true,
    rows: true,
  },
  sogo: {
    address: 'https://mail.shop.example/SOGo/so/dmarc@shop.example/Mail/view',
    by: 'page',
    mail: true,
    rows: true,
  },
  gmail: { address: 'https://mail.google.com/mail/u/0/', by: 'background', mail: true, rows: true },
  outlook: { address: 'https://outlook.office.com/mail/', by: 'user', mail: true, rows: true },
  generic: { address: 'https://other.shop.example/mail', by: 'page', mail: false, rows: false },
};

describe.each(WEBMAILS.map((webmail) => [webmail.id, webmail] as const))('%s', (id, webmail: Webmail) => {
  const place = PLACES[id];
  let found: Attachment[];
  let page: Document;
  const location = { ...locationOf(place?.address ?? 'https://nowhere.example/') } as Location;

  beforeAll(() => {
    expect(place, `say in PLACES where ${id}'s page stands`).toBeDefined();
    const source = PAGES[`../../../fixtures/webmails/${id}.html`];
    expect(source, `add test/fixtures/webmails/${id}.html`).toBeDefined();
    // a real page, since some adapters ask what is drawn
    document.body.replaceChildren(...new DOMParser().parseFromString(source!, 'text/html').body.children);
    page = document;
    found = webmail.attachments(page, location).filter((it) => mayHoldReport(it.name, it.type));
  });

  test('recognises its page, and comes first among those that do', () => {
    expect(webmail.recognises(page, location)).toBe(true);
    expect(WEBMAILS.find((it) => it.recognises(page, location))?.id).toBe(id);
  });

  test('finds every report by its full name, and not the PDF', () => {
    const names = found.map((it) => it.name);
    // the generic page holds two more that only their names tell of
    expect(names.filter((name) => !EXTRA.includes(name))).toEqual(NAMES);
  });

  test('keys tell attachments apart and stay the same when the page is read again', () => {
    const keys = found.map((it) => it.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(
      webmail
        .attachments(page, location)
        .filter((it) => mayHoldReport(it.name, it.type))
        .map((it) => it.key),
    ).toEqual(keys);
  });

  test('bytes come only from the page itself or from hosts that the adapter names', () => {
    for (const { name, source } of found) {
      if (EXTRA.includes(name)) expect(source.by).toBe('user');
      else expect(source.by).toBe(place!.by);
      if (source.by === 'page') expect(new URL(source.url, location.href).origin).toBe(location.origin);
      if (source.by === 'background') expect(webmail.otherHosts).toContain(new URL(source.url).hostname);
    }
  });

  test('a mark goes into the page once, after its attachment, and marks keep their order', () => {
    const marks = found.map((attachment) => {
      const mark = document.createElement('div');
      mark.setAttribute('data-rualens', 'report');
      webmail.place(attachment, mark);
      return mark;
    });
    marks.forEach((mark, i) => {
      expect(mark.isConnected, found[i]!.name).toBe(true);
      expect(found[i]!.element.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
      const before = marks[i - 1];
      if (before)
        expect(before.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    });
    // its own marks are no attachments
    expect(webmail.attachments(page, location).length).toBeGreaterThanOrEqual(found.length);
    for (const mark of marks) mark.remove();
  });

  test('tells the domain of the mail, where the page shows it', () => {
    expect(webmail.mailDomain(page, found[0]!)).toBe(place!.mail ? 'cable.example' : '');
  });

  test('tells rows of the list, and which of them carry a report', () => {
    const carrying = webmail.rows(page).map((row) => isReportSubject(row.subject));
    expect(carrying).toEqual(place!.rows ? [true, false] : []);
  });
});

function locationOf(
  address: string,
): Pick<Location, 'href' | 'origin' | 'protocol' | 'hostname' | 'pathname' | 'search'> {
  const { href, origin, protocol, hostname, pathname, search } = new URL(address);
  return { href, origin, protocol, hostname, pathname, search };
}

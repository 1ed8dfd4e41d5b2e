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
  { address: string; by: Attachment['source']['by']; mail: boolean; rows: unknown[] }
> = {
  roundcube: {
    address: 'https://mail.shop.example/?_task=mail&_mbox=INBOX&_uid=5',
    by: 'page',
    mail: true,
    rows: [true, false],
  },
  sogo: {
    address: 'https://mail.shop.example/SOGo/so/dmarc@shop.example/Mail/view',
    by: 'page',
    mail: true,
    rows: [true, false],
  },
  gmail: { address: 'https://mail.google.com/mail/u/0/', by: 'background', mail: true, rows: [true, false] },
  outlook: { address: 'https://outlook.office.com/mail/', by: 'user', mail: true, rows: [true, false] },
  horde: {
    address: 'https://mail.shop.example/imp/dynamic.php?page=mailbox',
    by: 'click',
    mail: false,
    rows: [true, false],
  },
  generic: { address: 'https://other.shop.example/mail', by: 'click', mail: false, rows: [true] },
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
      if (source.by === 'click') expect(new URL(source.address() ?? '').origin).toBe(location.origin);
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

  describe('with a body that forges what the webmail draws', () => {
    const names = () => webmail.attachments(page, location).map((it) => it.name);
    const FORGED = 'forged.example';
    /** The page's own markup under another name: whoever writes a mail can write that. */
    const forgery = () => page.body.innerHTML.replaceAll(/(cable|fibre|portal|label)\.example/g, FORGED);

    test.each([
      ['as it is', (markup: string) => markup],
      ['within a body of its own', (markup: string) => `<div class="msg-body"><div>${markup}</div></div>`],
      ['behind tags that close what is open', (markup: string) => `</div></div></td></table>${markup}`],
      ['with a base', (markup: string) => `<base href="https://evil.example/">${markup}`],
    ])('%s: no attachment and no row comes of it', (_, forge) => {
      const before = { names: names(), rows: webmail.rows(page).length };
      const bodies = [...page.querySelectorAll(webmail.bodies)];
      expect(bodies.length, 'the fixture needs a body').toBeGreaterThan(0);
      const markup = forge(forgery());
      const forged = bodies.map((body) => {
        const holder = page.createElement('div');
        holder.innerHTML = markup;
        body.append(holder);
        return holder;
      });
      try {
        expect(forged.some((it) => it.textContent!.includes(FORGED) || it.innerHTML.includes(FORGED))).toBe(
          true,
        );
        expect({ names: names(), rows: webmail.rows(page).length }).toEqual(before);
        expect(webmail.mailDomain(page, found[0]!)).toBe(place!.mail ? 'cable.example' : '');
      } finally {
        for (const each of forged) each.remove();
      }
    });

    test('an address that does more than give a file is none of an attachment', () => {
      const links = [...page.querySelectorAll<HTMLElement>('a[href], [download_url]')].filter(
        (it) => !it.closest(webmail.bodies),
      );
      const kept = links.map((it) => [it, it.getAttribute('href'), it.getAttribute('download_url')] as const);
      for (const it of links) {
        it.setAttribute('href', 'https://evil.example/x!y!1772409600!1772495999.zip');
        if (it.hasAttribute('download_url'))
          it.setAttribute('download_url', 'application/zip:x:https://evil.example/');
      }
      const fetched = webmail.attachments(page, location).filter((it) => it.source.by !== 'user');
      expect(fetched).toEqual([]);
      for (const [it, href, dragged] of kept) {
        if (href === null) it.removeAttribute('href');
        else it.setAttribute('href', href);
        if (dragged !== null) it.setAttribute('download_url', dragged);
      }
    });
  });

  test('what is not drawn does not count', () => {
    const { display } = page.body.style;
    page.body.style.display = 'none';
    expect(webmail.attachments(page, location)).toEqual([]);
    page.body.style.display = display;
  });

  test('tells the domain of the mail, where the page shows it', () => {
    expect(webmail.mailDomain(page, found[0]!)).toBe(place!.mail ? 'cable.example' : '');
  });

  test('tells rows of the list, and which of them carry a report', () => {
    const carrying = webmail.rows(page).map((row) => isReportSubject(row.subject));
    expect(carrying).toEqual(place!.rows);
  });
});

function locationOf(
  address: string,
): Pick<Location, 'href' | 'origin' | 'protocol' | 'hostname' | 'pathname' | 'search'> {
  const { href, origin, protocol, hostname, pathname, search } = new URL(address);
  return { href, origin, protocol, hostname, pathname, search };
}

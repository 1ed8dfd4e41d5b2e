/** Pages of webmails that have no adapter of their own, in small: what each once made the generic adapter do wrong. */
import { afterEach, expect, test } from 'vitest';
import { generic } from '../../../../extension/content/webmails/generic.ts';

const NAME = 'cable.example!shop.example!1772409600!1772495999.zip';
const ENCODED = NAME.replaceAll('!', '%21');
const root = document.createElement('div');
document.body.append(root);
afterEach(() => root.replaceChildren());

function found(markup: string) {
  root.innerHTML = markup;
  return generic.attachments(document, location).map(({ name, source, element }) => ({
    ...{ name, by: source.by, element },
    address: source.by === 'click' ? source.address() : null,
  }));
}

test.each<[string, string]>([
  [
    'a list whose links have the subject as their title',
    `<table><tr><td><input type="checkbox"></td><td><a href="/read_body.php?uid=7" title="Report Domain: shop.example ${NAME}">${NAME}</a></td></tr></table>`,
  ],
  [
    'a row with a title and some link in it, which may be an action',
    `<div class="message-row" title="${NAME}"><a href="/delete?uid=7">x</a></div>`,
  ],
  [
    'a subject in a virtual list',
    `<div class="vpRow"><div class="msgSubject" title="${NAME}">${NAME}</div><a href="/view?uid=7">open</a></div>`,
  ],
  ['a title on a link that leads to a page', `<a href="/view?uid=7" title="${NAME}">Report</a>`],
  [
    'a link in a message’s body',
    `<div class="message-body"><a href="/dl/${ENCODED}" title="${NAME}">r</a></div>`,
  ],
  [
    'a link of a body that the webmail sends on by itself',
    `<div class="messagetext"><a href="/?redirect=https%3A%2F%2Fevil.example%2F${ENCODED}">r</a></div>`,
  ],
  [
    'an attachment of an earlier message, hidden',
    `<div hidden><a href="/dl/1" download="${NAME}">r</a></div>`,
  ],
])('%s: nothing is an attachment', (_, markup) => {
  expect(found(markup)).toEqual([]);
});

test('of two links to the same file the one that is drawn counts, and one mark is enough for both', () => {
  const shown = found(
    `<div style="display: none"><a href="/dl?part=2" download="${NAME}">r</a></div>
     <ul><li><a id="view" href="/view?part=2#${ENCODED}">View</a> <a id="dl" href="/dl?part=2" download="${NAME}">r</a></li></ul>`,
  );
  expect(shown.map(({ name, element }) => [name, element.id])).toEqual([[NAME, 'dl']]);
  expect(shown[0]!.address).toContain('/dl?part=2');
});

test.each<[string, string]>([
  [
    'in a table of attachments',
    `<table><tr><td>${NAME}</td><td><a href="/src/download.php?id=2">Download</a></td></tr></table>`,
  ],
  [
    'in a span beside a link',
    `<p><span>${NAME}</span> <a href="/webmail?form=fetch&amp;download=1">get</a></p>`,
  ],
  [
    'in a cell, with a script’s address',
    `<table><tr><td>${NAME}</td><td><a href="#" data-src="/?page=message&amp;part=2&amp;download=1">x</a></td></tr></table>`,
  ],
])('a name that stands %s is found, and read on a click only', (_, markup) => {
  expect(found(markup)).toMatchObject([{ name: NAME, by: 'click' }]);
});

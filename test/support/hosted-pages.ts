/** The pages of `hosted-webmail.ts`: scripts that draw, load and draw again as single-page webmails do. */

/**
 * Gmail: a list, a conversation that was looked at before and lies hidden in the page, and an open one whose cards
 * load in three steps. `window.step()` takes the next one; `window.redraw()` makes the open message anew.
 */
export function gmailPage(names: readonly string[], host: string): string {
  return `<!doctype html><html lang="en"><title>Inbox</title><body>
<table><tbody id="list"></tbody></table>
<div class="nH" style="display:none"><div class="adn" data-legacy-message-id="old"><span class="gD" email="old@old.example"></span>
<div class="hq gt"><div class="aQH"><span class="aZo" download_url="application/zip:old.example!shop.example!1772409600!1772495999.zip:https://${host}/mail/u/0/?view=att&amp;th=old&amp;attid=0.9&amp;disp=safe&amp;zw"></span></div></div></div></div>
<div class="nH" id="open"></div>
<script>
const names = ${JSON.stringify(names)};
let stage = 0;
const make = (html) => { const t = document.createElement('template'); t.innerHTML = html; return t.content; };
const url = (i) => 'https://${host}/mail/u/0/?ui=2&ik=k&view=att&th=abc&attid=0.' + (i + 1) + '&disp=safe&realattid=f_' + i + '&zw';
const esc = (s) => s.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
function card(name, i) {
  if (stage === 0) return '<span class="aZo"><div class="aQy aUQ"></div></span>';
  const label = '<span class="aV3 a6U">' + name + '</span>';
  if (stage === 1) return '<span class="aZo N5jrZb"><a class="aQy e" role="link">' + label + '<span>Scanning for viruses...</span></a></span>';
  return '<span class="aZo N5jrZb" draggable="true" download_url="' + esc('application/x-gzip:' + encodeURIComponent(name) + ':' + url(i)) + '"><a class="aQy e" role="link">' + label + '</a><div class="aQw"><div role="button" class="aQv" data-tooltip="Download"></div></div></span>';
}
window.redraw = () => document.getElementById('open').replaceChildren(make('<div class="adn ads" data-legacy-message-id="abc"><span class="gD" email="dmarc@cable.example">Cable</span><div class="ii gt"><div class="a3s">Two.</div></div><div class="hq gt"><div class="aQH">' + names.map(card).join('') + '</div></div></div>'));
window.step = () => { stage += 1; const area = document.querySelector('#open .aQH'); area.replaceChildren(make(names.map(card).join(''))); };
window.redraw();
const subjects = ['Report domain: shop.example Submitter: cable.example Report-ID: 1', 'Lunch on Friday?'];
document.getElementById('list').append(...subjects.map((s) => { const tr = document.createElement('tr'); tr.className = 'zA'; tr.innerHTML = '<td><div class="y6"><span class="bog">' + s + '</span></div></td>'; return tr; }));
</script></body></html>`;
}

/**
 * Outlook on the web: a virtual list that uses its rows again for other messages, and a reading pane without any
 * address of an attachment. `window.scrollList()` shows the next messages in the same rows; `window.redraw()` makes
 * the reading pane anew.
 */
export function outlookPage(name: string): string {
  return `<!doctype html><html lang="en"><title>Mail</title><body>
<div role="listbox" aria-label="Message list" id="list"></div>
<div id="ReadingPaneContainerId" role="main" aria-label="Reading Pane"></div>
<script>
const messages = ['Unread Has attachments Report domain: shop.example Submitter: cable.example', 'Lunch on Friday?', 'Agenda', 'Report domain: shop.example Submitter: fibre.example'];
const rows = [0, 1].map((i) => { const row = document.createElement('div'); row.setAttribute('role', 'option'); row.dataset.convid = 'c' + i; row.tabIndex = 0; const text = document.createElement('span'); text.append(''); row.append(text); return row; });
let first = 0;
// as React does: the element stays, its attributes and its text node change
const fill = () => rows.forEach((row, i) => { const m = messages[first + i]; row.setAttribute('aria-label', m); row.querySelector('span:last-child').firstChild.nodeValue = m.slice(-60); });
document.getElementById('list').append(...rows); fill();
window.scrollList = () => { first = (first + 2) % 4; fill(); };
window.redraw = () => { document.getElementById('ReadingPaneContainerId').innerHTML = '<span title="dmarc@cable.example">Cable</span><div id="UniqueMessageBody_ATTACHMENTS"><div role="listbox" aria-label="file attachments"><div role="option" aria-label=${JSON.stringify(`${name} Open 888 bytes`)} tabindex="0"><button type="button" aria-label="More actions">v</button></div><div role="option" aria-label="notes.pdf Open 14 bytes" tabindex="-1"></div></div></div><div role="document" aria-label="Message body">One.</div>'; };
window.redraw();
</script></body></html>`;
}

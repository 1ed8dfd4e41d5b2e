/**
 * A mark: what Rualens says of one report, beside its attachment. A plain div with a closed shadow root; its
 * figures stand as attributes on the div. Only clicks that a person made count.
 */

import type { ReportName } from '../../../core/lib/report-name.ts';
import type { MarkReport, MarkState } from '../../messages/protocol.ts';
import { formatCount, formatPeriod, formatShare } from '../../texts/format.ts';
import type { MarkTexts } from '../../texts/mark-texts.ts';
import { element } from './element.ts';
import { filePicker, takeDrops } from './file-picker.ts';
import { panelOf } from './mark-panel.ts';
import { MARK_STYLE } from './mark-style.ts';
import { isDark } from './page-look.ts';
import { PICTURES, picture } from './pictures.ts';
import { shown } from './shown.ts';

export interface MarkActions {
  import(): void;
  open(id: string): void;
  ignore(id: string, sender: string): void;
  retry(): void;
  /** The user's own download of the attachment, chosen or dropped here. */
  takeFile(file: File): void;
  /** Has the app page fetch what is too large for here. */
  importLarge(): void;
  /** The app page, which takes files of any size. */
  openFiles(): void;
}

/** What a mark shows. `named` is what the file name alone tells, where the page does not hand over the bytes. */
export type MarkContent =
  | { kind: 'reading'; name: ReportName | null }
  | { kind: 'report'; report: MarkReport; importing: boolean }
  | { kind: 'named'; name: ReportName }
  | { kind: 'problem'; sentence: string; act: 'retry' | 'files' | 'large' | null };

export interface Mark {
  host: HTMLElement;
  show(content: MarkContent): void;
  /** Follows the page's light or dark look; call after the host was placed. */
  look(): void;
}

/** Opened in test builds only, so that tests can look inside. */
const MODE: ShadowRootMode = import.meta.env.VITE_OPEN_SHADOW ? 'open' : 'closed';

export function createMark(texts: MarkTexts, actions: MarkActions): Mark {
  const host = shown(element('div', { 'data-rualens': 'report' }));
  const root = host.attachShadow({ mode: MODE });
  addStyle(root);
  const box = element('div', { class: 'mark', role: 'group', 'aria-label': 'Rualens', lang: texts.language });
  root.append(box);
  let open = false;
  let content: MarkContent = { kind: 'reading', name: null };

  const draw = () => {
    const hadFocus = root.activeElement?.getAttribute('data-focus') ?? '';
    box.replaceChildren(...parts());
    if (hadFocus) box.querySelector<HTMLElement>(`[data-focus="${hadFocus}"]`)?.focus();
  };
  const parts = (): Node[] => {
    if (content.kind === 'reading') return [readingRow(content.name, texts)];
    if (content.kind === 'problem')
      return [
        row(
          line(picture(PICTURES.warning, 'warn'), element('span', {}, content.sentence)),
          content.act === 'retry' && button('act', texts.retry, 'retry', () => actions.retry()),
          content.act === 'large' && button('act', texts.importLarge, 'large', () => actions.importLarge()),
          content.act === 'files' && button('act', texts.openApp, 'files', () => actions.openFiles()),
        ),
      ];
    if (content.kind === 'named') {
      const picker = filePicker((file) => actions.takeFile(file));
      return [
        row(
          line(...namedFacts(content.name, texts), soft(texts.byName)),
          button('act', texts.openFile, 'files', () => picker.click()),
          picker,
        ),
      ];
    }
    const { report, importing } = content;
    const toggle = button('summary', '', 'toggle', () => {
      open = !open;
      draw();
    });
    toggle.setAttribute('aria-expanded', String(open));
    toggle.title = texts.details;
    toggle.append(...facts(report, texts), picture(PICTURES.turn, 'turn'));
    const side = report.stored
      ? element('span', { class: 'state' }, picture(PICTURES.stored, 'good'), texts.stored)
      : button('act', importing ? texts.importing : texts.import, 'import', () => actions.import());
    if (importing) side.setAttribute('disabled', '');
    return [
      row(toggle, (!open || report.stored) && side),
      ...(open ? [panelOf(report, texts, actions, button)] : []),
    ];
  };

  takeDrops(box, () => content.kind === 'named', actions.takeFile);
  return {
    host,
    show(next) {
      content = next;
      label(host, next);
      draw();
    },
    look: () => box.classList.toggle('dark', isDark(host.parentElement ?? host)),
  };
}

function addStyle(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(MARK_STYLE);
    root.adoptedStyleSheets = [sheet];
    if (root.adoptedStyleSheets.length === 1) return;
  } catch {
    // Firefox before 128 refuses sheets made in a content script
  }
  root.append(element('style', {}, MARK_STYLE));
}

/** The figures as attributes, for tests and for other tools of the user. */
function label(host: HTMLElement, content: MarkContent): void {
  const values: Record<string, string | null> = {
    'data-state': stateOf(content),
    'data-reporter': null,
    'data-domain': null,
    'data-messages': null,
    'data-passed': null,
    'data-records': null,
    'data-not-in-spf': null,
    'data-strange': null,
  };
  if (content.kind === 'report') {
    values['data-reporter'] = content.report.reporter;
    values['data-domain'] = content.report.domain;
    values['data-messages'] = String(content.report.messages);
    values['data-passed'] = String(content.report.passed);
    values['data-records'] = String(content.report.records);
    values['data-not-in-spf'] = content.report.notInSpf === null ? null : String(content.report.notInSpf);
    values['data-strange'] = content.report.strangeMail || null;
  } else if (content.kind === 'named') {
    values['data-reporter'] = content.name.reporter;
    values['data-domain'] = content.name.domain;
  }
  for (const [name, value] of Object.entries(values)) {
    if (value === null) host.removeAttribute(name);
    else if (host.getAttribute(name) !== value) host.setAttribute(name, value);
  }
}

export function stateOf(content: MarkContent): MarkState {
  if (content.kind === 'report') return content.report.stored ? 'stored' : 'report';
  return content.kind === 'problem' ? 'rejected' : content.kind;
}

function facts(report: MarkReport, texts: MarkTexts): Node[] {
  const { language } = texts;
  const kind = { aggregate: '', tls: texts.tlsReport, failure: texts.failureReport }[report.kind];
  const count = formatCount(report.messages, language);
  const one = report.messages === 1;
  const pass = formatShare(report.passed, report.messages, language);
  return [
    who(report.reporter, report.domain, report.strangeMail ? 'warn' : ''),
    report.strangeMail ? fact('warn', texts.strangeShort(report.strangeMail)) : null,
    kind ? fact('', kind) : null,
    fact('soft', formatPeriod(report.begin, report.end, language)),
    report.kind === 'failure'
      ? null
      : fact('', report.kind === 'tls' ? texts.sessions(count, one) : texts.messages(count, one)),
    report.kind === 'aggregate' && report.messages > 0
      ? fact(
          report.passed === report.messages ? 'good' : report.passed === 0 ? 'bad' : 'warn',
          texts.passing(pass),
        )
      : null,
    spfFact(report, texts),
  ].filter((node) => node !== null);
}

function spfFact(report: MarkReport, texts: MarkTexts): Node | null {
  if (report.notInSpf !== null)
    return report.notInSpf > 0 ? fact('bad', texts.notInSpf(report.notInSpf)) : fact('good', texts.allInSpf);
  const sentence = report.spf === 'checked' ? '' : texts.spf[report.spf];
  return sentence ? fact('soft', sentence) : null;
}

function namedFacts({ reporter, domain, begin, end }: ReportName, texts: MarkTexts): Node[] {
  return [who(reporter, domain, ''), fact('soft', formatPeriod(begin, end, texts.language))];
}

/** As large as the line that will stand here, so that nothing moves when it comes: unseen words keep its place. */
function readingRow(name: ReportName | null, texts: MarkTexts): Node {
  const busy = element('span', { class: 'fact soft' }, picture(PICTURES.busy, 'busy'), ` ${texts.reading}`);
  if (!name) return row(line(busy));
  const ghosts = [texts.passing('100 %'), texts.spf.unconfirmed].map((text) => ghost(fact('', text)));
  const turn = ghost(picture(PICTURES.turn, 'turn'));
  return row(line(...namedFacts(name, texts), busy, ...ghosts, turn), ghost(fact('act', texts.import)));
}

function ghost<Item extends Element>(item: Item): Item {
  item.classList.add('ghost');
  item.setAttribute('aria-hidden', 'true');
  return item;
}

function who(reporter: string, domain: string, tone: string): Node {
  const sign = tone ? picture(PICTURES.warning, tone) : picture(PICTURES.report, 'soft');
  return element(
    'span',
    { class: 'who' },
    sign,
    element('b', { title: reporter }, reporter),
    element('span', { class: 'domain' }, domain),
  );
}

const fact = (tone: string, text: string): Element => element('span', { class: `fact ${tone}` }, text);
const soft = (text: string): Node => element('span', { class: 'soft' }, text);
const row = (...children: (Node | false)[]): Node => element('div', { class: 'row' }, ...children);
const line = (...children: Node[]): Node => element('div', { class: 'summary' }, ...children);

/** A button that obeys people only: scripts of the page make untrusted events. */
function button(className: string, text: string, focus: string, act: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className, 'data-focus': focus }, text);
  made.addEventListener('click', (event) => {
    if (!event.isTrusted) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  return made;
}

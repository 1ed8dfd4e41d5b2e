/** The first line of a mark. Its size follows from the file alone: what the store says must not show in its measures. */
import type { ReportName } from '../../../core/lib/report-name.ts';
import { shareText } from '../../../core/words/share.ts';
import type { MarkReport } from '../../messages/protocol.ts';
import { formatCount, formatPeriod } from '../../texts/format.ts';
import type { MarkTexts } from '../../texts/mark-texts.ts';
import { PICTURES, picture } from './pictures.ts';
import { shownElement as element } from './shown-element.ts';

/** Senders up to which the line keeps room for their number. */
const ROOM = 999;

export function facts(report: MarkReport, texts: MarkTexts): Node[] {
  const { language } = texts;
  const kind = { aggregate: '', tls: texts.tlsReport, failure: texts.failureReport }[report.kind];
  const count = formatCount(report.messages, language);
  const one = report.messages === 1;
  const pass = shareText(report.passed, report.messages, language);
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
    report.kind === 'aggregate' ? slot(spfFact(report, texts), spfRoom(texts)) : null,
  ].filter((node) => node !== null);
}

function spfFact(report: MarkReport, texts: MarkTexts): Element {
  const { spf, notInSpf, inSpf } = report;
  if (notInSpf) return fact('bad', texts.notInSpf(notInSpf));
  if (inSpf)
    return inSpf.senders === inSpf.of
      ? fact('good', texts.allInSpf)
      : fact('soft', texts.someInSpf(inSpf.senders, inSpf.of));
  return fact('soft', spf === 'checked' ? '' : texts.spf[spf]);
}

const spfRoom = (texts: MarkTexts): Element[] =>
  [
    texts.notInSpf(ROOM),
    texts.allInSpf,
    texts.someInSpf(ROOM, ROOM),
    texts.spf.pending,
    texts.spf.unasked,
  ].map((text) => fact('', text));

export function namedFacts({ reporter, domain, begin, end }: ReportName, texts: MarkTexts): Node[] {
  return [who(reporter, domain, ''), fact('soft', formatPeriod(begin, end, texts.language))];
}

/** As large as the line that will stand here, so that nothing moves when it comes: unseen words keep its place. */
export function readingRow(name: ReportName | null, texts: MarkTexts): Node {
  const busy = element('span', { class: 'fact soft' }, picture(PICTURES.busy, 'busy'), ` ${texts.reading}`);
  if (!name) return row(line(busy));
  const turn = ghost(picture(PICTURES.turn, 'turn'));
  const figures = [texts.messages(String(ROOM), false), texts.passing('100 %')].map((it) =>
    ghost(fact('', it)),
  );
  // the words stand where SPF will: that place is wide enough for them
  const told = line(...namedFacts(name, texts), ...figures, slot(busy, spfRoom(texts)), turn);
  return row(told, slot(fact('', ''), sideRoom(texts)));
}

/** All that may stand at the end of the line of a report. */
export function sideRoom(texts: MarkTexts): Element[] {
  return [
    element('span', { class: 'act' }, texts.importing),
    element('span', { class: 'act' }, texts.import),
    storedState(texts, element('span', { class: 'undo' }, texts.undo)),
  ];
}

export function storedState(texts: MarkTexts, undo: Element | null): Element {
  return element('span', { class: 'state' }, picture(PICTURES.stored, 'good'), texts.stored, undo);
}

/** One of several things in a place that is large enough for each of them. */
export function slot(shown: Element, others: Element[]): Element {
  return element('span', { class: 'slot' }, shown, ...others.map(ghost));
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

export const fact = (tone: string, text: string): Element => element('span', { class: `fact ${tone}` }, text);
export const row = (...children: (Node | false)[]): HTMLElement =>
  element('div', { class: 'row' }, ...children);
export const line = (...children: Node[]): HTMLElement => element('div', { class: 'summary' }, ...children);

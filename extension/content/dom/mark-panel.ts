/** The opened part of a mark: senders with their status and evidence, and what can be done. */
import { SENDER_MARKS } from '../../../core/words/marks.ts';
import { shareText } from '../../../core/words/share.ts';
import type { MarkReport, MarkSender } from '../../messages/protocol.ts';
import { formatCount } from '../../texts/format.ts';
import type { MarkTexts } from '../../texts/mark-texts.ts';
import type { MarkActions } from './mark-actions.ts';
import { statusPicture } from './pictures.ts';
import { shownElement as element } from './shown-element.ts';

/** Heights of the panel without senders, and of a sender with its evidence. */
const PANEL_PX = 120;
const ROW_PX = 46;
const MAX_ROWS = 5;

type MakeButton = (className: string, text: string, focus: string, act: () => void) => HTMLButtonElement;

export function panelOf(
  report: MarkReport,
  texts: MarkTexts,
  actions: MarkActions,
  button: MakeButton,
): HTMLElement {
  const panel = element('div', { class: 'panel' });
  panel.style.height = `${PANEL_PX + ROW_PX * Math.min(report.records, MAX_ROWS)}px`;
  if (report.strangeMail)
    panel.append(element('p', { class: 'warn' }, texts.strangeMail(report.strangeMail, report.reporter)));
  if (report.notes > 0) panel.append(element('p', { class: 'soft' }, texts.repaired(report.notes)));
  const why = texts.spfWhy(report.spf, report.domain);
  if (why) panel.append(element('p', { class: 'soft' }, why));
  if (report.senders.length)
    panel.append(element('div', { class: 'scroll' }, table(report, texts, actions, button)));
  if (report.moreSenders > 0)
    panel.append(element('p', { class: 'soft' }, texts.moreSenders(report.moreSenders)));
  const acts = element('div', { class: 'acts' });
  if (!report.stored) acts.append(button('main', texts.import, 'panel-import', () => actions.import()));
  acts.append(button('', texts.open, 'open', () => actions.open(report.id)));
  panel.append(acts);
  return panel;
}

function table(report: MarkReport, texts: MarkTexts, actions: MarkActions, button: MakeButton): HTMLElement {
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, texts.sender),
    element('th', { scope: 'col' }, texts.status),
    element('th', { scope: 'col', class: 'n' }, texts.senderMessages),
    element('th', { scope: 'col', class: 'n' }, texts.compliance),
    element('th', {}),
  );
  const rows = report.senders.map((sender, index) => {
    const ignorable = sender.status === 'not' || sender.status === 'partially';
    return element(
      'tr',
      {},
      element('td', { class: 'name' }, sender.name),
      statusCell(sender, texts),
      element('td', { class: 'n' }, formatCount(sender.messages, texts.language)),
      element('td', { class: 'n' }, shareText(sender.passed, sender.messages, texts.language)),
      element(
        'td',
        { class: 'n' },
        ignorable && button('', texts.ignore, `ignore-${index}`, () => actions.ignore(report.id, sender.key)),
      ),
    );
  });
  return element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
}

function statusCell(sender: MarkSender, texts: MarkTexts): HTMLElement {
  return element(
    'td',
    { class: 'status' },
    element('span', {}, statusPicture(SENDER_MARKS[sender.status]), texts.statuses[sender.status]),
    sender.evidence ? element('div', { class: 'why' }, sender.evidence) : null,
  );
}

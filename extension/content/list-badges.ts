/** Small badges in message lists, on rows whose subject says that the message carries a report. */

import { isReportSubject } from '../../core/lib/report-name.ts';
import { uiLanguage } from '../platform/language.ts';
import { badgeText } from '../texts/badge-text.ts';
import { element } from './dom/element.ts';
import { PICTURES, picture } from './dom/pictures.ts';
import { shown } from './dom/shown.ts';
import type { Webmail } from './webmail.ts';

const STYLE = `:host { all: initial !important; display: inline-block !important; vertical-align: -3px !important;
  margin-inline-end: calc(var(--rualens-badge, 0px) / 4) !important; width: var(--rualens-badge, 0px) !important;
  height: var(--rualens-badge, 0px) !important; color: #4f74c9 !important; }
svg { display: var(--rualens-mark, none); fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }`;
/** Rows looked at in one go; lists show fewer. */
const MAX_ROWS = 400;

export class ListBadges {
  readonly #webmail: Webmail;
  readonly #badges = new Map<Element, { badge: HTMLElement; subject: string }>();

  constructor(webmail: Webmail, signal: AbortSignal) {
    this.#webmail = webmail;
    signal.addEventListener('abort', () => {
      for (const { badge } of this.#badges.values()) badge.remove();
      this.#badges.clear();
    });
  }

  scan(document: Document): void {
    for (const [row, { badge }] of this.#badges) {
      if (row.isConnected) continue;
      badge.remove();
      this.#badges.delete(row);
    }
    for (const { element: row, subject } of this.#webmail.rows(document).slice(0, MAX_ROWS)) {
      const known = this.#badges.get(row);
      // virtual lists use one element for one message after another
      if (known?.subject === subject && (!known.badge.hasAttribute('data-on') || known.badge.isConnected))
        continue;
      const badge = known?.badge ?? this.#create();
      const carries = isReportSubject(subject);
      badge.toggleAttribute('data-on', carries);
      if (carries) row.prepend(badge);
      else badge.remove();
      this.#badges.set(row, { badge, subject });
    }
  }

  #create(): HTMLElement {
    const badge = shown(element('span', { 'data-rualens': 'badge', title: badgeText(uiLanguage()) }));
    const root = badge.attachShadow({ mode: 'closed' });
    root.append(element('style', {}, STYLE), picture(PICTURES.report));
    return badge;
  }
}

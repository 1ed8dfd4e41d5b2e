/**
 * A mark: what Rualens says of one report, beside its attachment. A plain div with a closed shadow root; only what the
 * file itself says stands as attributes on the div, where the page can read it. Only clicks count that a person made
 * on a mark that a person sees.
 */

import type { MarkTexts } from '../../texts/mark-texts.ts';
import { filePicker, takeDrops } from './file-picker.ts';
import { labelMark } from './label-mark.ts';
import type { MarkActions } from './mark-actions.ts';
import type { MarkContent } from './mark-content.ts';
import { fact, facts, line, namedFacts, readingRow, row, sideRoom, slot, storedState } from './mark-line.ts';
import { panelOf } from './mark-panel.ts';
import { MARK_STYLE } from './mark-style.ts';
import { isDark } from './page-look.ts';
import { PICTURES, picture } from './pictures.ts';
import { watchSeen } from './really-seen.ts';
import { shown } from './shown.ts';
import { shownElement as element } from './shown-element.ts';

export interface Mark {
  host: HTMLElement;
  show(content: MarkContent): void;
  /** Follows the page's light or dark look; call after the host was placed. */
  look(): void;
  /** Takes it out of the page for good. */
  end(): void;
}

/** Opened in test builds only, so that tests can look inside. */
const MODE: ShadowRootMode = import.meta.env.VITE_OPEN_SHADOW ? 'open' : 'closed';

export function createMark(texts: MarkTexts, actions: MarkActions): Mark {
  const host = shown(element('div', { 'data-rualens': 'report' }));
  const root = host.attachShadow({ mode: MODE });
  addStyle(root);
  const box = element('div', { class: 'mark', role: 'group', 'aria-label': 'Rualens', lang: texts.language });
  root.append(box);
  const watch = watchSeen(host, box);
  let open = false;
  let refused = false;
  let content: MarkContent = { kind: 'reading', name: null };

  const draw = () => {
    const hadFocus = root.activeElement?.getAttribute('data-focus') ?? '';
    const note = refused ? texts.notSeen : content.kind === 'report' ? content.note : '';
    box.replaceChildren(...parts());
    if (note) box.append(element('p', { class: 'note', role: 'status' }, note));
    if (hadFocus) box.querySelector<HTMLElement>(`[data-focus="${hadFocus}"]`)?.focus();
  };
  /** Acts only where the mark is seen, and else says that it does not and why. */
  const ifSeen = async (pressed: Element, act: () => void): Promise<void> => {
    const seen = await watch.seen(pressed);
    if (refused === seen) {
      refused = !seen;
      draw();
    }
    if (seen) act();
  };
  const button = (className: string, text: string, focus: string, act: () => void): HTMLButtonElement => {
    const made = plainButton(className, text, focus, () => void ifSeen(made, act));
    return made;
  };
  const parts = (): Node[] => {
    if (content.kind === 'reading') return [readingRow(content.name, texts)];
    if (content.kind === 'problem')
      return [
        row(
          line(picture(PICTURES.warning, 'warn'), element('span', {}, content.sentence)),
          content.act === 'retry' && button('act', texts.retry, 'retry', actions.retry),
          content.act === 'large' && button('act', texts.importLarge, 'large', actions.importLarge),
          content.act === 'files' && button('act', texts.openApp, 'files', actions.openFiles),
        ),
      ];
    if (content.kind === 'named') {
      const picker = filePicker((file) => actions.takeFile(file));
      return [
        row(
          line(...namedFacts(content.name, texts), fact('soft wide', texts.byName)),
          // what it opens is the browser's own dialog
          plainButton('act', texts.openFile, 'files', () => picker.click()),
          picker,
        ),
      ];
    }
    if (content.kind === 'offered') {
      const { name, file } = content;
      const told = name ? namedFacts(name, texts) : [element('b', {}, file)];
      return [
        row(
          line(...told, fact('soft wide', texts.offered)),
          button('act', texts.read, 'read', actions.retry),
        ),
      ];
    }
    return [reportRow(content), ...(open ? [panelOf(content.report, texts, actions, button)] : [])];
  };
  const reportRow = (told: MarkContent & { kind: 'report' }): Node => {
    const { report, importing, undoable } = told;
    const toggle = plainButton('summary', '', 'toggle', () => {
      open = !open;
      draw();
      if (open) void ifSeen(box.firstElementChild ?? box, actions.opened);
    });
    toggle.setAttribute('aria-expanded', String(open));
    toggle.title = texts.details;
    toggle.append(...facts(report, texts), picture(PICTURES.turn, 'turn'));
    const undo = undoable ? button('undo', texts.undo, 'undo', actions.undo) : null;
    const side = report.stored
      ? storedState(texts, undo)
      : button('act', importing ? texts.importing : texts.import, 'import', actions.import);
    if (importing) side.setAttribute('disabled', '');
    return row(toggle, slot(side, sideRoom(texts)));
  };

  takeDrops(box, () => content.kind === 'named', actions.takeFile);
  return {
    host,
    show(next) {
      content = next;
      refused = false;
      labelMark(host, box, next);
      draw();
    },
    look: () => box.classList.toggle('dark', isDark(host.parentElement ?? host)),
    end() {
      watch.end();
      host.remove();
    },
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

/** A button that obeys people only: scripts of the page make untrusted events. */
function plainButton(className: string, text: string, focus: string, act: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className, 'data-focus': focus }, text);
  made.addEventListener('click', (event) => {
    if (!event.isTrusted) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  return made;
}

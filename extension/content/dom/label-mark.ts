import type { MarkContent } from './mark-content.ts';
import { stateOf } from './state-of.ts';

/**
 * A mark's figures as attributes, for tests and for other tools of the user. On `host`, where the page reads them,
 * stands what the attachment says, which the page has itself; what the store decides stands on `box`, within the closed
 * root.
 */
export function labelMark(host: HTMLElement, box: HTMLElement, content: MarkContent): void {
  const report = content.kind === 'report' ? content.report : null;
  const named = content.kind === 'named' || content.kind === 'offered' ? content.name : null;
  const state = stateOf(content);
  write(host, {
    'data-state': state === 'stored' ? 'report' : state,
    'data-reporter': report?.reporter ?? named?.reporter,
    'data-domain': report?.domain ?? named?.domain,
    'data-messages': report?.messages,
    'data-passed': report?.passed,
    'data-records': report?.records,
    'data-strange': report?.strangeMail || undefined,
  });
  write(box, {
    'data-state': state,
    'data-not-in-spf': report?.notInSpf ?? undefined,
    'data-spf': report?.spf,
  });
}

function write(element: HTMLElement, values: Record<string, string | number | undefined>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
  }
}

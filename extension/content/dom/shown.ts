import { endsAtOnce } from '../../platform/script-end.ts';

/** Values of `marks.css`, for browsers that let a page's script clean up itself. */
const SHOWN = { mark: 'block', gap: '6px', badge: '16px' };

/** Has a mark or badge be seen: here and now, or by the sheet that goes with the extension. */
export function shown<Host extends HTMLElement>(host: Host): Host {
  if (!endsAtOnce())
    for (const [name, value] of Object.entries(SHOWN)) host.style.setProperty(`--rualens-${name}`, value);
  return host;
}

/** Addresses of attachments on a page that is not known: links, and what scripts of pages keep beside them. */
import { absolute, isOwnAddress } from '../own-address.ts';

/** Attributes that hold an address, in the order of trust. */
const HOLDERS = ['href', 'data-href', 'data-src', 'data-url', 'data-download-url'];
/** `type:name:address`, as pages hand a file to the desktop when it is dragged there. */
const DRAGGED = ['download_url', 'data-downloadurl', 'data-download_url'];
/** Words of addresses that give a file instead of a page about it. */
const DOWNLOADS =
  /download|attach|[?&/_-](raw|save|fetch|blob|getfile)\b|msg_part=|[?&](part|partid|mimeid|att)=/i;
const MAX_ADDRESS = 4_000;

/** An own address of this element that is not the page itself; null where it has none. */
export function addressOf(element: Element, location: Location): string | null {
  for (const name of HOLDERS) {
    const found = own(element.getAttribute(name) ?? '', location);
    if (found) return found;
  }
  for (const name of DRAGGED) {
    const found = ownOfDragged(element.getAttribute(name) ?? '', location);
    if (found) return found;
  }
  return null;
}

/** Whether an element gives a file when it is pressed, as far as its attributes tell. */
export function downloads(element: Element): boolean {
  if (element.hasAttribute('download')) return true;
  if (DRAGGED.some((name) => element.hasAttribute(name))) return true;
  return HOLDERS.some((name) => DOWNLOADS.test((element.getAttribute(name) ?? '').slice(0, MAX_ADDRESS)));
}

/**
 * The address that the page gives when the element is dragged to the desktop. Asks the page's own script, so it is
 * done only when the user asks for the file.
 */
export function draggedAddress(element: Element, location: Location): string | null {
  const item = element.closest('[draggable="true"]');
  if (!item) return null;
  const dataTransfer = new DataTransfer();
  item.dispatchEvent(new DragEvent('dragstart', { dataTransfer, bubbles: true, cancelable: true }));
  item.dispatchEvent(new DragEvent('dragend', { dataTransfer, bubbles: true }));
  return ownOfDragged(dataTransfer.getData('DownloadURL'), location);
}

function ownOfDragged(text: string, location: Location): string | null {
  const type = text.indexOf(':');
  const name = text.indexOf(':', type + 1);
  return type < 0 || name < 0 ? null : own(text.slice(name + 1), location);
}

function own(address: string, location: Location): string | null {
  if (address === '' || address.startsWith('#') || address.length > MAX_ADDRESS) return null;
  const url = absolute(address, location);
  if (!url || !isOwnAddress(url.href, location)) return null;
  const page = url.pathname + url.search === location.pathname + location.search;
  return page ? null : url.href;
}

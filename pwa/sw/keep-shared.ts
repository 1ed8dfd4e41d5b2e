import { SHARE_CACHE, SHARE_NAME_HEADER } from '../state/share-cache.ts';

/** What may wait for the user's word at a time; a share beyond it is refused whole. */
const MAX_FILES = 1_000;
const MAX_BYTES = 512 * 1024 * 1024;
/** Characters of a name that are kept. */
const MAX_NAME = 255;

/**
 * Whether a share was started by another site: its page is named as the referrer, or it stands in a frame of that page. The
 * system's own menu names none. A site can hide its address too, so that what is let through here is asked about.
 */
export function isForeign({ referrer, destination }: Request, own: string): boolean {
  if (destination !== '' && destination !== 'document') return true;
  return referrer !== '' && referrer !== 'about:client' && new URL(referrer).origin !== own;
}

/** Lays the files of a share (a form with `reports`) into a cache and leads to the app, which asks about them. */
export async function keepShared(request: Request): Promise<Response> {
  if (isForeign(request, self.location.origin)) return new Response(null, { status: 403 });
  const form = await request.formData();
  const files = form.getAll('reports').filter((it) => it instanceof File);
  const cache = await caches.open(SHARE_CACHE);
  const waiting = (await cache.keys()).length;
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (waiting + files.length > MAX_FILES || bytes > MAX_BYTES) return new Response(null, { status: 413 });
  let at = 0;
  for (const file of files) {
    const headers = { [SHARE_NAME_HEADER]: encodeURIComponent(shortened(file.name)) };
    await cache.put(`./shared/${Date.now()}-${at++}`, new Response(file, { headers }));
  }
  return Response.redirect('./#/import', 303);
}

/** By whole characters: half of one cannot be percent-encoded. */
function shortened(name: string): string {
  return Array.from(name.slice(0, MAX_NAME), (it) => (/\p{Surrogate}/u.test(it) ? '\ufffd' : it)).join('');
}

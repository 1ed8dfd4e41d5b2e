import { SHARE_CACHE, SHARE_NAME_HEADER } from '../state/share-cache.ts';

/** Lays the files of a share (a form with `reports`) into a cache and leads to the app, which takes them. */
export async function keepShared(request: Request): Promise<Response> {
  const form = await request.formData();
  const cache = await caches.open(SHARE_CACHE);
  let at = 0;
  for (const entry of form.getAll('reports')) {
    if (!(entry instanceof File)) continue;
    const headers = { [SHARE_NAME_HEADER]: encodeURIComponent(entry.name) };
    await cache.put(`./shared/${Date.now()}-${at++}`, new Response(entry, { headers }));
  }
  return Response.redirect('./#/import', 303);
}

/**
 * Reads a file of the extension's own package; null where it is missing. Takes no http address, so that nothing
 * can leave the machine by this way.
 */
export async function readPackagedFile(url: string): Promise<Uint8Array | null> {
  if (/^https?:/i.test(url)) return null;
  try {
    const response = await fetch(url);
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

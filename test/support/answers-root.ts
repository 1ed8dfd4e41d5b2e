/** Whether a DoH server answers the question for the root's SOA without error: its whole chain is up. */
export async function answersRoot(doh: string): Promise<boolean> {
  const query = Buffer.from([0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 1]).toString('base64url');
  try {
    const response = await fetch(`${doh}?dns=${query}`, { signal: AbortSignal.timeout(2_000) });
    const body = new Uint8Array(await response.arrayBuffer());
    return response.ok && ((body[3] ?? 15) & 15) === 0;
  } catch {
    return false;
  }
}

/** Imports the file behind a link of this page, on the user's click in the context menu. */
import { fetchAttachment } from './fetch-attachment.ts';
import { type Send, sendFile } from './send-file.ts';

/** Id of the first report in it; null where it holds none or lies at another origin. */
export async function importLink(url: string, send: Send, signal: AbortSignal): Promise<string | null> {
  const name = new URL(url).pathname.split('/').at(-1) || 'link';
  const fetched = await fetchAttachment(url, name, signal);
  if ('failed' in fetched) return null;
  const answer = await sendFile({ blob: fetched.blob, name, mailDomain: '' }, 'import', send);
  return answer.outcome === 'reports' ? (answer.reports[0]?.id ?? null) : null;
}

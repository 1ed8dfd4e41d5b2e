/** A page that reads one document from its own server with our reader and with fast-xml-parser, and tells the times. */
import { XMLParser } from 'fast-xml-parser';
import { countRecords } from '../../bench/count-records.ts';

declare global {
  interface Window {
    /** Milliseconds that each took for the document at `path`. */
    measure(path: string): Promise<{ ours: number; peer: number; records: number; peerRecords: number }>;
  }
}

window.measure = async (path) => {
  const bytes = new Uint8Array(await (await fetch(path)).arrayBuffer());
  let start = performance.now();
  const records = countRecords(bytes);
  const ours = performance.now() - start;
  const text = new TextDecoder().decode(bytes);
  const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'record' });
  start = performance.now();
  const parsed = parser.parse(text) as { feedback: { record: unknown[] } };
  return { ours, peer: performance.now() - start, records, peerRecords: parsed.feedback.record.length };
};

import { gzipSync, strToU8, zipSync } from 'fflate';
import type { InputFile } from '../model/input.ts';
import type { UnixSeconds } from '../model/report.ts';
import { RECEIVERS, type Receiver, SAMPLE_DOMAINS, STREAMS, type Stream } from './company.ts';
import { randomOf } from './random.ts';
import { reportXml, type SampleRow } from './report-xml.ts';

/** Days of reports, ending yesterday. */
export const SAMPLE_DAYS = 30;
const DAY = 86_400;

/**
 * The sample's report files, as receivers would send them: XML packed with gzip or zip, or plain. The same
 * `now` (by UTC day) and seed give the same bytes.
 */
export function sampleFiles(now: UnixSeconds, seed = 20_260_501): InputFile[] {
  const lastDay = Math.floor(now / DAY) - 1;
  const files: InputFile[] = [];
  for (let back = SAMPLE_DAYS - 1; back >= 0; back--) {
    const day = lastDay - back;
    RECEIVERS.forEach((receiver, r) => {
      // One receiver stopped reporting, another missed a day: gaps to be seen.
      if (back < receiver.silentFor || (r === 2 && back === 11)) return;
      SAMPLE_DOMAINS.forEach((domain, d) => {
        const random = randomOf(seed + day * 64 + r * 8 + d);
        const rows = STREAMS.filter((stream) => stream.domain === domain)
          .filter((stream) => back < (stream.since ?? SAMPLE_DAYS))
          .flatMap((stream) => rowsOf(stream, receiver, day, random));
        if (rows.length > 0) files.push(packed(receiver, domain, day, rows, r));
      });
    });
  }
  return files;
}

function rowsOf(
  stream: Stream,
  receiver: Receiver,
  day: number,
  random: (below: number) => number,
): SampleRow[] {
  // 1970-01-01 was a Thursday.
  const weekend = [0, 6].includes((day + 4) % 7);
  const usual = (weekend ? stream.weekend : stream.weekday) * receiver.weight;
  const rows: SampleRow[] = [];
  stream.addresses.forEach((address, i) => {
    const share = usual / stream.addresses.length / (i === 0 ? 0.8 : 1.2);
    // Between 60 and 140 of a hundred; what is less than one message comes on some days only.
    const exact = share * (0.6 + random(81) / 100);
    const count = Math.floor(exact) + (random(1_000) < (exact % 1) * 1_000 ? 1 : 0);
    if (count > 0) rows.push({ stream, address, count });
  });
  return rows;
}

function packed(
  receiver: Receiver,
  domain: string,
  day: number,
  rows: SampleRow[],
  place: number,
): InputFile {
  const begin = day * DAY;
  const host = receiver.email.slice(receiver.email.indexOf('@') + 1);
  const name = `${host}!${domain}!${begin}!${begin + DAY - 1}`;
  const bytes = strToU8(reportXml(receiver, domain, begin, rows));
  const file = (suffix: string, content: Uint8Array): InputFile => ({
    name: `${name}${suffix}`,
    blob: new Blob([content as Uint8Array<ArrayBuffer>]),
  });
  if (place === 1) return file('.zip', zipSync({ [`${name}.xml`]: bytes }, { mtime: 1_767_225_600_000 }));
  if (place === 2) return file('.xml', bytes);
  return file('.xml.gz', gzipSync(bytes, { mtime: 0 }));
}

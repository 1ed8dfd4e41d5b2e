/**
 * Reads the file named as a stream, through one buffer, and prints its records and the growth of peak memory in MB; with --expose-gc
 * the growth of live memory, the middle of what it is at each block. For the memory bench.
 */
import { closeSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDocument } from '../../core/report/read-document.ts';
import { median } from '../bench/bench-row.ts';

const collect = (globalThis as { gc?: () => void }).gc;
const used = () => {
  collect?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
};
/** Peak memory of this process in kB. The figure of getrusage would be that of the process that started it, if larger. */
const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
const live: number[] = [];
let found = 0;

/** A file as chunks that are views of the same buffer, so that what is measured is the reader and not the source. */
async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(128 * 1024);
  const fd = openSync(file, 'r');
  try {
    for (let size = readSync(fd, buffer); size > 0; size = readSync(fd, buffer))
      yield buffer.subarray(0, size);
  } finally {
    closeSync(fd);
  }
}

const read = async (file: string) => {
  const document = { kind: 'document', path: file, name: file, size: null, bytes: null, mail: null } as const;
  await readDocument(
    { ...document, packed: null, notes: [], chunks: () => chunksOf(file) },
    {
      onBlock: (block) => {
        found += block.count;
        if (collect) live.push(used());
      },
      onRestart: () => {},
    },
  );
};
// Idle is after everything is loaded and has run once
const tiny = join(tmpdir(), `rualens-tiny-${process.pid}.xml`);
writeFileSync(tiny, '<feedback><record><row><count>1</count></row></record></feedback>');
await read(tiny);
rmSync(tiny);
found = 0;
live.length = 0;
const idleLive = used();
const idle = process.memoryUsage.rss() / 1024;
await read(process.argv[2]!);
const growth = collect ? median(live) - idleLive : (peak() - idle) / 1024;
process.stdout.write(JSON.stringify({ found, growth }));

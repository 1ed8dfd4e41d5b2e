/**
 * Reads the file named, in slices, and prints its records and the growth of peak memory in MB; with --expose-gc the growth of
 * live memory, the middle of what it is at each block. For the memory bench.
 */
import { openAsBlob } from 'node:fs';
import { readDocument } from '../../core/report/read-document.ts';
import { unpack } from '../../core/unpack/unpack.ts';
import { median } from '../bench/bench-row.ts';

const collect = (globalThis as { gc?: () => void }).gc;
const used = () => {
  collect?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
};
const live: number[] = [];
let found = 0;
const read = async (blob: Blob) => {
  for await (const item of unpack({ name: 'file', blob })) {
    if (item.kind !== 'document') continue;
    await readDocument(item, {
      onBlock: (block) => {
        found += block.count;
        if (collect) live.push(used());
      },
      onRestart: () => {},
    });
  }
};
// Idle is after everything is loaded and has run once
await read(new Blob(['<feedback><record><row><count>1</count></row></record></feedback>']));
found = 0;
live.length = 0;
const idleLive = used();
const idle = process.memoryUsage.rss() / 1024;
await read(await openAsBlob(process.argv[2]!));
const growth = collect ? median(live) - idleLive : (process.resourceUsage().maxRSS - idle) / 1024;
process.stdout.write(JSON.stringify({ found, growth }));

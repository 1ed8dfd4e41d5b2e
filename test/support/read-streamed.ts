/** Reads the file named, in slices, and prints its records and the growth of peak memory in MB. For the memory bench. */
import { openAsBlob } from 'node:fs';
import { readDocument } from '../../core/report/read-document.ts';
import { unpack } from '../../core/unpack/unpack.ts';

let found = 0;
const read = async (blob: Blob) => {
  for await (const item of unpack({ name: 'file', blob })) {
    if (item.kind !== 'document') continue;
    await readDocument(item, {
      onBlock: (block) => {
        found += block.count;
      },
      onRestart: () => {},
    });
  }
};
// Idle is after everything is loaded and has run once
await read(new Blob(['<feedback><record><row><count>1</count></row></record></feedback>']));
found = 0;
const idle = process.resourceUsage().maxRSS;
await read(await openAsBlob(process.argv[2]!));
process.stdout.write(JSON.stringify({ found, growth: (process.resourceUsage().maxRSS - idle) / 1024 }));

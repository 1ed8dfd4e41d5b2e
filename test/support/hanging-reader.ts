/** The worker that reads, with one fault: it hangs for ever on a file of this name. */
import { type ServingScope, serveReading } from '../../core/engine/intake/serve-reading.ts';
import type { InputFile } from '../../core/model/input.ts';
import { readDocument } from '../../core/report/read-document.ts';
import { unpack } from '../../core/unpack/unpack.ts';

const HANGS = 'hangs.xml';

serveReading(globalThis as unknown as ServingScope, {
  async *unpack(file: InputFile, options) {
    while (file.name === HANGS);
    yield* unpack(file, options);
  },
  readDocument,
});

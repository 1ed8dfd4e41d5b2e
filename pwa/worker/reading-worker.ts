import { type ServingScope, serveReading } from '../../core/engine/intake/serve-reading.ts';
import { readDocument } from '../../core/report/read-document.ts';
import { unpack } from '../../core/unpack/unpack.ts';

/** Reads files for the engine, which ends this worker where one of them hangs. */
serveReading(globalThis as unknown as ServingScope, { unpack, readDocument });

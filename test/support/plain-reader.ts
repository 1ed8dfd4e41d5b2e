import { documentReader } from '../../core/engine/intake/read-input.ts';
import { readDocument } from '../../core/report/read-document.ts';
import { unpack } from '../../core/unpack/unpack.ts';

/** Reads in this thread, for tests in which nothing hangs. */
export const plainReader = documentReader({ unpack, readDocument });

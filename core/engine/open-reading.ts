import { readDocument } from '../report/read-document.ts';
import { unpack } from '../unpack/unpack.ts';
import { type ServingScope, serveReading } from './intake/serve-reading.ts';

/** Reads files for an engine, in the worker that its `startReading` started. */
export function openReading(scope: ServingScope): void {
  serveReading(scope, { unpack, readDocument });
}

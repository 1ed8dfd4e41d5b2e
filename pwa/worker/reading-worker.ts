import { openReading } from '../../core/engine/open-reading.ts';

/** Reads files for the engine, which ends this worker where one of them hangs. */
openReading(globalThis as unknown as Parameters<typeof openReading>[0]);

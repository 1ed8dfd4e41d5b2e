import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { encodeIpTable } from './encode-ip-table.ts';
import { sourceVersion } from './ip-sources.ts';
import { ipTableContent } from './ip-table-content.ts';

/** Name of the file beside the app's page. Not for the service worker's precache: few users switch it on. */
export const IP_TABLE_FILE = 'ip-table.bin';

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/rualens');

/**
 * Puts the local table into the build, and into the answers of the dev server. Defines `__IP_TABLE_ID__`,
 * which changes with the file, so that an app knows whether the copy it keeps is this one.
 */
export function ipTablePlugin(): Plugin {
  return {
    name: 'rualens-ip-table',
    config: () => ({ define: { __IP_TABLE_ID__: JSON.stringify(ipTableId()) } }),
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: IP_TABLE_FILE, source: ipTableBytes() });
    },
    configureServer(server) {
      server.middlewares.use(`/${IP_TABLE_FILE}`, (_request, response) => {
        response.setHeader('content-type', 'application/octet-stream');
        response.end(ipTableBytes());
      });
    },
  };
}

/** The table, from the cache where the same data and the same encoder made it before: building takes seconds. */
export function ipTableBytes(): Uint8Array {
  const file = join(CACHE, `ip-table-${ipTableId()}.bin`);
  try {
    return readFileSync(file);
  } catch {
    const bytes = encodeIpTable(ipTableContent());
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, bytes);
    renameSync(`${file}.${process.pid}`, file);
    return bytes;
  }
}

const DECODER = join(import.meta.dirname, '../../core/lib/ip-table-decode.ts');

/** Hash over the versions of the data and over the code that makes and reads the table. */
function ipTableId(): string {
  const hash = createHash('sha256');
  for (const name of ['asn', 'geo-whois-asn-country', 'asn-country'] as const) {
    hash.update(`${sourceVersion(name)}\n`);
  }
  const files = readdirSync(import.meta.dirname).filter((name) => name !== 'ip-table-plugin.ts');
  for (const name of files.sort()) hash.update(readFileSync(join(import.meta.dirname, name)));
  return hash.update(readFileSync(DECODER)).digest('hex').slice(0, 12);
}

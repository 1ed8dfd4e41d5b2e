import * as Comlink from 'comlink';
import { type OpenEngine, openEngine } from '../../core/pipeline/open-engine.ts';
import { sampleCompany } from '../../core/sample/sample-company.ts';
import { createLocalTable } from './local-table.ts';
import { whileLeading } from './while-leading.ts';

const SCREEN_FIRST_MS = 2_000;

// The worker's own script lies one folder below the app.
const localTable = createLocalTable(new URL('../', location.href).href);

/**
 * The engine in a worker of the page. Opening the store takes a moment; questions that come before wait for it.
 */
const opened: Promise<OpenEngine> = openEngine({
  fetch: fetch.bind(globalThis),
  sample: sampleCompany,
  ownerOf: (address) => localTable.ownerOf(address),
  // A page of the extension may call APIs that send no CORS header.
  inExtension: location.protocol.endsWith('-extension:'),
});

// One tab does the background work; where it is closed, another takes it over. It looks through all that is stored, so the
// screen that was opened comes first.
void opened.then(({ engine }) =>
  whileLeading('rualens-background', async () => {
    await new Promise((go) => setTimeout(go, SCREEN_FIRST_MS));
    await engine.start();
  }),
);

void opened.then((parts) => localTable.follow(parts));

const asked = new Proxy(
  {},
  {
    get: (_, name) => {
      if (typeof name !== 'string' || name === 'then') return undefined;
      return async (...args: unknown[]) => {
        const parts = await opened;
        const { engine } = parts;
        const method = (engine as unknown as Record<string, unknown>)[name];
        if (typeof method !== 'function') throw new TypeError(`The engine has no method "${name}".`);
        const result: unknown = await method.apply(engine, args);
        // Whoever switches the table on finds it loaded when the answer comes.
        if (name === 'saveSettings') await localTable.follow(parts);
        return result;
      };
    },
  },
);

Comlink.expose(asked);

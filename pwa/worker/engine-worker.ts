import * as Comlink from 'comlink';
import type { Engine } from '../../core/engine/face.ts';
import { type OpenEngine, openEngine } from '../../core/engine/open-engine.ts';
import { sampleCompany } from '../../core/sample/sample-company.ts';
import type { LifeMessage } from './life-message.ts';
import { createLocalTable } from './local-table.ts';
import { whileLeading } from './while-leading.ts';

const SCREEN_FIRST_MS = 2_000;

// The worker's own script lies one folder below the app.
const localTable = createLocalTable(new URL('../', location.href).href);

/** A newer version in another tab has taken the store over. */
let isOutdated = false;

/** What the page is told where the store did not open, by the name of the error. */
const WHY_CLOSED: Record<string, LifeMessage['engine']> = { StoreTooNew: 'too-new', StoreFull: 'full' };

/** Tells the page how it is; a message that is no answer to it. */
function tell(engine: LifeMessage['engine']): void {
  postMessage({ engine } satisfies LifeMessage);
}

// Held until this worker ends, however it ends: so the page notices.
if ('locks' in navigator) {
  void navigator.locks.request(self.name, () => {
    tell('alive');
    return new Promise(() => undefined);
  });
}

/**
 * The engine in a worker of the page. Opening the store takes a moment; questions that come before wait for it.
 */
const opened: Promise<OpenEngine> = openEngine({
  onBlocked: () => tell('blocked'),
  onOutdated() {
    isOutdated = true;
    tell('outdated');
    void opened.then(({ engine }) => engine.stop());
  },
  fetch: fetch.bind(globalThis),
  sample: sampleCompany,
  ownerOf: (address) => localTable.ownerOf(address),
  // Of its own, so that a file on which reading hangs ends that worker and nothing else
  startReading: () =>
    new Worker(new URL('./reading-worker.ts', import.meta.url), { type: 'module', name: 'rualens-reading' }),
  // A page of the extension may call APIs that send no CORS header.
  inExtension: location.protocol.endsWith('-extension:'),
});

opened.then(
  () => !isOutdated && tell('fine'),
  (error) => tell(WHY_CLOSED[error instanceof Error ? error.name : ''] ?? 'failed'),
);

// One tab does the background work; where it is closed, another takes it over. It looks through all that is stored, so the
// screen that was opened comes first.
void opened.then(({ engine }) =>
  whileLeading('rualens-background', async () => {
    await new Promise((go) => setTimeout(go, SCREEN_FIRST_MS));
    await engine.start();
  }),
);

void opened.then((parts) => localTable.follow(parts));

/** Nothing is read or written any more: the page must be loaded again. */
class StoreOutdated extends Error {
  constructor() {
    super('a newer version has taken the store over');
    this.name = 'StoreOutdated';
  }
}

/** Calls that come before the store is open wait for it. */
const waiting =
  (call: (parts: OpenEngine, args: unknown[]) => unknown) =>
  async (...args: unknown[]) =>
    await call(await opened, args);

/** A room whose methods wait for the store; `then` is asked of it by whoever awaits it. */
const room = (name: string) =>
  new Proxy(
    {},
    {
      get: (_, method) => {
        if (typeof method !== 'string' || method === 'then') return undefined;
        return waiting(async (parts, args) => {
          const methods = parts.engine[name as keyof Engine] as unknown as
            | Record<string, unknown>
            | undefined;
          const found = methods?.[method];
          if (typeof found !== 'function')
            throw new TypeError(`The engine has no method "${name}.${method}".`);
          if (isOutdated) throw new StoreOutdated();
          const result: unknown = await found.apply(methods, args);
          // Whoever switches the table on finds it loaded when the answer comes.
          if (name === 'settings' && method === 'save') await localTable.follow(parts);
          return result;
        });
      },
    },
  );

Comlink.expose(
  new Proxy(
    {},
    {
      get: (_, name) => {
        if (typeof name !== 'string' || name === 'then') return undefined;
        if (name === 'onChange') {
          return waiting(({ engine }, args) => engine.onChange(...(args as Parameters<Engine['onChange']>)));
        }
        return room(name);
      },
    },
  ),
);

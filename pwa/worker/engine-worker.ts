import * as Comlink from 'comlink';
import { type OpenEngine, openEngine } from '../../core/pipeline/open-engine.ts';
import { sampleCompany } from '../../core/sample/sample-company.ts';
import { whileLeading } from './while-leading.ts';

/**
 * The engine in a worker of the page. Opening the store takes a moment; questions that come before wait for it.
 */
const opened: Promise<OpenEngine> = openEngine({
  fetch: fetch.bind(globalThis),
  sample: sampleCompany,
  // A page of the extension may call APIs that send no CORS header.
  inExtension: location.protocol.endsWith('-extension:'),
});

// One tab does the background work; where it is closed, another takes it over.
void opened.then(({ engine }) => whileLeading('rualens-background', () => engine.start()));

const asked = new Proxy(
  {},
  {
    get: (_, name) => {
      if (typeof name !== 'string' || name === 'then') return undefined;
      return async (...args: unknown[]) => {
        const { engine } = await opened;
        const method = (engine as unknown as Record<string, unknown>)[name];
        if (typeof method !== 'function') throw new TypeError(`The engine has no method "${name}".`);
        return method.apply(engine, args);
      };
    },
  },
);

Comlink.expose(asked);

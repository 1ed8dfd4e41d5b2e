import { expect, test } from 'vitest';
import { checkHost } from '../../../core/spf/check-host.ts';
import { loadSuite } from '../../support/rfc7208-suite.ts';
import { zoneResolver } from '../../support/zone-resolver.ts';

/** Cases left out, each with its reason. None. */
const SKIPPED: Record<string, string> = {};

const suite = loadSuite();

test('the suite is whole', () => {
  expect(suite).toHaveLength(203);
  expect(suite.filter((c) => c.explanation !== null)).toHaveLength(22);
});

for (const c of suite) {
  test.skipIf(c.id in SKIPPED)(`${c.scenario}: ${c.id}`, async () => {
    const { resolve } = zoneResolver(c.zone, { timeoutUnder: 'error.' });
    const sender = c.mailfrom === '' ? `postmaster@${c.helo}` : c.mailfrom;
    const domain = sender.slice(sender.lastIndexOf('@') + 1);
    const verdict = await checkHost({ ip: c.host, domain, sender, helo: c.helo }, resolve);
    expect(c.results, verdict.problem).toContain(verdict.result);
    if (c.explanation !== null) expect(verdict.explanation ?? 'DEFAULT').toBe(c.explanation);
  });
}

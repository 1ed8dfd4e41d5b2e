import { expect, test } from 'vitest';
import { whyNoAnswer } from '../../../core/lib/answer.ts';
import { checkHost } from '../../../core/spf/check-host.ts';
import { compileSpf } from '../../../core/spf/compile.ts';
import { evaluateSpf, evaluateSpfWith } from '../../../core/spf/evaluate.ts';
import { mailauthSpf } from '../../support/mailauth-spf.ts';
import { randomCase } from '../../support/random-spf.ts';
import { loadSuite } from '../../support/rfc7208-suite.ts';
import { zoneResolver } from '../../support/zone-resolver.ts';

const ZONES = 500;
const ADDRESSES = 10;

test(`compiled, direct and mailauth agree on ${ZONES * ADDRESSES} random pairs`, {
  timeout: 60_000,
}, async () => {
  const results: Record<string, number> = {};
  const problems = new Set<string>();
  let withoutDns = 0;
  for (let seed = 1; seed <= ZONES; seed++) {
    const { zone, domain, addresses } = randomCase(seed, ADDRESSES);
    const { resolve } = zoneResolver(zone);
    const compiled = await compileSpf(domain, resolve);
    for (const ip of addresses) {
      const where = `zone ${seed}, ${ip}: ${JSON.stringify(zone[domain])}`;
      let silent = false;
      const direct = await checkHost({ ip, domain }, async (...question) => {
        const result = await resolve(...question);
        silent ||= whyNoAnswer(result) !== null;
        return result;
      });
      if (evaluateSpf(compiled, ip).problem !== 'needs-dns') withoutDns++;
      const { explanation: _, ...verdict } = direct;
      const evaluated = await evaluateSpfWith(compiled, ip, resolve);
      // RFC 7208 section 5.5 goes on where a reverse name is not answered; what we say is then not known.
      if (!silent) expect(evaluated, where).toEqual(verdict);
      else if (evaluated.result === 'pass') expect(direct.result, where).toBe('pass');
      else expect(evaluated.result, where).toBe('temperror');
      const peer = await mailauthSpf({ ip, sender: `postmaster@${domain}`, helo: domain }, resolve);
      expect(direct.result, where).toBe(peer.result);
      // mailauth counts the term that passed the limit as well.
      expect([direct.lookups, direct.voids], where).toEqual([
        Math.min(10, peer.lookups),
        Math.min(2, peer.voids),
      ]);
      results[direct.result] = (results[direct.result] ?? 0) + 1;
      problems.add(direct.problem);
    }
  }
  // Every result and every limit is met, so that agreement means something.
  for (const result of ['pass', 'fail', 'softfail', 'neutral', 'permerror', 'temperror']) {
    expect(results[result] ?? 0, result).toBeGreaterThan(50);
  }
  expect(problems).toContain('too-many-lookups');
  expect(problems).toContain('too-many-voids');
  expect(withoutDns).toBeGreaterThan(1_000);
});

test('compiled and direct agree on the published suite, with what a report carries', async () => {
  let undecided = 0;
  for (const c of loadSuite()) {
    const { resolve } = zoneResolver(c.zone, { timeoutUnder: 'error.' });
    const sender = c.mailfrom === '' ? `postmaster@${c.helo}` : c.mailfrom;
    const domain = sender.slice(sender.lastIndexOf('@') + 1);
    const { explanation: _, ...direct } = await checkHost({ ip: c.host, domain }, resolve);
    const compiled = await compileSpf(domain, resolve);
    expect(await evaluateSpfWith(compiled, c.host, resolve), c.id).toEqual(direct);
    if (direct.result === 'undecided') undecided++;
    else if (!['helo', 'macro'].some((word) => c.id.includes(word))) {
      expect(c.results, `${c.id} ${direct.problem}`).toContain(direct.result);
    }
  }
  expect(undecided).toBeGreaterThan(2);
});

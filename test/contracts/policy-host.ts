/** What every policy host must do, whatever it is. Each member's test calls this with a way to run it. */
import { describe, expect, test } from 'vitest';
import type { PolicyHost } from '../../core/domains/hosts/policy-host.ts';
import type { HostCall, HostResult, ServedZone } from '../../core/model/host.ts';

export interface HostUnderTest {
  host: PolicyHost;
  /** Calls and steps are done by a person where the host is not automatic. */
  byHand?(calls: HostCall[]): Promise<void>;
  /** A zone it serves in which other records may be edited, and a way to put some there behind its back. */
  zone?: { name: string; put(name: string, type: 'TXT' | 'MX', values: string[]): Promise<void> };
  /** Number of requests that changed something so far; null where there are none to count. */
  writes(): number | null;
  key: string;
}

export function policyHostContract(name: string, setUp: () => Promise<HostUnderTest>): void {
  const none = 'v=DMARC1; p=none; rua=mailto:d@example.com';
  const reject = 'v=DMARC1; p=reject; sp=reject; rua=mailto:d@example.com';

  /** Publishes and gives what the host then holds. */
  async function publish(it: HostUnderTest, domain: string, text: string | null) {
    const plan = await it.host.plan(domain, text);
    if (!plan.ok) throw new Error(JSON.stringify(plan.problem));
    if (it.host.automatic) {
      const written = await it.host.write(domain, text);
      if (!written.ok) throw new Error(JSON.stringify(written.problem));
    } else await it.byHand?.(plan.value);
    const read = await it.host.read(domain);
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    return read.value;
  }

  describe(`policy host ${name}`, () => {
    test('publishes, changes and keeps a record, each read back', async () => {
      const it = await setUp();
      const before = await it.host.read('one.example');
      expect(before).toMatchObject({ ok: true, value: { exists: false, txt: null } });
      const first = await publish(it, 'one.example', none);
      const place = it.host.place('one.example');
      expect(first.exists).toBe(true);
      expect(first.txt).toEqual({
        name: place.by === 'ns' ? place.owner : place.target,
        texts: [none],
        ttl: it.host.settings.ttl,
      });
      const second = await publish(it, 'one.example', reject);
      expect(second.txt?.texts).toEqual([reject]);
      if (first.serial !== null) expect(second.serial).toBeGreaterThan(first.serial);
    });

    test('what is there already needs no call', async () => {
      const it = await setUp();
      await publish(it, 'same.example', none);
      expect(await it.host.plan('same.example', none)).toEqual({ ok: true, value: [] });
      const writes = it.writes();
      await publish(it, 'same.example', none);
      expect(it.writes()).toBe(writes);
    });

    test('a plan changes nothing, is what writing then does, and never holds the key', async () => {
      const it = await setUp();
      const writes = it.writes();
      const plan = await it.host.plan('plan.example', none);
      expect(plan.ok && plan.value.length).toBeGreaterThan(0);
      expect(it.writes()).toBe(writes);
      expect(await it.host.read('plan.example')).toMatchObject({ ok: true, value: { txt: null } });
      expect(JSON.stringify(plan)).not.toContain(it.key);
      await publish(it, 'plan.example', none);
      if (writes !== null && plan.ok) expect((it.writes() ?? 0) - writes).toBe(plan.value.length);
    });

    test('domains do not touch each other', async () => {
      const it = await setUp();
      await publish(it, 'left.example', none);
      await publish(it, 'right.example', reject);
      expect((await it.host.read('left.example')) as object).toMatchObject({
        value: { txt: { texts: [none] } },
      });
      const [left, right] = [it.host.place('left.example'), it.host.place('right.example')];
      expect(JSON.stringify(left)).not.toBe(JSON.stringify(right));
    });

    test('a record is taken out again, and taking out nothing needs no call', async () => {
      const it = await setUp();
      await publish(it, 'gone.example', none);
      expect((await publish(it, 'gone.example', null)).txt).toBeNull();
      expect(await it.host.plan('gone.example', null)).toEqual({ ok: true, value: [] });
    });

    test('long text, quotes and bytes beyond ASCII come back as they went', async () => {
      const it = await setUp();
      const rua = Array.from({ length: 12 }, (_, i) => `mailto:reports-${i}@example.com`).join(',');
      const text = `v=DMARC1; p=none; rua=${rua}; note="a\\b" \u00fc`;
      expect(text.length).toBeGreaterThan(300);
      expect((await publish(it, 'odd.example', text)).txt?.texts).toEqual([text]);
    });

    test('the zone text names the owner and the record', async () => {
      const it = await setUp();
      const place = it.host.place('zone.example');
      const zone = it.host.zoneText('zone.example', none);
      expect(zone).toContain(place.by === 'ns' ? '$ORIGIN _dmarc.zone.example.' : place.target);
      expect(zone).toContain(`IN TXT "${none}"`);
    });

    test('an SPF record is put in, changed and taken out beside other TXT, each read back', async () => {
      const it = await setUp();
      if (!it.host.records || !it.zone) return expect(it.host.records).toBeNull();
      const { records } = it.host;
      const name = `spf.${it.zone.name}`;
      const target = { name, type: 'TXT', kind: 'spf' } as const;
      await it.zone.put(name, 'TXT', ['proof-of-ownership=1', 'v=spf10 is something else']);
      const zone = served(await records.zoneOf(name));
      expect(zone.zone).toBe(it.zone.name);
      expect(await records.read(zone, target)).toEqual({ ok: true, value: null });
      const all = { ...target, kind: 'whole' } as const;
      for (const text of ['v=spf1 -all', 'v=spf1 ip4:192.0.2.0/28 -all', null]) {
        const writes = it.writes();
        const plan = await records.plan(zone, target, text);
        expect(it.writes()).toBe(writes);
        expect(JSON.stringify(plan)).not.toContain(it.key);
        const written = await records.write(zone, target, text);
        expect(written).toMatchObject(
          text === null ? { ok: true, value: null } : { value: { texts: [text] } },
        );
        if (writes !== null && plan.ok) expect((it.writes() ?? 0) - writes).toBe(plan.value.length);
        expect(await records.plan(zone, target, text)).toEqual({ ok: true, value: [] });
        const held = await records.read(zone, all);
        expect([...((held.ok && held.value?.texts) || [])].sort()).toEqual(
          ['proof-of-ownership=1', 'v=spf10 is something else', ...(text === null ? [] : [text])].sort(),
        );
      }
    });

    test('a wildcard without keys, and null MX, in a zone it serves', async () => {
      const it = await setUp();
      if (!it.host.records || !it.zone) return expect(it.host.records).toBeNull();
      const { records } = it.host;
      const zone = served(await records.zoneOf(it.zone.name));
      const name = `*._domainkey.quiet.${it.zone.name}`;
      for (const [target, value] of [
        [{ name, type: 'TXT', kind: 'whole' }, 'v=DKIM1; p='],
        [{ name: `quiet.${it.zone.name}`, type: 'MX', kind: 'whole' }, '0 .'],
      ] as const) {
        expect(await records.write(zone, target, value)).toMatchObject({
          ok: true,
          value: { texts: [value] },
        });
        expect(await records.plan(zone, target, value)).toEqual({ ok: true, value: [] });
        expect(await records.write(zone, target, null)).toEqual({ ok: true, value: null });
      }
      const mx = { name: `mail.${it.zone.name}`, type: 'MX', kind: 'whole' } as const;
      await it.zone.put(mx.name, 'MX', ['10 mx1.mail.test.']);
      expect(await records.read(zone, mx)).toMatchObject({ value: { texts: ['10 mx1.mail.test.'] } });
    });

    test('a name in no zone of its own is told, not guessed', async () => {
      const it = await setUp();
      if (!it.host.records) return expect(it.host.automatic).toBe(false);
      expect(await it.host.records.zoneOf('not.served.here.example')).toEqual({ ok: true, value: null });
    });
  });
}

function served(result: HostResult<ServedZone | null>): ServedZone {
  if (!result.ok || result.value === null) throw new Error(JSON.stringify(result));
  return result.value;
}

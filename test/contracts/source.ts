import { describe, expect, test } from 'vitest';
import { createGateway } from '../../core/lib/gateway.ts';
import type { SourceSettings } from '../../core/model/source.ts';
import { createSource } from '../../core/sources/registry.ts';
import { SOURCE_LIMITS, type SourceItem, type SourceStep } from '../../core/sources/source.ts';

/** A source with some things in it, and a server that can be made to fail. */
export interface ContractSource {
  settings: SourceSettings;
  key: string;
  fetch: typeof fetch;
  /** What lies there. */
  contents: string[];
  /** Answers every request in place of the server; null: it answers again. */
  fail(answer: ((url: URL) => Response | Promise<Response>) | null): void;
  /** Requests so far, as `METHOD what`. */
  asked(): string[];
}

/** What every source keeps to (see Source). */
export function sourceContract(name: string, make: () => Promise<ContractSource>): void {
  describe(`the source ${name}`, () => {
    const opened = (of: ContractSource, key = of.key) =>
      createSource(of.settings, {
        key,
        clock: Date.now,
        gateway: createGateway({ fetch: of.fetch, clock: Date.now }),
      });

    async function steps(of: ContractSource, cursor: string | null, key = of.key): Promise<SourceStep[]> {
      const found: SourceStep[] = [];
      for await (const step of opened(of, key).list(cursor)) found.push(step);
      return found;
    }
    const itemsOf = (found: SourceStep[]) => found.filter((it): it is SourceItem => it.kind === 'item');

    test('lists each thing once, and gives its bytes', async () => {
      const of = await make();
      const items = itemsOf(await steps(of, null));
      expect(new Set(items.map((it) => it.id)).size).toBe(items.length);
      const source = opened(of);
      const bytes = await Promise.all(items.map((it) => source.bytes(it.id)));
      const texts = bytes.map((it) => (it.ok ? new TextDecoder().decode(it.value) : it.problem.code));
      expect(texts.sort()).toEqual([...of.contents].sort());
      for (const [i, item] of items.entries()) {
        const it = bytes[i]!;
        expect(item.bytes).toBe(it.ok ? it.value.length : null);
        expect(item.name).not.toBe('');
      }
      expect(await source.test()).toMatchObject({ ok: true });
    });

    test('goes on from the cursor of any item, and loses none after it', async () => {
      const of = await make();
      const items = itemsOf(await steps(of, null));
      for (const [i, item] of items.entries()) {
        const later = new Set(itemsOf(await steps(of, item.cursor)).map((it) => it.id));
        for (const other of items.slice(i + 1)) expect(later).toContain(other.id);
      }
    });

    test('only ever reads', async () => {
      const of = await make();
      const items = itemsOf(await steps(of, null));
      await opened(of).bytes(items[0]!.id);
      const others = of
        .asked()
        .filter((it) => !/^(GET|PROPFIND|POST (Mailbox\/get|Email\/(get|query|changes)))\b/.test(it));
      expect(others).toEqual([]);
    });

    test('all that a server does wrong is a value, at a list and at a message', async () => {
      const of = await make();
      const [item] = itemsOf(await steps(of, null));
      const wrongs: [string, () => Response | Promise<Response>][] = [
        ['sign-in', () => new Response('', { status: 401 })],
        ['forbidden', () => new Response('', { status: 403 })],
        ['not-found', () => new Response('', { status: 404 })],
        ['too-many', () => new Response('', { status: 429, headers: { 'retry-after': '60' } })],
        ['server-error', () => new Response('', { status: 500 })],
        ['unreachable', () => Promise.reject(new TypeError('connection lost'))],
        ['unreadable-answer', () => new Response('<html>hello')],
        [
          'unreadable-answer',
          () => new Response(`<!DOCTYPE x [<!ENTITY a "b">]><x>${'&a;'.repeat(1000)}</x>`),
        ],
        ['unreadable-answer', () => new Response('<a>'.repeat(100_000))],
        ['unreadable-answer', () => new Response('['.repeat(100_000))],
        ['too-large', () => new Response(new Uint8Array(SOURCE_LIMITS.listBytes + 1))],
      ];
      for (const [code, answer] of wrongs) {
        of.fail(answer);
        const found = await steps(of, null);
        expect(found, code).toHaveLength(1);
        expect(found[0], code).toMatchObject({ kind: 'held-up', problem: { code } });
        if (code === 'too-many') expect(found[0]).toMatchObject({ problem: { wait: 60 } });
        const bytes = await opened(of).bytes(item!.id);
        if (!bytes.ok) expect(bytes.problem.code).toBe(code);
        else expect(['unreadable-answer', 'too-large']).toContain(code);
      }
      of.fail(null);
      expect(await steps(of, null, 'another key')).toMatchObject([
        { kind: 'held-up', problem: { code: 'sign-in' } },
      ]);
    });
  });
}

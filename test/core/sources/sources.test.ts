import { expect, test } from 'vitest';
import { createGateway } from '../../../core/lib/gateway.ts';
import type { SourceSettings } from '../../../core/model/source.ts';
import { waitOf } from '../../../core/sources/http/ask.ts';
import { child, childText, readXml } from '../../../core/sources/http/read-xml.ts';
import { createSource, SOURCES } from '../../../core/sources/registry.ts';
import { type ContractSource, sourceContract } from '../../contracts/source.ts';
import { madeBucket, madeWebdav } from '../../support/made-drop-boxes.ts';
import { MadeJmap } from '../../support/made-jmap.ts';

const SETTINGS: SourceSettings = {
  ...{ id: 'box', kind: 'jmap', name: 'Reports', url: 'https://mail.example', user: '', folders: [] },
  ...{ prefix: '', region: '', since: null, everything: false, origins: [], paused: false },
};
const CONTENTS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'].map(
  (it) => `Subject: ${it}\r\n\r\n${it}`,
);

async function jmap(): Promise<ContractSource> {
  const server = new MadeJmap();
  for (const source of CONTENTS) server.add(source);
  return {
    ...{
      settings: SETTINGS,
      key: 'token-1',
      fetch: server.fetch,
      contents: CONTENTS,
      asked: () => server.asked,
    },
    fail: (answer) => {
      server.instead = answer ?? (() => null);
    },
  };
}

const NAMES = [
  'a.eml',
  'b c.xml.gz',
  'ö&<é>.eml',
  '2026/11/29/h1',
  '2026/11/29/h2',
  '2026/x+y.zip',
  'z%41.eml',
];
const files = (under = '') => new Map(NAMES.map((name, i) => [under + name, CONTENTS[i]!]));

async function webdav(): Promise<ContractSource> {
  const server = madeWebdav(files());
  return {
    settings: { ...SETTINGS, kind: 'webdav', url: 'https://files.example/in', user: 'user' },
    ...{ key: 'token-1', fetch: server.fetch, contents: CONTENTS, asked: () => server.asked },
    fail: (answer) => {
      server.instead = (answer as typeof server.instead) ?? (() => null);
    },
  };
}

async function s3(): Promise<ContractSource> {
  const server = madeBucket(new Map([...files('in/'), ['other/x.eml', 'not ours'], ['in/', '']]));
  return {
    settings: {
      ...SETTINGS,
      kind: 's3',
      url: 'https://s3.example/box',
      user: 'user',
      region: 'test-1',
      prefix: 'in/',
    },
    ...{ key: 'token-1', fetch: server.fetch, contents: CONTENTS, asked: () => server.asked },
    fail: (answer) => {
      server.instead = (answer as typeof server.instead) ?? (() => null);
    },
  };
}

const MADE = { jmap, webdav, s3 };
for (const { kind } of SOURCES) sourceContract(kind, MADE[kind]);

test('a folder whose list leads elsewhere gives only what lies in it, and sends the key nowhere else [INTAKE-7]', async () => {
  const server = madeWebdav(new Map([['a.eml', CONTENTS[0]!]]));
  const origins = new Set<string>();
  server.instead = (url, init) => {
    origins.add(url.origin);
    if (init.method !== 'PROPFIND') return null;
    const row = (href: string) =>
      `<response><href>${href}</href><propstat><prop><resourcetype/><getcontentlength>3</getcontentlength></prop><status>HTTP/1.1 200 OK</status></propstat></response>`;
    const hrefs = [
      '/in/a.eml',
      '/other/b.eml',
      '/in/../c.eml',
      'https://elsewhere.example/in/d.eml',
      '//elsewhere.example/in/e',
    ];
    return new Response(`<multistatus xmlns="DAV:">${hrefs.map(row).join('')}</multistatus>`, {
      status: 207,
    });
  };
  const settings: SourceSettings = {
    ...SETTINGS,
    kind: 'webdav',
    url: 'https://files.example/in/',
    user: 'user',
  };
  const gateway = createGateway({ fetch: server.fetch, clock: Date.now });
  const source = createSource(settings, { key: 'token-1', clock: Date.now, gateway });
  const names: string[] = [];
  for await (const step of source.list(null)) if (step.kind === 'item') names.push(step.name);
  expect(names).toEqual(['a.eml']);
  await source.bytes('x https://elsewhere.example/in/d.eml');
  expect([...origins]).toEqual(['https://files.example']);
});

test('a file whose ETag is weak at first is the same file later, and another once it changed', async () => {
  const content = new Map([['a.eml', CONTENTS[0]!]]);
  const server = madeWebdav(content);
  let weak = false;
  const gateway = createGateway({
    clock: Date.now,
    async fetch(input, init) {
      const answer = await server.fetch(input, init);
      if (!weak) return answer;
      const text = (await answer.text()).replace(/<D:getetag>/g, '<D:getetag>W/');
      return new Response(text, { status: answer.status });
    },
  });
  const settings: SourceSettings = {
    ...SETTINGS,
    kind: 'webdav',
    url: 'https://files.example/in',
    user: 'user',
  };
  const idsOf = async () => {
    const ids: string[] = [];
    for await (const step of createSource(settings, { key: 'token-1', clock: Date.now, gateway }).list(null))
      if (step.kind === 'item') ids.push(step.id);
    return ids;
  };
  const strong = await idsOf();
  weak = true;
  expect(await idsOf()).toEqual(strong);
  content.set('a.eml', CONTENTS[1]!);
  expect(await idsOf()).not.toEqual(strong);
});

test('a server that is there and answers no page is told from one that is not, and what to do from where', async () => {
  const code = async (inExtension: boolean, there: boolean) => {
    const answer = (init: RequestInit) =>
      there && init.mode === 'no-cors'
        ? Object.defineProperty(new Response(null), 'status', { value: 0 })
        : Promise.reject(new TypeError('Failed to fetch'));
    const gateway = createGateway({ fetch: async (_, init = {}) => answer(init), clock: Date.now });
    const found = await createSource(SETTINGS, { key: 'k', clock: Date.now, gateway, inExtension }).test();
    return found.ok ? 'ok' : found.problem.code;
  };
  expect(await code(false, true)).toBe('page-refused');
  expect(await code(true, true)).toBe('no-permission');
  expect(await code(false, false)).toBe('unreachable');
});

test('answers are read as XML without entities of their own and without names that reach further', () => {
  const read = (text: string) => readXml(new TextEncoder().encode(text));
  expect(read('<a><b>x</b></a>')).toEqual({ a: { b: 'x' } });
  expect(read('<!doctype a><a/>')).toBeNull();
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  read('<__proto__><polluted>1</polluted></__proto__>');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('a path that would read as another host stays at its server, at the root too [INTAKE-7]', async () => {
  const origins = new Set<string>();
  const fetched: typeof fetch = async (input, init = {}) => {
    const url = new URL(String(input));
    origins.add(url.origin);
    if (init.method !== 'PROPFIND') return new Response('x');
    const inside = url.pathname === '/' ? '/.//elsewhere.example/in/' : '/.//elsewhere.example/in/a.eml';
    const type = url.pathname === '/' ? '<resourcetype><collection/></resourcetype>' : '<resourcetype/>';
    return new Response(
      `<multistatus xmlns="DAV:"><response><href>${inside}</href><propstat><prop>${type}</prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>`,
      { status: 207 },
    );
  };
  const gateway = createGateway({ fetch: fetched, clock: Date.now });
  const settings: SourceSettings = { ...SETTINGS, kind: 'webdav', url: 'https://files.example/' };
  const source = createSource(settings, { key: 'token-1', clock: Date.now, gateway });
  const read: boolean[] = [];
  for await (const step of source.list(null))
    if (step.kind === 'item') read.push((await source.bytes(step.id)).ok);
  expect(read).toEqual([true]);
  expect([...origins]).toEqual(['https://files.example']);
});

test('half characters, dates beyond all calendars and lists of tags alone are values, never exceptions', async () => {
  const xml = '<r><etag>&#xD800;&#55357;</etag></r>';
  expect(childText(child(readXml(new TextEncoder().encode(xml)), 'r'), 'etag')).toBe('\ufffd\ufffd');
  expect(readXml(new TextEncoder().encode(`<r>${'<b/>'.repeat(500_001)}</r>`))).toBeNull();
  const mail = (change: (body: string) => string) => {
    const server = new MadeJmap();
    server.add(CONTENTS[0]!);
    const gateway = createGateway({
      clock: Date.now,
      fetch: async (input, init) => {
        const answer = await server.fetch(input, init);
        return init?.redirect === 'manual' && answer.type !== 'opaqueredirect'
          ? new Response(change(await answer.text()), answer)
          : answer;
      },
    });
    return createSource(SETTINGS, { key: 'token-1', clock: Date.now, gateway });
  };
  const codes = async (change: (body: string) => string) => {
    const found: string[] = [];
    const source = mail(change);
    for await (const step of source.list(null)) {
      if (step.kind === 'item') found.push((await source.bytes(step.id)).ok ? 'read' : 'not read');
      if (step.kind === 'held-up') found.push(step.problem.code);
    }
    return found;
  };
  expect(await codes((body) => body.replace(/"G[0-9a-f]{40}"/g, '"\\ud800"'))).toEqual(['unreadable-answer']);
  expect(await codes((body) => body.replace(/"a1"(?!:)/g, '"\\ud800"'))).toEqual(['unreadable-answer']);
  expect(await codes((body) => body.replace(/2026-03-03T/g, '+275760-09-13T'))).toEqual(['read']);
});

test('a server that repeats the key is not quoted with it, and a key that no header can hold is not sent [INTAKE-12]', async () => {
  let asked = 0;
  const opened = (settings: SourceSettings, key: string) => {
    const told = JSON.stringify({ detail: `token ${key} is unknown` });
    const fetched = async () => {
      asked += 1;
      return new Response(told, { status: 401, headers: { 'content-type': 'application/json' } });
    };
    return createSource(settings, {
      key,
      clock: Date.now,
      gateway: createGateway({ fetch: fetched, clock: Date.now }),
    });
  };
  const found = await opened(SETTINGS, 's3cret').test();
  expect(found).toMatchObject({ ok: false, problem: { code: 'sign-in', detail: 'token … is unknown' } });
  for await (const step of opened(SETTINGS, 's3cret').list(null))
    expect(JSON.stringify(step)).not.toContain('s3cret');
  asked = 0;
  for (const key of ['tok–en', 'a\nb', 'x'.repeat(200_000)])
    for (const user of ['', 'user']) {
      const result = await opened({ ...SETTINGS, user }, key).test();
      expect(result).toMatchObject({ ok: false, problem: { code: 'sign-in' } });
    }
  // Basic is base64, which can hold the first two
  expect(asked).toBe(2);
});

test('lists that never end, or go round, come to an end [INTAKE-5]', async () => {
  let asked = 0;
  const endless = (answer: (url: URL, init: RequestInit) => Promise<Response>) =>
    createGateway({ clock: Date.now, fetch: (input, init = {}) => answer(new URL(String(input)), init) });
  const last = async (
    settings: SourceSettings,
    gateway: ReturnType<typeof endless>,
    cursor: string | null,
  ) => {
    let code = '';
    asked = 0;
    for await (const step of createSource(settings, { key: 'token-1', clock: Date.now, gateway }).list(
      cursor,
    ))
      if (step.kind === 'held-up') code = step.problem.code;
    return code;
  };
  const bucket = endless(async () => {
    asked += 1;
    return new Response(
      `<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>${asked % 2}</NextContinuationToken></ListBucketResult>`,
    );
  });
  const s3Settings: SourceSettings = {
    ...SETTINGS,
    kind: 's3',
    url: 'https://s3.example/box',
    user: 'user',
    region: 'r',
  };
  expect(await last(s3Settings, bucket, null)).toBe('too-many-items');
  expect(asked).toBeLessThan(6_000);
  const server = new MadeJmap();
  const mail = endless(async (url, init) => {
    asked += 1;
    if (!String(init.body).includes('Email/changes')) return await server.fetch(url, init);
    const value = { newState: String(asked), hasMoreChanges: true, created: [], updated: [], destroyed: [] };
    return new Response(JSON.stringify({ methodResponses: [['Email/changes', value, '0']] }));
  });
  const cursor = JSON.stringify({ at: 'changes', state: '0', rest: [] });
  expect(await last(SETTINGS, mail, cursor)).toBe('too-many-items');
  expect(asked).toBeLessThan(6_000);
});

test('an object in an archive is one that cannot be had, and no right that is missing', async () => {
  const error = '<Error><Code>InvalidObjectState</Code><Message>archived</Message></Error>';
  const fetched = async () =>
    new Response(error, { status: 403, headers: { 'content-type': 'application/xml' } });
  const settings: SourceSettings = {
    ...SETTINGS,
    kind: 's3',
    url: 'https://s3.example/box',
    user: 'user',
    region: 'r',
  };
  const gateway = createGateway({ fetch: fetched, clock: Date.now });
  const found = await createSource(settings, { key: 'k', clock: Date.now, gateway }).bytes('v a.eml');
  expect(found).toMatchObject({ ok: false, problem: { code: 'not-found' } });
});

test('folders within folders are looked into, and those too deep are told, not passed over in silence', async () => {
  const at = (depth: number) => `${'f/'.repeat(depth)}a.eml`;
  const read = async (depth: number) => {
    const server = madeWebdav(
      new Map([
        [at(0), 'x'],
        [at(depth), 'y'],
      ]),
    );
    const gateway = createGateway({ fetch: server.fetch, clock: Date.now });
    const settings: SourceSettings = {
      ...SETTINGS,
      kind: 'webdav',
      url: 'https://files.example/in',
      user: 'user',
    };
    const found: string[] = [];
    for await (const step of createSource(settings, { key: 'token-1', clock: Date.now, gateway }).list(null))
      if (step.kind !== 'page') found.push(step.kind);
    return found;
  };
  expect(await read(10)).toEqual(['item', 'item']);
  expect(await read(11)).toEqual(['item', 'held-up']);
});

test('a server is waited for as long as it asks, at most a day, and not at all for what is no time [INTAKE-5]', () => {
  const now = Date.UTC(2026, 2, 3);
  const waits: [string, number | null][] = [
    ['0', 0],
    [' 120 ', 120],
    ['999999999', 86_400],
    ['Tue, 03 Mar 2026 00:01:00 GMT', 60],
    ['Mon, 02 Mar 2026 00:00:00 GMT', 0],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400],
    ['-99999', null],
    ['-5', null],
    ['1e9', null],
    ['99999999999', null],
    ['soon', null],
    ['', null],
  ];
  for (const [text, wait] of waits) expect(waitOf(text, now), text).toBe(wait);
  expect(waitOf(null, now)).toBeNull();
});

test('names of a bucket are taken as the server says that it writes them, and none is lost', async () => {
  const names = async (encoding: string, keys: string[]) => {
    const rows = keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
    const answer = `<ListBucketResult><IsTruncated>false</IsTruncated>${encoding}${rows}</ListBucketResult>`;
    const gateway = createGateway({ fetch: async () => new Response(answer), clock: Date.now });
    const settings = {
      ...SETTINGS,
      kind: 's3' as const,
      url: 'https://s3.example/box',
      user: 'u',
      region: 'r',
    };
    const found: string[] = [];
    for await (const step of createSource(settings, { key: 'k', clock: Date.now, gateway }).list(null))
      if (step.kind === 'item') found.push(step.id.slice(step.id.indexOf(' ') + 1));
    return found;
  };
  const keys = ['a+b.eml', '100%.eml', 'c%20d.eml'];
  expect(await names('', keys)).toEqual(keys);
  expect(await names('<EncodingType>url</EncodingType>', keys)).toEqual(['a b.eml', '100%.eml', 'c d.eml']);
});

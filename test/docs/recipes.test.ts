import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsV4Signer } from 'aws4fetch';
import { expect, test } from 'vitest';
import { mailbox } from '../support/mailbox.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/recipes/bucket.md'), 'utf8');

interface Worker {
  email(
    message: { raw: ReadableStream },
    env: { REPORTS: { put(name: string, bytes: ArrayBuffer): Promise<void> } },
  ): Promise<void>;
}

test('the worker of the recipe stores each mail as it came, by its hash', async () => {
  const code = /```js\n([\s\S]*?)```/.exec(text)![1]!;
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { default: Worker };
  const stored = new Map<string, string>();
  const put = async (name: string, bytes: ArrayBuffer) =>
    void stored.set(name, Buffer.from(bytes).toString('latin1'));
  const mails = mailbox();
  for (const mail of [...mails, mails[0]!])
    await module.default.email({ raw: new Blob([mail]).stream() }, { REPORTS: { put } });
  const expected = mails.map((mail) => createHash('sha256').update(mail).digest('hex'));
  expect(
    [...stored.keys()].map((name) => /^in\/\d{4}\/\d\d\/\d\d\/([0-9a-f]{64})\.eml$/.exec(name)?.[1]),
  ).toEqual(expected);
  expect([...stored.values()]).toEqual(mails.map((mail) => Buffer.from(mail).toString('latin1')));
});

test('the rules for pages name the headers that are sent', async () => {
  const [rule] = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)![1]!) as {
    AllowedHeaders: string[];
    AllowedOrigins: string[];
  }[];
  const keys = { accessKeyId: 'a', secretAccessKey: 'b', service: 's3', region: 'auto' };
  const { headers } = await new AwsV4Signer({ url: 'https://s3.example/box/', ...keys }).sign();
  const sent = [...headers.keys()].filter((it) => it !== 'host').sort();
  expect(rule!.AllowedHeaders.sort()).toEqual(sent);
  expect(rule!.AllowedOrigins).toEqual(['http://127.0.0.1:4517']);
});

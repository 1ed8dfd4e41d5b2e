import { AwsV4Signer } from 'aws4fetch';
import type { SourcePurpose } from '../model/dns.ts';
import type { SourceResult, SourceSettings } from '../model/source.ts';
import { typedAddress } from './http/address.ts';
import { ask } from './http/ask.ts';
import { fileItem, pathOf } from './http/file-item.ts';
import { child, children, childText, readXml, type XmlValue } from './http/read-xml.ts';
import { refused, SOURCE_LIMITS, type Source, type SourceMember, type SourceTools } from './source.ts';

/** A bucket with S3's interface, into which a mail service puts mails: SES, an Email Worker. */
export const s3: SourceMember = {
  kind: 's3',
  needs: ['user', 'bucket', 'since'],
  create(settings: SourceSettings, tools: SourceTools): Source {
    function bucket(): SourceResult<URL> {
      const typed = typedAddress(settings.url);
      if (typed.ok && !typed.value.pathname.endsWith('/')) typed.value.pathname += '/';
      return typed;
    }

    async function get(url: URL, purpose: SourcePurpose): Promise<SourceResult<Uint8Array>> {
      const signed = await new AwsV4Signer({
        url: url.href,
        accessKeyId: settings.user,
        secretAccessKey: tools.key,
        service: 's3',
        region: settings.region,
        datetime: new Date(tools.clock()).toISOString().replace(/[:-]|\.\d{3}/g, ''),
      }).sign();
      const headers = Object.fromEntries([...signed.headers].filter(([name]) => name !== 'host'));
      const answer = await ask(tools, new URL(signed.url), { headers }, purpose);
      if (answer.ok) return { ok: true, value: answer.value.body };
      // a wrong key is 403 as well, and only the words tell which
      const wrong = /InvalidAccessKeyId|SignatureDoesNotMatch|InvalidToken/.test(answer.problem.detail);
      if (wrong) return { ok: false, problem: { ...answer.problem, code: 'sign-in' } };
      // this object lies in an archive; the others can be had
      const archived = answer.problem.detail.includes('InvalidObjectState');
      return archived ? { ok: false, problem: { ...answer.problem, code: 'not-found' } } : answer;
    }

    async function page(top: URL, after: string, size: number): Promise<SourceResult<XmlValue>> {
      const url = new URL(top);
      url.searchParams.set('list-type', '2');
      url.searchParams.set('encoding-type', 'url');
      url.searchParams.set('max-keys', String(size));
      if (settings.prefix !== '') url.searchParams.set('prefix', settings.prefix);
      if (after !== '') url.searchParams.set('continuation-token', after);
      const answer = await get(url, 'source-list');
      if (!answer.ok) return answer;
      const result = child(readXml(answer.value), 'ListBucketResult');
      return result === null ? refused('unreadable-answer', top.host) : { ok: true, value: result };
    }

    return {
      async test() {
        const top = bucket();
        const listed = top.ok ? await page(top.value, '', MOST) : top;
        if (!listed.ok) return listed;
        const more = childText(listed.value, 'IsTruncated') === 'true';
        const items = more ? null : children(listed.value, 'Contents').length;
        // what a key may do is not told without trying it
        return { ok: true, value: { folders: [], items, mayWrite: false } };
      },
      async *list() {
        const top = bucket();
        if (!top.ok) return yield { kind: 'held-up', problem: top.problem };
        let after = '';
        let count = 0;
        for (;;) {
          const listed = await page(top.value, after, MOST);
          if (!listed.ok) return yield { kind: 'held-up', problem: listed.problem };
          // a server that does not know of encoding says nothing of it, and gives the names as they are
          const isEncoded = childText(listed.value, 'EncodingType').toLowerCase() === 'url';
          for (const entry of children(listed.value, 'Contents')) {
            const item = itemOf(entry, isEncoded, settings);
            if (item !== null) yield item;
          }
          yield { kind: 'page', cursor: '' };
          const next = childText(listed.value, 'NextContinuationToken');
          if (childText(listed.value, 'IsTruncated') !== 'true') return;
          count += Math.max(children(listed.value, 'Contents').length, EMPTY_PAGE);
          const problem =
            next === '' || next === after
              ? refused('unreadable-answer', top.value.host).problem
              : count > SOURCE_LIMITS.items
                ? refused('too-many-items', top.value.host).problem
                : null;
          if (problem !== null) return yield { kind: 'held-up', problem };
          after = next;
        }
      },
      async bytes(id) {
        const top = bucket();
        if (!top.ok) return top;
        const url = new URL(top.value);
        url.pathname += pathOf(id).split('/').map(encodeURIComponent).join('/');
        const answer = await get(url, 'source-read');
        return answer.ok ? { ok: true, value: answer.value as Uint8Array<ArrayBuffer> } : answer;
      },
    };
  },
};

/** Items that a page without any counts for, against a list that never ends. */
const EMPTY_PAGE = 100;
/** Objects of a page; more are never given. */
const MOST = 1_000;

function itemOf(entry: XmlValue, isEncoded: boolean, { since, prefix }: SourceSettings) {
  const written = childText(entry, 'Key');
  const key = isEncoded ? decodedKey(written) : written;
  const size = childText(entry, 'Size');
  // a name that ends so stands for a folder; `.` and `..` would be another place in an address
  if (key === '' || key.endsWith('/') || !key.startsWith(prefix) || /(^|\/)\.{1,2}(\/|$)/.test(key))
    return null;
  if (since !== null && Date.parse(childText(entry, 'LastModified')) < since * 1000) return null;
  const bytes = /^\d{1,12}$/.test(size) ? Number(size) : null;
  return fileItem({ path: key, version: `${childText(entry, 'ETag')} ${size}`, bytes });
}

/** Names come as in a form, so that any character can be in one; what is no such form is a name as it is. */
function decodedKey(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

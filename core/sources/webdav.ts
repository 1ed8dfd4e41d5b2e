import type { SourceResult, SourceSettings } from '../model/source.ts';
import { answeredAddress, typedAddress } from './http/address.ts';
import { ask, authorization } from './http/ask.ts';
import { fileItem, type ListedFile, pathOf } from './http/file-item.ts';
import { child, children, childText, readXml, type XmlValue } from './http/read-xml.ts';
import { refused, SOURCE_LIMITS, type Source, type SourceMember, type SourceTools } from './source.ts';

/** Folders below the one that was set, and how deep they lie: `in/2026/11/29/`. */
const MAX_FOLDERS = 5_000;
const MAX_DEPTH = 10;

/** RFC 4918 section 9.1. */
const WANTED =
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/><getetag/><getlastmodified/></prop></propfind>';

interface Listed {
  files: ListedFile[];
  folders: string[];
}

/** A folder on a WebDAV server (RFC 4918), into which mails or report files are put. */
export const webdav: SourceMember = {
  kind: 'webdav',
  needs: ['since'],
  create(settings: SourceSettings, tools: SourceTools): Source {
    const headers = authorization(settings.user, tools.key);

    /** The folder that was set, with the slash that its members are resolved by. */
    function root(): SourceResult<URL> {
      const typed = typedAddress(settings.url);
      if (typed.ok && !typed.value.pathname.endsWith('/')) typed.value.pathname += '/';
      return typed;
    }

    async function listFolder(folder: URL, top: URL): Promise<SourceResult<Listed>> {
      const init = {
        method: 'PROPFIND' as const,
        headers: { ...headers, depth: '1', 'content-type': 'application/xml' },
        body: WANTED,
      };
      const answer = await ask(tools, folder, init, 'source-list');
      if (!answer.ok) return answer;
      const status = child(readXml(answer.value.body), 'multistatus');
      if (answer.value.status !== 207 || status === null) return refused('unreadable-answer', folder.host);
      const listed: Listed = { files: [], folders: [] };
      for (const response of children(status, 'response')) {
        const href = answeredAddress(childText(response, 'href'), folder.href, settings);
        // the folder itself is in its list; what lies elsewhere is none of its members
        if (!href.ok || href.value.pathname === folder.pathname || !isWithin(href.value, top)) continue;
        const properties = foundProperties(response);
        if (properties === null) continue;
        if (child(child(properties, 'resourcetype'), 'collection') !== null)
          listed.folders.push(href.value.pathname);
        else {
          const file = fileOf(properties, href.value.pathname, settings);
          if (file !== null) listed.files.push(file);
        }
      }
      return { ok: true, value: listed };
    }

    return {
      async test() {
        const top = root();
        const listed = top.ok ? await listFolder(top.value, top.value) : top;
        if (!listed.ok) return listed;
        const items = listed.value.folders.length > 0 ? null : listed.value.files.length;
        // what a key may do is not told by WebDAV without trying it
        return { ok: true, value: { folders: [], items, mayWrite: false } };
      },
      async *list() {
        const top = root();
        if (!top.ok) return yield { kind: 'held-up', problem: top.problem };
        const waiting = [{ path: top.value.pathname, depth: 0 }];
        const met = new Set([top.value.pathname]);
        let count = 0;
        let tooDeep = false;
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const folder = atPath(top.value, next.path);
          const listed = await listFolder(folder, top.value);
          if (!listed.ok) return yield { kind: 'held-up', problem: listed.problem };
          count += listed.value.files.length;
          if (count > SOURCE_LIMITS.items || met.size > MAX_FOLDERS)
            return yield { kind: 'held-up', problem: refused('too-many-items', top.value.host).problem };
          for (const path of listed.value.folders) {
            const known = path.endsWith('/') ? path : `${path}/`;
            if (met.has(known)) continue;
            met.add(known);
            if (next.depth < MAX_DEPTH) waiting.push({ path: known, depth: next.depth + 1 });
            else tooDeep = true;
          }
          yield* listed.value.files.map(fileItem);
          yield { kind: 'page', cursor: '' };
        }
        // what lies within was not looked at, and that is told once all else has come
        if (tooDeep) yield { kind: 'held-up', problem: refused('too-many-items', top.value.host).problem };
      },
      async bytes(id) {
        const top = root();
        if (!top.ok) return top;
        const answer = await ask(tools, atPath(top.value, pathOf(id)), { headers }, 'source-read');
        return answer.ok ? { ok: true, value: answer.value.body as Uint8Array<ArrayBuffer> } : answer;
      },
    };
  },
};

/** A path at the folder's own server. Never resolved as a reference: `//host/` would be another server. */
function atPath(top: URL, path: string): URL {
  const url = new URL(top);
  url.pathname = path;
  return url;
}

function isWithin(url: URL, top: URL): boolean {
  return url.origin === top.origin && url.pathname.startsWith(top.pathname);
}

/** Properties that the server has of a member: those of the part whose status is 200. */
function foundProperties(response: XmlValue): XmlValue | null {
  const found = children(response, 'propstat').find((it) => / 200 /.test(`${childText(it, 'status')} `));
  return found === undefined ? null : child(found, 'prop');
}

function fileOf(properties: XmlValue, path: string, { since }: SourceSettings): ListedFile | null {
  const modified = childText(properties, 'getlastmodified');
  if (since !== null && Date.parse(modified) < since * 1000) return null;
  const length = childText(properties, 'getcontentlength');
  const bytes = /^\d{1,12}$/.test(length) ? Number(length) : null;
  return { path, version: `${childText(properties, 'getetag') || modified} ${length}`, bytes };
}

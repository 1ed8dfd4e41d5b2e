import type { SourceResult, SourceSettings } from '../model/source.ts';
import { ask, authorization } from './http/ask.ts';
import { callMethod, shaped } from './jmap/call.ts';
import { listMessages } from './jmap/list-messages.ts';
import { downloadAddress, type JmapSession, openSession } from './jmap/session.ts';
import { MAILBOXES_SHAPE } from './jmap/shapes.ts';
import { refused, type Source, type SourceMember, type SourceTest, type SourceTools } from './source.ts';

type Folder = SourceTest['folders'][number];

/** A mailbox over JMAP, RFC 8620 and RFC 8621: Fastmail, Stalwart, Cyrus, James. */
export const jmap: SourceMember = {
  kind: 'jmap',
  needs: ['folders', 'since'],
  create(settings: SourceSettings, tools: SourceTools): Source {
    let opened: Promise<SourceResult<JmapSession>> | null = null;
    const session = async () => {
      opened ??= openSession(settings, tools);
      const answer = await opened;
      if (!answer.ok) opened = null;
      return answer;
    };

    async function foldersOf(open: JmapSession): Promise<SourceResult<Folder[]>> {
      const answer = await callMethod(open, settings, tools, 'Mailbox/get', {
        properties: ['id', 'name', 'role', 'parentId', 'totalEmails'],
      });
      const read = shaped(answer, MAILBOXES_SHAPE, open.api.host);
      if (!read.ok) return read;
      const names = new Map(read.value.list.map((it) => [it.id, it]));
      const pathOf = (id: string, depth = 0): string => {
        const it = names.get(id)!;
        const above = it.parentId !== null && names.has(it.parentId) && depth < MAX_DEPTH;
        return above ? `${pathOf(it.parentId!, depth + 1)}/${it.name}` : it.name;
      };
      const folders = read.value.list.map((it) => ({
        id: it.id,
        name: pathOf(it.id),
        total: it.totalEmails,
        inbox: it.role === 'inbox',
      }));
      return {
        ok: true,
        value: folders.sort((a, b) => Number(b.inbox) - Number(a.inbox) || (a.name < b.name ? -1 : 1)),
      };
    }

    /** Those chosen that are still there; the Inbox where none was. */
    function wanted(all: readonly Folder[]): Folder[] {
      const ids = new Set(settings.folders.map((it) => it.id));
      return all.filter((it) => (ids.size === 0 ? it.inbox : ids.has(it.id)));
    }

    return {
      async test() {
        const open = await session();
        if (!open.ok) return open;
        const folders = await foldersOf(open.value);
        if (!folders.ok) return folders;
        const items = wanted(folders.value).reduce((sum, it) => sum + it.total, 0);
        return { ok: true, value: { folders: folders.value, items, mayWrite: open.value.mayWrite } };
      },
      async *list(cursor) {
        const open = await session();
        if (!open.ok) return yield { kind: 'held-up', problem: open.problem };
        const all = await foldersOf(open.value);
        if (!all.ok) return yield { kind: 'held-up', problem: all.problem };
        const folders = wanted(all.value).map((it) => it.id);
        const gone = settings.folders.find((it) => !folders.includes(it.id));
        if (gone !== undefined || folders.length === 0)
          return yield { kind: 'held-up', problem: refused('folder-gone', gone?.name ?? 'Inbox').problem };
        yield* listMessages({ session: open.value, settings, tools, folders }, cursor);
      },
      async bytes(id) {
        const open = await session();
        if (!open.ok) return open;
        const url = downloadAddress(open.value, id, settings);
        if (!url.ok) return url;
        const headers = authorization(settings.user, tools.key);
        const answer = await ask(tools, url.value, { headers }, 'source-read');
        return answer.ok ? { ok: true, value: answer.value.body as Uint8Array<ArrayBuffer> } : answer;
      },
    };
  },
};

/** Mailboxes within mailboxes, against a server that has them in a circle. */
const MAX_DEPTH = 10;

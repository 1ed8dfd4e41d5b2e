import { burn } from '@kenjiuno/msgreader/lib/Burner.js';

/**
 * Outlook's .msg with these attachments: storages and property streams of MS-OXMSG in a compound file. `within` attaches a
 * message, with the attachments in it, as Outlook does: as a storage and not as a file.
 */
export function msgFile(members: { name: string; bytes: Uint8Array }[], within = false): Uint8Array {
  const ROOT = 5;
  const STORAGE = 1;
  const STREAM = 2;
  type Entry = Parameters<typeof burn>[0][number];
  const entries: Entry[] = [];
  const add = (name: string, type: number, bytes: Uint8Array | null): number => {
    entries.push({
      name,
      type,
      length: bytes?.length ?? 0,
      ...(bytes ? { binaryProvider: () => bytes } : { children: [] }),
    } as Entry);
    return entries.length - 1;
  };
  let root = add('Root Entry', ROOT, null);
  const children = (at: number) => (entries[at] as { children: number[] }).children;
  children(root).push(add('__properties_version1.0', STREAM, new Uint8Array(32)));
  children(root).push(add('__substg1.0_0037001F', STREAM, utf16('Report Domain: example.com')));
  children(root).push(add('__substg1.0_5D01001F', STREAM, utf16('noreply@host.example')));
  if (within) {
    const attached = add('__attach_version1.0_#00000000', STORAGE, null);
    children(root).push(attached);
    root = add('__substg1.0_3701000D', STORAGE, null);
    children(attached).push(root);
  }
  members.forEach((member, i) => {
    const storage = add(`__attach_version1.0_#${i.toString(16).padStart(8, '0')}`, STORAGE, null);
    children(root).push(storage);
    children(storage).push(add('__properties_version1.0', STREAM, new Uint8Array(8)));
    children(storage).push(add('__substg1.0_37010102', STREAM, member.bytes));
    children(storage).push(add('__substg1.0_3707001F', STREAM, utf16(member.name)));
  });
  return burn(entries);
}

function utf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf16le'));
}

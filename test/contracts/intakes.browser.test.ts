import { describe, expect, test } from 'vitest';
import type { InputFile } from '../../core/model/input.ts';
import { INTAKES } from '../../pwa/intake/registry.ts';
import { writeMemory } from '../../pwa/state/folder-memory.ts';
import { SHARE_CACHE, SHARE_NAME_HEADER } from '../../pwa/state/share-cache.ts';
import { sharedFiles } from '../../pwa/state/shared-files.ts';

/** Every way in hands each file over once, with its name and its bytes, and nothing where nothing was given. */

const TEXTS = { 'a ü.xml': '<feedback>a</feedback>', 'b.xml': '<feedback>b</feedback>' };
const files = () => Object.entries(TEXTS).map(([name, text]) => new File([text], name));

interface Fixture {
  /** Gives the files as a user or the system does. Before the member starts, or after. */
  before?: (given: File[]) => void | Promise<void>;
  after?: (given: File[]) => void | Promise<void>;
  /** Only the first file can come this way. */
  single?: boolean;
}

function transferOf(given: File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of given) transfer.items.add(file);
  return transfer;
}

/** The next file dialog ends with these files; with none it is left by Escape. */
function answerDialog(given: File[]): void {
  const real = HTMLInputElement.prototype.click;
  HTMLInputElement.prototype.click = function click(this: HTMLInputElement) {
    HTMLInputElement.prototype.click = real;
    this.files = transferOf(given).files;
    this.dispatchEvent(new Event(given.length > 0 ? 'change' : 'cancel'));
  };
}

let consume: ((params: { files?: { getFile(): Promise<File> }[] }) => void) | null = null;

const FIXTURES: Record<string, Fixture> = {
  picker: { before: answerDialog },
  'folder-picker': { before: answerDialog },
  drop: {
    after(given) {
      const dataTransfer = transferOf(given);
      const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      if (given.length > 0) expect(event.defaultPrevented).toBe(true);
    },
  },
  paste: {
    after(given) {
      const clipboardData = transferOf(given);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    },
  },
  'launch-queue': {
    before() {
      const queue = {
        setConsumer: (next: typeof consume) => {
          consume = next;
        },
      };
      Object.defineProperty(window, 'launchQueue', { value: queue, configurable: true });
    },
    after: (given) => consume?.({ files: given.map((file) => ({ getFile: async () => file })) }),
  },
  'share-target': {
    async before(given) {
      const cache = await caches.open(SHARE_CACHE);
      for (const file of given) {
        const headers = { [SHARE_NAME_HEADER]: encodeURIComponent(file.name) };
        await cache.put(`./shared/${file.name}`, new Response(file, { headers }));
      }
    },
    async after(given) {
      // Nothing is handed over before the click, and what waits outlasts the page
      expect(sharedFiles.value?.files.length ?? 0).toBe(given.length);
      expect((await (await caches.open(SHARE_CACHE)).keys()).length).toBe(given.length);
      await sharedFiles.value?.accept();
      expect(sharedFiles.value).toBeNull();
      expect(await (await caches.open(SHARE_CACHE)).keys()).toEqual([]);
    },
  },
  'watched-folder': {
    async before(given) {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getDirectoryHandle(`box-${Math.random()}`, { create: true });
      for (const file of given) {
        const stream = await (await handle.getFileHandle(file.name, { create: true })).createWritable();
        await stream.write(file);
        await stream.close();
      }
      await writeMemory({ handle, seen: [], checked: 0 });
    },
  },
};

test('every way in has a fixture, and every fixture a way in', () => {
  expect(Object.keys(FIXTURES).sort()).toEqual(INTAKES.map((intake) => intake.id).sort());
});

describe.each(INTAKES.map((intake) => [intake.id, intake] as const))('%s', (id, intake) => {
  const fixture = FIXTURES[id]!;

  async function handedOver(given: File[]): Promise<InputFile[]> {
    const got: InputFile[] = [];
    await fixture.before?.(given);
    expect(intake.available()).toBe(true);
    if (intake.ask) got.push(...(await intake.ask()));
    // Listeners cannot be taken away again, so that each start takes only what its own turn gives.
    let over = false;
    await intake.start?.((taken) => {
      if (!over) got.push(...taken);
    });
    await fixture.after?.(given);
    await new Promise((go) => setTimeout(go, 150));
    over = true;
    return got;
  }

  test('belongs to a shell and starts by itself or is asked', () => {
    expect(intake.shells.length).toBeGreaterThan(0);
    expect(Boolean(intake.start) || Boolean(intake.ask)).toBe(true);
  });

  test('hands over nothing where nothing was given', async () => {
    expect(await handedOver([])).toEqual([]);
  });

  test('hands over each file once, with its name and its bytes', async () => {
    const got = await handedOver(files());
    const texts = await Promise.all(
      got.map(async ({ name, blob }) => [name.split('/').at(-1), await blob.text()] as const),
    );
    expect(texts.sort()).toEqual(Object.entries(TEXTS).sort());
  });
});

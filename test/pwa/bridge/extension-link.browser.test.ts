import { expect, test } from 'vitest';
import { HERE } from '../../../core/engine/exchange/bridge-protocol.ts';
import { ExtensionLink } from '../../../pwa/bridge/extension-link.ts';

const soon = (ms = 60) => new Promise((resolve) => setTimeout(resolve, ms));

/** The page's end in this window, with what it was told. */
function linked() {
  const told: string[] = [];
  const end = new AbortController();
  const link = new ExtensionLink(
    window,
    { found: () => told.push('found'), changed: () => told.push('changed'), lost: () => told.push('lost') },
    end.signal,
    200,
  );
  return { link, told, end };
}

/** The script's end: answers with a port, and with what the test says. */
function script(answer: (question: { id: number; ask: unknown }, port: MessagePort) => void): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = (event) => answer(event.data, port1);
  window.postMessage(HERE, location.origin, [port2]);
  return port1;
}

test('answers find their questions, whatever else comes and in whatever order', async () => {
  const { link, told, end } = linked();
  const held: { id: number }[] = [];
  const port = script((question, here) => {
    held.push(question);
    here.postMessage({ id: question.id + 50, answer: 'of another question' });
    here.postMessage('nothing');
    here.postMessage({ id: '1', answer: 'x' });
    if (held.length < 2) return;
    for (const { id } of held.toReversed()) {
      here.postMessage({ id, answer: `answer ${id}` });
      here.postMessage({ id, answer: 'once more' });
    }
  });
  await soon();
  const [first, second] = await Promise.all([link.ask({ type: 'store' }), link.ask({ type: 'status' })]);
  expect([first, second]).toEqual(['answer 1', 'answer 2']);
  // No answer in time.
  port.onmessage = null;
  expect(await link.ask({ type: 'status' })).toBeUndefined();
  port.postMessage({ notice: 'changed' });
  await soon();
  expect(told).toEqual(['found', 'changed']);
  const open = link.ask({ type: 'status' });
  port.postMessage({ notice: 'gone' });
  expect(await open).toBeUndefined();
  expect(told.at(-1)).toBe('lost');
  expect(link.open).toBe(false);
  end.abort();
});

test('a port from a frame, of another version, or without its word is not taken', async () => {
  const { link, told, end } = linked();
  const frame = document.createElement('iframe');
  frame.srcdoc = `<script>const { port2 } = new MessageChannel();
    parent.postMessage({ rualens: 'here', version: 1 }, '*', [port2]);</script>`;
  document.body.append(frame);
  window.postMessage({ ...HERE, version: 2 }, location.origin, [new MessageChannel().port2]);
  window.postMessage({ rualens: 'hello', version: 1 }, location.origin, [new MessageChannel().port2]);
  window.postMessage(HERE, location.origin);
  await soon(300);
  expect(told).toEqual([]);
  expect(link.open).toBe(false);
  frame.remove();
  end.abort();
});

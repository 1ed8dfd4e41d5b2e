/** Runs `work` once this context is the only one of the origin that leads under `name`, until it ends. */
export async function whileLeading(name: string, work: () => void | Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return void (await work());
  await navigator.locks.request(name, async () => {
    await work();
    // Held until the worker ends with its page; the browser then gives it to the next one.
    await new Promise(() => undefined);
  });
}

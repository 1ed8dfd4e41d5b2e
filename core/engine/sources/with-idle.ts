/**
 * The values of `source` as they come, and null where none came for so many milliseconds: once, until the next
 * value.
 */
export async function* withIdle<T>(source: AsyncIterable<T>, milliseconds: number): AsyncGenerator<T | null> {
  const values = source[Symbol.asyncIterator]();
  try {
    while (true) {
      const next = values.next();
      if (await isLate(next, milliseconds)) yield null;
      const { done, value } = await next;
      if (done) return;
      yield value;
    }
  } finally {
    // not waited for: the source may be in the middle of a long wait
    void values.return?.(undefined);
  }
}

async function isLate(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), milliseconds);
  });
  const settled = promise.then(
    () => false,
    () => false,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}

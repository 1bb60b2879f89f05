/** Items by what they belong to, in their order. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Map<string | undefined, T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key)!.push(item);
  }
  return groups;
}

/** The items in batches of at most `size`, each as soon as it is full: for calls that describe several resources at once. */
export async function* batches<T>(items: AsyncIterable<T> | Iterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** What a call that describes at most `size` resources at once says of each of them. */
export async function* described<T, U>(
  items: AsyncIterable<T>, size: number, describe: (batch: T[]) => Promise<readonly U[] | undefined>): AsyncGenerator<U> {
  for await (const batch of batches(items, size)) yield* await describe(batch) ?? [];
}

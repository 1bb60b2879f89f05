/** How much a batch may hold. */
export interface BatchLimit { readonly findings: number; readonly bytes: number }

/** Whether two items may stand in one batch. */
type Together<T> = (one: T, other: T) => boolean;

/** Items in as few batches as their order gives: each within the limit, and of items that may stand together. */
export async function* inBatches<T>(
  items: AsyncIterable<T> | Iterable<T>, limit: BatchLimit, sizeOf: (item: T) => number, together: Together<T> = () => true): AsyncIterable<T[]> {
  let batch: T[] = [];
  let bytes = 0;
  for await (const item of items) {
    const size = sizeOf(item);
    if (batch.length > 0 && (batch.length === limit.findings || bytes + size > limit.bytes || !together(batch[0], item))) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

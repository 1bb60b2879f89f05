import { batches, described, grouped } from '../../src/catalogue/model/lists';
import { gather } from '../../src/catalogue/model/reader';

test('items are grouped by their key, in their order', () => {
  expect([...grouped(['ab', 'b', 'ac', ''], (word) => word[0])]).toEqual([['a', ['ab', 'ac']], ['b', ['b']], [undefined, ['']]]);
});

test.each([[[], []], [[1], [[1]]], [[1, 2], [[1, 2]]], [[1, 2, 3, 4, 5], [[1, 2], [3, 4], [5]]]])('%j in batches of two', async (items, expected) => {
  expect(await gather(batches<number>(items, 2))).toEqual(expected);
});

test('a batch is given before the next one is read', async () => {
  const read: number[] = [];
  async function* source() { for (const item of [1, 2, 3]) { read.push(item); yield item; } }
  const { value } = await batches(source(), 2).next();
  expect(value).toEqual([1, 2]);
  expect(read).toEqual([1, 2]);
});

test('what is described in batches comes one by one, and a batch that could not be read gives nothing', async () => {
  async function* ids() { yield* [1, 2, 3, 4, 5]; }
  const describe = async (batch: number[]) => batch.includes(3) ? undefined : batch.map((id) => id * 10);
  expect(await gather(described(ids(), 2, describe))).toEqual([10, 20, 50]);
});

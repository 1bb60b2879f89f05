import { setTimeout as sleep } from 'node:timers/promises';
import { readAhead } from '../../../src/engine/store/objects';

/** A store whose later objects come sooner, and which counts what is under way. */
class Store {
  readonly begun: string[] = [];
  underWay = 0;
  most = 0;
  async read(key: string) {
    this.begun.push(key);
    this.most = Math.max(this.most, ++this.underWay);
    await sleep(100 - Number(key));
    this.underWay--;
    if (key === '40') throw new Error('refused');
    return key === '7' ? undefined : Buffer.from(key);
  }
}
const keys = (count: number) => Array.from({ length: count }, (_, at) => String(at));

test('objects come in the order of their keys, while those behind are read, and no more of them than fit', async () => {
  const store = new Store();
  const read: [string, string | undefined][] = [];
  for await (const { key, content } of readAhead(store, keys(40))) read.push([key, content && Buffer.from(content).toString()]);
  expect(read).toEqual(keys(40).map((key) => [key, key === '7' ? undefined : key]));
  expect(store.most).toBe(32);
});

test('a read that fails is told when its turn comes', async () => {
  const read: string[] = [];
  await expect((async () => { for await (const { key } of readAhead(new Store(), keys(60))) read.push(key); })()).rejects.toThrow('refused');
  expect(read).toEqual(keys(40));
});

test('who stops reads no further, and is told of no failure behind', async () => {
  const store = new Store();
  for await (const { key } of readAhead(store, keys(60))) if (key === '9') break;
  await sleep(100);
  expect(store.begun).toEqual(keys(41));
});

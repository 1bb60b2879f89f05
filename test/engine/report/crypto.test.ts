import { cryptoEntities, cryptoSample, NOW } from './crypto-sample';
import { nastyNames } from './sample';
import { cryptoInventory } from '../../../src/engine/crypto/inventory';
import { pictureOf, type Picture } from '../../../src/engine/crypto/picture';
import { cryptoChapter } from '../../../src/engine/report/crypto';

let picture: Picture;
let markup: string;
beforeAll(async () => {
  const inventory = await cryptoSample();
  picture = pictureOf(inventory, NOW)!;
  markup = [...cryptoChapter(inventory, NOW)!.markup()].map((each) => each.markup).join('');
});

test('what ends is in the order of its ends, with the days that are left', () => {
  expect(picture.endings.map(({ asset, days }) => [asset.name, days])).toEqual([
    ['past.example.com', -30], ['leaving', 7], ['soon.example.com', 16], ['spring.example.com', 78], ['old.example.com', 198],
  ]);
  expect(markup).toContain('1 asset has ended, 3 end within 90 days, 5 in all have an end');
  const columns = [...markup.matchAll(/<title>([^<]*): (\d+)<\/title>/g)].map(([, label, ends]) => [label, Number(ends)] as const);
  expect(columns).toHaveLength(26);
  expect(columns.filter(([, ends]) => ends > 0)).toEqual([['over', 1], ['Dec', 2], ['Feb', 1], ['Jun', 1]]);
});

test('algorithms are counted by their keys, and sorted into what to migrate', () => {
  expect(picture.algorithms.map(({ algorithm: { name, use }, assets, migration }) => [name, use, assets, migration])).toEqual([
    ['AES-256-GCM', 'encryption', 2, 'safe'], ['RSA-2048', 'key', 2, 'next'], ['EC-P-256', 'key', 1, 'next'], ['EC-P-256', 'signature', 1, 'next'],
    ['Ed25519', 'signature', 1, 'next'], ['ML-DSA-65', 'signature', 1, 'safe'], ['RSA-1024', 'key', 1, 'next'], ['RSA-2048', 'encryption', 1, 'first'],
  ]);
  expect(picture.weak.map(({ asset, algorithms }) => [asset.name, algorithms.map(({ name }) => name)])).toEqual([['old.example.com', ['RSA-1024', 'sha1WithRSAEncryption']]]);
});

test('protocols are counted by endpoint', () => {
  expect(picture.protocols).toEqual([
    { name: 'TLS 1.0', isEnded: true, endpoints: 1 }, { name: 'TLS 1.1', isEnded: true, endpoints: 1 },
    { name: 'TLS 1.2', isEnded: false, endpoints: 2 }, { name: 'TLS 1.3', isEnded: false, endpoints: 1 },
  ]);
});

test('who uses what, by which field, and who else may', () => {
  const [most, ...others] = picture.uses;
  expect([most.asset.name, most.users.length]).toEqual(['orders', 14]);
  expect(most.users.find(({ user }) => user.name === 'bucket-3')!.fields).toEqual(['Encryption.Rules[].KMSMasterKeyID']);
  expect(most.users.find(({ user }) => user.name === '/token')!.fields).toEqual(['KeyId']);
  expect(others.map(({ asset, users }) => [asset.name, users.map(({ user }) => user.name)])).toEqual([['soon.example.com', ['shop']]]);
  expect(picture.shared.map(({ name, sharedWith }) => [name, sharedWith])).toEqual([['orders', ['999999999999']]]);
});

test('names from AWS stay text', async () => {
  const shape = (text: string) => (text.match(/<[a-z][^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
  const with_ = async (names: readonly string[]) => shape([...cryptoChapter(await cryptoSample(names), NOW)!.markup()].map((each) => each.markup).join(''));
  expect(await with_(nastyNames)).toEqual(await with_(nastyNames.map((_, at) => `name-${at}`)));
});

test('without anything to tell there is no chapter', async () => {
  const nothing = cryptoEntities().filter(({ _type }) => _type === 'aws_s3_bucket');
  expect(cryptoChapter(await cryptoInventory({ entities: () => nothing, relationships: () => [] }), NOW)).toBeUndefined();
});

import { ScannerStream } from '../../src';
import { streamIds } from '../../src/derive/streams';

test('there is a constant for every stream of the catalogue, and no other', () => {
  const constants = Object.entries(ScannerStream).filter(([, value]) => value instanceof ScannerStream) as [string, ScannerStream][];
  expect(constants.map(([, { id }]) => id).sort()).toEqual([...streamIds].sort());
  for (const [name, { id }] of constants) expect(name).toBe(id.toUpperCase().replaceAll('-', '_'));
});

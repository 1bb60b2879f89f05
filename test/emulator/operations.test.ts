import { invoke } from './invoke';
import { createLandscape, Landscape } from './landscape';
import { Operation, operations } from './operations';
import { root, START_TIMEOUT } from './support';
import { Emulator, startEmulator } from '../../emulator/start';

const NO_IDS = {} as Landscape;
let emulator: Emulator;
let table: Operation[];

beforeAll(async () => {
  emulator = await startEmulator();
  table = operations(await createLandscape(emulator));
}, START_TIMEOUT);

afterAll(() => emulator?.stop());

const NAMES = operations(NO_IDS).map(({ client, operation }, index) => [client, operation, index] as const);

test.each(NAMES)('%s %s answers as AWS does', async (_client, _operation, index) => {
  const called = table[index];
  const error = await invoke(called, root(emulator)).then(() => undefined, (failure: Error) => failure.name);
  expect(error).toBe(called.error);
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from '../src/catalogue/model/service';
import { services } from '../src/catalogue/services';
import { code, page, table } from '../src/derive/reference/markdown';

const SEEDS = join(__dirname, '..', 'test', 'end-to-end', 'inventory');

/** Calls that read, or that take away again. */
const READS = /^(Describe|List|Get|Delete|Cancel|Disable|Deregister|Remove|Terminate|Detach)/;

/** What a seed makes in the emulator, as its text says: the types whose keys it tells, and the calls that make something. */
function seedOf(id: string): { types: string[]; calls: string[] } {
  const file = join(SEEDS, `${id}.ts`);
  if (!existsSync(file)) return { types: [], calls: [] };
  // The types that `remove` takes apart are told by `seed`.
  const [made, all] = [readFileSync(file, 'utf8').split('export async function remove')[0], readFileSync(file, 'utf8')];
  const told = [...made.matchAll(/\b(aws_\w+)(?=:)|(?<=[{,] )(aws_\w+)(?=[ ,}])/g)].map(([type]) => type);
  const sent = [...all.matchAll(/new (\w+)Command\(/g)].map(([, call]) => call);
  const calls = [...sent, ...all.includes('createStack(') ? ['CreateStack'] : []].filter((call) => !READS.test(call));
  return { types: [...new Set(told)], calls: [...new Set(calls)].sort() };
}

const codes = (names: readonly string[]) => names.map(code).join(', ') || '–';

/** Which entity types the tests make in the emulator, by which calls, and which they read from recorded answers alone. */
export function seededPage(): string {
  const rows = (services as readonly Service[]).map(({ id, entities }) => {
    const types = Object.keys(entities);
    const { types: told, calls } = seedOf(id);
    return [code(id), codes(types.filter((type) => told.includes(type))), codes(calls), codes(types.filter((type) => !told.includes(type)))];
  });
  return page('test/end-to-end/inventory', 'What the emulator has',
    'Every entity type is read from answers in AWS\'s documented shape, recorded in `test/recorded`, typed by the SDK and replayed through it. Those that the'
    + ' emulator supports are made there too: what a scan finds must be what was made, no more and no less.',
    table(['service', 'made in the emulator', 'by these calls', 'by recorded answers alone'], rows));
}

import { faultNames, faults } from './doctor-faults';
import { CUSTOMER, deployIntegration, OTHER, PLATFORM, PRIMARY, type DeployedIntegration } from './integration';
import { START_TIMEOUT } from './sample';
import { runDoctor, type DoctorFlags } from '../../src/cli/doctor';
import { checks } from '../../src/engine/doctor/checks';
import type { DoctorLine } from '../../src/engine/doctor/report';

let integration: DeployedIntegration;
const flags: DoctorFlags = { stack: ['Events', 'Logs', 'Scanner', 'Onboarding'], stackSet: ['regional', 'console'], regions: [PRIMARY, OTHER], memberRole: 'OrganizationAccountAccessRole' };

beforeAll(async () => {
  integration = await deployIntegration();
}, START_TIMEOUT);
afterAll(() => integration?.stop());

/** Runs the doctor as a user of the customer's account does. */
async function doctor(more: DoctorFlags = {}, platform?: string): Promise<{ code: number; lines: DoctorLine[]; out: string; err: string }> {
  const written = { out: '', err: '' };
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => { written.out += String(text); return true; }),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => { written.err += String(text); return true; }),
  ];
  const before = { ...process.env };
  Object.assign(process.env, integration.emulator.environment(CUSTOMER, PRIMARY));
  try {
    const credentials = (account: string) => async () => ({ accessKeyId: account, secretAccessKey: 'emulator' });
    const code = await runDoctor(undefined, { ...flags, json: true, ...more }, credentials(CUSTOMER), platform === undefined ? undefined : credentials(platform));
    return { code, ...written, lines: more.json === false ? [] : JSON.parse(written.out) as DoctorLine[] };
  } finally {
    process.env = before;
    for (const spy of spies) spy.mockRestore();
  }
}

const brokenOf = (lines: readonly DoctorLine[]) => lines.filter(({ status }) => status === 'fail' || status === 'unknown');

test('a healthy integration: every link holds, nothing is left out', async () => {
  await integration.endpoint.settled(2);
  const { code, lines } = await doctor({}, PLATFORM);
  expect(brokenOf(lines)).toEqual([]);
  expect(lines.filter(({ status }) => status !== 'pass')).toEqual([]);
  expect(code).toBe(0);
  // Each check had something to look at, but those of which this integration has nothing.
  const looked = new Set(lines.map(({ check }) => check));
  expect(checks.flatMap(({ id, ids = [id] }) => ids).filter((id) => !looked.has(id))).toEqual(['bucket-notification']);
}, 120_000);

describe('each fault is named, and nothing else', () => {
  const names = faultNames();

  test.each(names)('%s', async (name) => {
    const { plant, check, at, evidence, flags: own } = faults(integration).find((fault) => fault.name === name)!;
    const undo = await plant?.();
    const { code, lines } = await doctor(own, PLATFORM).finally(undo);
    const broken = brokenOf(lines);
    expect([...new Set(broken.map((line) => `${line.status} ${line.check}`))]).toEqual([`fail ${check}`]);
    expect(broken.map(({ accountId, region }) => `${accountId}/${region}`)).toContain(at);
    expect(broken.map((line) => line.evidence).join('\n')).toMatch(evidence);
    expect(broken.every(({ fix }) => fix)).toBe(true);
    expect(code).toBe(1);
  }, 120_000);

  test('and when all are undone, every link holds', async () => {
    expect(brokenOf((await doctor({}, PLATFORM)).lines)).toEqual([]);
  }, 120_000);
});

import { CUSTOMER, deployIntegration, MEMBER, OTHER, PLATFORM, PRIMARY, type DeployedIntegration } from './integration';
import { START_TIMEOUT } from './sample';
import { runDoctor, type DoctorFlags } from '../../src/cli/doctor';
import type { DoctorLine } from '../../src/engine/doctor/report';

let integration: DeployedIntegration;
const flags: DoctorFlags = { stack: ['Events', 'Logs', 'Scanner', 'Onboarding'], stackSet: ['regional'], regions: [PRIMARY, OTHER], memberRole: 'OrganizationAccountAccessRole' };

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

test('healthy', async () => {
  await integration.endpoint.settled(2);
  const { code, out, lines } = await doctor({ json: false }, PLATFORM);
  require('node:fs').writeFileSync('/tmp/doctor-healthy.txt', out);
  expect(code).toBe(0);
}, 60_000);

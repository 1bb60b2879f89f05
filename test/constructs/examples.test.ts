import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack, Stage } from 'aws-cdk-lib/core';
import { nag } from './nag';

// The examples import the package by its name, as a reader would.
jest.mock('cdk-security-scanner', () => jest.requireActual('../../src'), { virtual: true });

const EXAMPLES = join(__dirname, '..', '..', 'examples');
// What is no app, and the organisation that is flawed by intent.
const OTHERS = ['organization/flaw.ts', 'organization/history.ts', 'organization/workloads.ts'];
const apps = (readdirSync(EXAMPLES, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts') && !OTHERS.includes(file)).sort();

let outdir: string;
beforeEach(() => { process.env.CDK_OUTDIR = outdir = mkdtempSync(join(tmpdir(), 'examples-')); });
afterEach(() => {
  delete process.env.CDK_OUTDIR;
  rmSync(outdir, { recursive: true, force: true });
});

test('there are apps', () => expect(apps).toEqual(expect.arrayContaining(['languages/typescript/app.ts', 'own-scanner/app.ts', 'platforms/app.ts'])));

test.each(apps)('%s is synthesized, and cdk-nag finds nothing in it', (file) => {
  const synth = jest.spyOn(Stage.prototype, 'synth');
  jest.requireActual(join(EXAMPLES, file));
  // The template of members of an organisation is an app of its own.
  const stacks = (synth.mock.contexts as Stage[]).flatMap((app) => app.node.findAll().filter((each): each is Stack => Stack.isStack(each)));
  synth.mockRestore();
  expect(readdirSync(outdir).filter((name) => name.endsWith('.template.json')).length).toBeGreaterThan(0);
  expect(stacks.flatMap(nag)).toEqual([]);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { App, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib/core';
import { START_TIMEOUT, startSample, type Sample } from './sample';
import { clientOptions } from '../../emulator/client';
import { ReadOnlyScannerRole, ScannerGrant } from '../../src';
import { checks } from '../../src/catalogue/checks';
import type { Check } from '../../src/catalogue/model/check';
import { gather } from '../../src/catalogue/model/reader';
import type { AnyEntity } from '../../src/catalogue/model/service';
import { services } from '../../src/catalogue/services';
import { account } from '../../src/catalogue/services/account';
import { ordered } from '../../src/derive/plan';
import { grant, matchesAction } from '../../src/derive/policy';
import { assumeRole } from '../../src/engine/collect/credentials';
import { readOrganization } from '../../src/engine/collect/organization';
import type { SentCall } from '../../src/engine/collect/reader';
import type { Finding, ScanSummary } from '../../src/engine/contracts';
import { scan } from '../../src/engine/scan';
import { LocalLake } from '../../src/engine/store/lake';
import { queryLake } from '../../src/engine/store/query';
import { fakeReader, place } from '../catalogue/fake-reader';
import map from '../facts/operation-iam-map.json';
import audit from '../facts/security-audit-policy.json';

const [MANAGEMENT, SHOP, LAB] = ['111111111111', '333333333333', '444444444444'];
const EXTERNAL_ID = 'demo-organisation-7f3a';
const REGIONS = ['us-east-1', 'eu-west-1'];
const NOW = new Date();
// Read once in the management account, before the accounts are scanned.
const ORGANISATION_WIDE = /^organizations:(?!DescribeOrganization)/;

type Document = { Statement: { Effect: string; Action: string | string[] }[] };
type Template = { Resources: Record<string, { Type: string; Properties: { PolicyDocument?: Document; Policies?: { PolicyDocument: Document }[] } }> };
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** What the policies of a synthesized template allow and deny, as action patterns. */
function actionsOf(template: Template, effect: 'Allow' | 'Deny'): string[] {
  const documents = Object.values(template.Resources).flatMap(({ Properties }) => [Properties.PolicyDocument, ...(Properties.Policies ?? []).map((each) => each.PolicyDocument)]);
  return documents.flatMap((document) => document?.Statement ?? []).filter(({ Effect }) => Effect === effect).flatMap(({ Action }) => list(Action));
}

/** Actions that the exact grant limits to resources. */
const limited = new Set(grant(services).filter(({ Resource }) => !Resource.includes('*')).flatMap(({ Action }) => Action));

function synthesized(granted: ScannerGrant, roleName: string): Template {
  const app = new App();
  const stack = new Stack(app, 'Role', { synthesizer: new BootstraplessSynthesizer(), analyticsReporting: false });
  new ReadOnlyScannerRole(stack, 'Scanner', { trustedAccountId: '222222222222', externalId: EXTERNAL_ID, grant: granted, roleName });
  return app.synth().getStackByName('Role').template;
}

let sample: Sample;
let folder: string;
const calls: (SentCall & { accountId?: string })[] = [];
const settings = () => ({ endpoint: sample.emulator.endpoint });

beforeAll(async () => {
  sample = await startSample();
  folder = mkdtempSync(join(tmpdir(), 'grant-'));
  for (const accountId of [MANAGEMENT, SHOP, LAB]) {
    const client = new CloudFormationClient(clientOptions(sample.emulator, accountId));
    await client.send(new CreateStackCommand({
      StackName: 'exact', TemplateBody: JSON.stringify(synthesized(ScannerGrant.EXACT, 'ExactScanner')), Capabilities: ['CAPABILITY_NAMED_IAM'],
    }));
    await waitUntilStackCreateComplete({ client, maxWaitTime: 30, minDelay: 0.1, maxDelay: 1 }, { StackName: 'exact' });
  }
}, START_TIMEOUT);
afterAll(async () => {
  await sample?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const enter = (accountId: string, roleName: string) => assumeRole(
  { roleArn: `arn:aws:iam::${accountId}:role/${roleName}`, externalId: EXTERNAL_ID, region: 'us-east-1' },
  async () => clientOptions(sample.emulator, '222222222222').credentials, settings());

async function scanned(accounts: string[], roleName: string, lake: string): Promise<{ summary: ScanSummary; findings: Map<string, Finding> }> {
  const summary = await scan({
    accounts: accounts.map((accountId) => ({ accountId, credentials: enter(accountId, roleName) })),
    regions: REGIONS,
    services,
    checks,
    lake: new LocalLake(lake),
    settings: settings(),
    concurrency: 16,
    now: NOW,
    onCall: (call) => calls.push(call),
  });
  const findings = new Map<string, Finding>();
  for await (const finding of new LocalLake(lake).findings()) findings.set(finding.id, finding);
  return { summary, findings };
}

/** The IAM actions of the calls that were really sent, by the facts and not by the catalogue's own word. */
function calledActions(): Map<string, SentCall> {
  const actions = new Map<string, SentCall>();
  for (const call of calls) {
    const [operation, further] = call.operation.split('.').reverse();
    const own = services.find(({ id }) => id === call.service)!.client;
    const client = further ?? /@aws-sdk\/client-([\w-]+)/.exec(String(own))![1];
    for (const action of (map.clients as unknown as Record<string, Record<string, string[]>>)[client][operation]) actions.set(action, call);
  }
  return actions;
}

describe('a whole scan of the organisation', () => {
  test('with SecurityAudit and what it lacks: nothing is denied', async () => {
    const organization = await readOrganization(account, {
      credentials: enter(MANAGEMENT, 'SecurityScanner'), region: 'us-east-1', settings: settings(), onCall: (call) => calls.push(call),
    });
    expect(organization.unread).toEqual([]);
    expect(organization.accounts).toHaveLength(4);
    const { summary } = await scanned([MANAGEMENT, SHOP, LAB], 'SecurityScanner', join(folder, 'audit'));
    expect(summary.denied).toEqual([]);
    expect(new Set(summary.ledger.map(({ status }) => status))).toEqual(new Set(['complete']));
  });

  test('with the exact grant alone: nothing is denied that names its resource, and what is read is the same', async () => {
    const { summary, findings } = await scanned([MANAGEMENT, SHOP, LAB], 'ExactScanner', join(folder, 'exact'));
    // A call that names no resource is for the emulator one on `*`, for AWS one on every resource of the type.
    expect(summary.denied.filter(({ action }) => !limited.has(action))).toEqual([]);
    const { findings: before } = await scanned([MANAGEMENT, SHOP, LAB], 'SecurityScanner', join(folder, 'audit'));
    const readable = [...findings.values()].filter(({ status }) => status !== 'unknown');
    expect(readable.length).toBeGreaterThan(before.size / 2);
    expect(readable.filter(({ id, status }) => before.get(id)?.status !== status).map(({ id }) => id)).toEqual([]);
  });
});

describe('the grant on paper', () => {
  const beside = synthesized(ScannerGrant.SECURITY_AUDIT, 'A');
  const exact = synthesized(ScannerGrant.EXACT, 'B');
  const auditText = audit.document.Statement.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => list(Action as string | string[]));

  test('every call that was sent is granted by the policy and the text of SecurityAudit, and by the exact policy alone', () => {
    const actions = [...calledActions().keys()].filter((action) => action !== 'sts:GetCallerIdentity');
    expect(actions.length).toBeGreaterThan(60);
    const [both, alone] = [[...actionsOf(beside, 'Allow'), ...auditText], actionsOf(exact, 'Allow')];
    expect(actions.filter((action) => !both.some((pattern) => matchesAction(pattern, action)))).toEqual([]);
    expect(actions.filter((action) => !alone.includes(action))).toEqual([]);
  });

  test('no call that was sent is denied', () => {
    const denied = actionsOf(exact, 'Deny').filter((action) => action !== 'apigateway:GET');
    expect([...calledActions().keys()].filter((action) => denied.includes(action))).toEqual([]);
  });

  test('nothing that returns customer data is left after the deny', () => {
    const denied = actionsOf(beside, 'Deny');
    const dataReads = actionsOf(exact, 'Deny');
    expect(dataReads.length).toBeGreaterThan(150);
    expect([...actionsOf(beside, 'Allow'), ...actionsOf(exact, 'Allow')].filter((pattern) => denied.some((action) => action !== 'apigateway:GET' && matchesAction(pattern, action)))).toEqual([]);
  });
});

type Groups = ReadonlyMap<AnyEntity, { readonly lists: Set<string>; readonly reads: Set<string> }>;

/** The actions that list each entity type, which hide everything below when they are denied, and all that it reads, its parents' included. */
async function entityActions(): Promise<Groups> {
  const groups = new Map<AnyEntity, { lists: Set<string>; reads: Set<string> }>();
  for (const service of services) {
    for (const [, entity] of ordered(service)) {
      const sent: string[] = [];
      // Without answers, what is called is what lists; a type that cannot be listed without a parent is all list.
      const listed = await gather(entity.list(fakeReader({}, sent), place(), {})).then(() => sent.map((call) => call.split(' ')[1]), () => entity.reads);
      const actions = (names: readonly string[]) => names.map((name) => service.operations[name].action);
      const above = entity.of && groups.get(entity.of);
      groups.set(entity, { lists: new Set([...above?.lists ?? [], ...actions(listed)]), reads: new Set([...above?.reads ?? [], ...actions(entity.reads)]) });
    }
  }
  return groups;
}

/** The actions whose denial may make a check unknown: those it needs, and those that list the types which are read by what it needs. */
function causesOf({ needs }: Check, groups: Groups): Set<string> {
  const needed = needs.map(({ action }) => action);
  return new Set([...needed, ...[...groups.values()].flatMap(({ lists, reads }) => needed.some((action) => reads.has(action)) ? [...lists] : [])]);
}

/** The actions in rounds, as few as the order gives: no two of a round hide each other or are causes of one check, so each result has one cause. */
function rounds(actions: readonly string[], groups: Groups): string[][] {
  const causes = checks.map((check) => causesOf(check, groups));
  // What starts a report hides who asks for it.
  const starts = (one: string, other: string) => one.includes(':Generate') && one.replace(':Generate', ':Get') === other;
  const belong = (one: string, other: string) => starts(one, other) || starts(other, one) || causes.some((group) => group.has(one) && group.has(other))
    || [...groups.values()].some(({ lists, reads }) => (lists.has(one) && reads.has(other)) || (lists.has(other) && reads.has(one)));
  const made: string[][] = [];
  for (const action of actions) {
    const round = made.find((each) => !each.some((other) => belong(action, other)));
    if (round) round.push(action); else made.push([action]);
  }
  return made;
}

describe('a role that lacks some actions', () => {
  const deny = async (...actions: string[]) => Promise.all([SHOP, LAB].map((accountId) => new IAMClient(clientOptions(sample.emulator, accountId)).send(new PutRolePolicyCommand({
    RoleName: 'SecurityScanner', PolicyName: 'Stripped', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: actions, Resource: '*' }] }),
  }))));
  const restore = async () => Promise.all([SHOP, LAB].map((accountId) =>
    new IAMClient(clientOptions(sample.emulator, accountId)).send(new DeleteRolePolicyCommand({ RoleName: 'SecurityScanner', PolicyName: 'Stripped' }))));

  /** What is wrong with a scan without the actions: a result that is neither as with the whole grant nor unknown for the right reason. */
  async function wrongWithout(actions: string[], whole: Map<string, Finding>, groups: Groups): Promise<string[]> {
    const { summary, findings } = await scanned([SHOP, LAB], 'SecurityScanner', mkdtempSync(join(folder, 'stripped-')));
    const wrong = actions.filter((action) => !ORGANISATION_WIDE.test(action) && !summary.denied.some((each) => each.action === action)).map((action) => `${action}: not in the ledger`);
    wrong.push(...summary.denied.filter(({ action }) => !actions.includes(action)).map(({ action }) => `${action}: denied, but not taken away`));
    for (const { id, check, status, evidence } of findings.values()) {
      const causes = causesOf(checks.find(({ id: of }) => of === check)!, groups);
      const cause = actions.filter((action) => causes.has(action));
      if (status === 'unknown' && (cause.length !== 1 || evidence.missingAction !== cause[0])) wrong.push(`${id} names ${evidence.missingAction}, of what it needs ${cause.join() || 'nothing'} is gone`);
      if (status !== 'unknown' && whole.get(id)?.status !== status) wrong.push(`${id} is ${status}, was ${whole.get(id)?.status}, without ${cause.join()}`);
    }
    const unknowns = [...findings.values()].filter(({ status }) => status === 'unknown');
    const lost = [...whole.values()].filter(({ id, check, accountId }) => !findings.has(id) && !unknowns.some((each) => each.check === check && each.accountId === accountId));
    return [...wrong, ...lost.map(({ id }) => `${id} is lost without a word, without ${actions.join()}`)];
  }

  test('never passes or fails what it could not read: each result is as with the whole grant, or unknown and names the action that its check needs', async () => {
    calls.length = 0;
    const { findings: whole } = await scanned([SHOP, LAB], 'SecurityScanner', join(folder, 'whole'));
    // What the sample has nothing of is not called here: test/catalogue/recorded.test.ts takes it away.
    const granted = [...calledActions().keys()].filter((action) => action !== 'sts:GetCallerIdentity');
    expect(granted.length).toBeGreaterThan(100);
    const wrong: string[] = [];
    const groups = await entityActions();
    for (const actions of rounds(granted, groups)) {
      await deny(...actions);
      wrong.push(...await wrongWithout(actions, whole, groups));
    }
    await restore();
    expect(wrong).toEqual([]);
  }, 600_000);

  test('leaves the partition of the last complete read in place, keeps the findings as unknown, and mends itself', async () => {
    const lake = join(folder, 'kept');
    const { findings: before } = await scanned([SHOP], 'SecurityScanner', lake);
    const keys = () => queryLake(lake, "SELECT _key, properties FROM entities WHERE service = 'kms' ORDER BY _key");
    const complete = await keys();
    expect(complete.length).toBeGreaterThanOrEqual(2);
    await deny('kms:ListKeys');
    const { summary, findings } = await scanned([SHOP], 'SecurityScanner', lake);
    expect(await keys()).toEqual(complete);
    expect(summary.ledger.filter(({ service }) => service === 'kms').map(({ status }) => status)).not.toContain('complete');
    const { id } = [...before.values()].find(({ check, status }) => check === 'kms-key-rotates' && status === 'fail')!;
    expect(findings.get(id)).toMatchObject({ status: 'unknown', reason: expect.stringMatching(/^Not read again: kms:ListKeys gave AccessDenied.* fail\.$/) });
    await restore();
    const { findings: after } = await scanned([SHOP], 'SecurityScanner', lake);
    expect(after.get(id)).toMatchObject({ status: 'fail' });
  });
});

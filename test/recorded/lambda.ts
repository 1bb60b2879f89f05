import { recorded } from './recorded';

const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:orders';

export const lambda = recorded<typeof import('@aws-sdk/client-lambda')>({
  ListFunctions: {
    Functions: [{
      FunctionName: 'orders',
      FunctionArn: arn,
      Runtime: 'nodejs22.x',
      Role: 'arn:aws:iam::111122223333:role/orders',
      Handler: 'index.handler',
      PackageType: 'Zip',
      LastModified: '2026-10-01T09:00:00.000+0000',
      KMSKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555',
      VpcConfig: { VpcId: 'vpc-0a1b2c3d', SubnetIds: ['subnet-0a1b2c3d'], SecurityGroupIds: ['sg-0a1b2c3d'] },
      Environment: {
        Variables: {
          TABLE: 'hush',
          DATABASE: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders/database-a1b2c3',
          TOKEN: '{{resolve:ssm-secure:/orders/token:3}}',
        },
      },
    }],
  },
  ListEventSourceMappings: { EventSourceMappings: [{ FunctionArn: `${arn}:live`, EventSourceArn: 'arn:aws:sqs:eu-west-1:111122223333:orders' }] },
  GetPolicy: {
    Policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'lambda:InvokeFunction', Resource: arn }] }),
  },
  ListTags: { Tags: { team: 'orders' } },
  ListFunctionUrlConfigs: {
    FunctionUrlConfigs: [{
      FunctionUrl: 'https://example.lambda-url.eu-west-1.on.aws/', FunctionArn: arn, AuthType: 'AWS_IAM', CreationTime: '2026-10-01T09:00:00Z', LastModifiedTime: '2026-10-01T09:00:00Z',
    }],
  },
  GetFunctionCodeSigningConfig: { CodeSigningConfigArn: 'arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-0123456789abcdef0', FunctionName: 'orders' },
});

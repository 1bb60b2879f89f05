import { recorded } from './recorded';

const policy = {
  Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*' }],
};

export const apigateway = recorded<typeof import('@aws-sdk/client-api-gateway')>({
  GetRestApis: {
    items: [{
      id: 'a1b2c3d4e5',
      name: 'orders',
      createdDate: new Date('2025-05-05T09:00:00Z'),
      endpointConfiguration: { types: ['REGIONAL'] },
      // As the API answers: the document with its quotes escaped.
      policy: JSON.stringify(JSON.stringify(policy)).slice(1, -1),
      apiKeySource: 'HEADER',
      disableExecuteApiEndpoint: false,
      tags: { team: 'orders' },
    }],
  },
  GetStages: {
    item: [{
      stageName: 'live',
      deploymentId: 'd1e2f3',
      webAclArn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/orders/44444444-5555-4666-8777-888888888888',
      tracingEnabled: true,
      accessLogSettings: { destinationArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:/orders/api', format: '$context.requestId' },
      methodSettings: { '*/*': { loggingLevel: 'INFO', cacheDataEncrypted: true } },
      variables: { backend: 'hush', login: '{{resolve:secretsmanager:orders/database:SecretString:hush}}', token: 'arn:aws:ssm:eu-west-1:111122223333:parameter/orders/token' },
    }],
  },
  GetResources: {
    items: [{
      id: 'r1',
      path: '/orders',
      resourceMethods: {
        GET: {
          httpMethod: 'GET',
          authorizationType: 'CUSTOM',
          authorizerId: 'au1',
          apiKeyRequired: false,
          methodIntegration: {
            type: 'AWS_PROXY',
            uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:orders:live/invocations',
          },
        },
        OPTIONS: { httpMethod: 'OPTIONS', authorizationType: 'NONE', methodIntegration: { type: 'MOCK' } },
      },
    }],
  },
  GetAuthorizers: { items: [{ id: 'au1', name: 'tokens', type: 'TOKEN' }] },
  GetDomainNames: {
    items: [{
      domainName: 'api.example.com',
      regionalCertificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/55555555-6666-4777-8888-999999999999',
      securityPolicy: 'TLS_1_2',
      endpointConfiguration: { types: ['REGIONAL'] },
    }],
  },
  GetBasePathMappings: { items: [{ basePath: '(none)', restApiId: 'a1b2c3d4e5', stage: 'live' }] },
});

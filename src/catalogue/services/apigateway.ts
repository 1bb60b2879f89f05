import type { Method, Stage } from '@aws-sdk/client-api-gateway';
import { allowsEveryone } from '../model/public-policy';
import { gather } from '../model/reader';
import { nameOfReference, parameterArn, secretReferences } from '../model/secret-references';
import { defineService } from '../model/service';

/** AWS API Gateway authorizes the reading of every resource as a GET of its path. */
const get = <const Path extends string>(path: Path) => ({ action: 'apigateway:GET', resource: `arn:\${Partition}:apigateway:*::${path}` }) as const;

/** Values of stage variables are often secrets: only names are kept, those of secrets that a value names too. */
const stageOf = ({ variables = {}, canarySettings, ...stage }: Stage) => ({
  ...stage,
  variableNames: Object.keys(variables),
  variableReferences: secretReferences([...Object.values(variables), ...Object.values(canarySettings?.stageVariableOverrides ?? {})]),
});

/** What of a method is kept: parameters and templates of an integration can hold constants that are secrets. */
const methodOf = (path: string | undefined, { httpMethod, authorizationType, authorizerId, apiKeyRequired, methodIntegration }: Method) => {
  const { type, uri, credentials, connectionType, connectionId, tlsConfig } = methodIntegration ?? {};
  const integration = { type, uri, credentials, connectionType, connectionId, tlsConfig };
  return { path, httpMethod, authorizationType, authorizerId, apiKeyRequired, integration };
};

/** The API answers a policy with its quotes escaped. */
const policyOf = (text: string | undefined) => (text?.startsWith('{\\"') ? JSON.parse(`"${text}"`) as string : text);

/** Function in `arn:aws:apigateway:<Region>:lambda:path/2015-03-31/functions/<ARN>/invocations`; a stage variable in it tells nothing. */
const functionOf = (uri: string | undefined) => /\/functions\/(arn:[^:/]+:lambda:[^:]+:\d{12}:function:[\w-]+)(?:[:/]|$)/.exec(uri ?? '')?.[1];

/** Amazon API Gateway, REST APIs: https://docs.aws.amazon.com/apigateway/latest/api/ */
export const apigateway = defineService({
  id: 'apigateway',
  title: 'Amazon API Gateway',
  scope: 'regional',
  eventSource: 'apigateway.amazonaws.com',
  node: 'aws_apigateway',
  client: () => import('@aws-sdk/client-api-gateway'),
  operations: {
    GetRestApis: get('/restapis'),
    GetStages: get('/restapis/*/stages'),
    GetResources: get('/restapis/*/resources'),
    GetAuthorizers: { ...get('/restapis/*/authorizers'), detail: true },
    GetDomainNames: { ...get('/domainnames'), detail: true },
    GetBasePathMappings: { ...get('/domainnames/*/basepathmappings'), absent: ['NotFoundException'], detail: true },
  },
  entities: (entity) => ({
    aws_api_gateway_rest_api: entity({
      class: ['Gateway'],
      ofNode: true,
      reads: ['GetRestApis', 'GetStages', 'GetResources', 'GetAuthorizers', 'GetDomainNames', 'GetBasePathMappings'],
      async *list(read) {
        const domains = await gather(read.items('GetDomainNames', 'items', { limit: 500 }));
        const mapped = await Promise.all(domains.map(async ({ domainName, domainNameId, securityPolicy, certificateArn, regionalCertificateArn }) => ({
          domain: { domainName, securityPolicy, certificateArn, regionalCertificateArn },
          apis: (await gather(read.items('GetBasePathMappings', 'items', { domainName, domainNameId, limit: 500 }))).map(({ restApiId }) => restApiId),
        })));
        for await (const api of read.items('GetRestApis', 'items', { limit: 500 })) {
          yield { ...api, policy: policyOf(api.policy), domainNames: mapped.filter(({ apis }) => apis.includes(api.id)).map(({ domain }) => domain) };
        }
      },
      async describe(read, api) {
        const restApiId = api.id;
        const [stages, resources, authorizers] = await Promise.all([
          read.call('GetStages', { restApiId }),
          gather(read.items('GetResources', 'items', { restApiId, embed: ['methods'], limit: 500 })),
          read.call('GetAuthorizers', { restApiId, limit: 500 }),
        ]);
        return {
          ...api,
          stages: stages?.item?.map(stageOf) ?? [],
          methods: resources.flatMap(({ path, resourceMethods = {} }) => Object.values(resourceMethods).map((method) => methodOf(path, method))),
          authorizers: authorizers?.items?.map(({ id, name, type, providerARNs }) => ({ id, name, type, providerARNs })),
        };
      },
      key: (a, at) => at.arn('apigateway', `/restapis/${a.id}`, { accountId: '' }),
      name: (a) => a.name,
      tags: (a) => a.tags,
      facts: (a) => ({
        isPrivate: a.endpointConfiguration?.types?.includes('PRIVATE') ?? false,
        allowsEveryone: allowsEveryone(a.policy),
      }),
      relationships: [
        { verb: 'TRIGGERS', to: 'aws_lambda_function', key: (a) => a.methods.map(({ integration }) => functionOf(integration.uri)) },
        {
          verb: 'USES',
          to: 'aws_acm_certificate',
          key: (a) => a.domainNames.flatMap(({ certificateArn, regionalCertificateArn }) => [certificateArn, regionalCertificateArn]),
        },
        {
          verb: 'USES',
          to: 'aws_ssm_parameter',
          key: (a, at) => a.stages.flatMap(({ variableReferences }) => variableReferences.parameters.map((each) => parameterArn(at, each))),
        },
      ],
      matches: [{
        verb: 'USES',
        to: 'aws_secretsmanager_secret',
        name: (a) => a.stages.flatMap(({ variableReferences }) => variableReferences.secrets.map((each) => nameOfReference(each, a.region))),
      }],
      changes: [
        'CreateRestApi', 'ImportRestApi', 'PutRestApi', 'UpdateRestApi', 'DeleteRestApi', 'CreateDeployment', 'CreateStage', 'UpdateStage', 'DeleteStage',
        'CreateResource', 'UpdateResource', 'DeleteResource', 'PutMethod', 'UpdateMethod', 'DeleteMethod', 'PutIntegration', 'UpdateIntegration',
        'DeleteIntegration', 'CreateAuthorizer', 'UpdateAuthorizer', 'DeleteAuthorizer', 'CreateDomainName', 'UpdateDomainName', 'DeleteDomainName',
        'CreateBasePathMapping', 'UpdateBasePathMapping', 'DeleteBasePathMapping', 'TagResource', 'UntagResource',
      ],
    }),
  }),
});

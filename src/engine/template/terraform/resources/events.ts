import { isObject } from '../../../json';
import { InvalidTemplate } from '../../template';
import { as, block, blocks, eachApart, json, tags, type Converter, type Definition, type Properties } from '../arguments';
import { Call, type Item } from '../hcl';

const HTTP: Properties = { HeaderParameters: as('header_parameters'), PathParameterValues: as('path_parameter_values'), QueryStringParameters: as('query_string_parameters') };

const TARGET: Properties = {
  Id: as('target_id'),
  Arn: as('arn'),
  RoleArn: as('role_arn'),
  Input: as('input'),
  InputPath: as('input_path'),
  InputTransformer: block('input_transformer', { InputPathsMap: as('input_paths'), InputTemplate: as('input_template') }),
  HttpParameters: block('http_target', HTTP),
  SqsParameters: block('sqs_target', { MessageGroupId: as('message_group_id') }),
  DeadLetterConfig: block('dead_letter_config', { Arn: as('arn') }),
  RetryPolicy: block('retry_policy', { MaximumEventAgeInSeconds: as('maximum_event_age_in_seconds'), MaximumRetryAttempts: as('maximum_retry_attempts') }),
};

/** A target of a rule on another bus than the default one names that bus too. */
const targets: Converter = (value, place) => {
  const { beside = [] } = eachApart('aws_cloudwatch_event_target', ({ Id }) => String(Id), ['rule', 'name'], TARGET)(value, place);
  return { beside: beside.map((each) => ({ ...each, items: [...each.items, ...place.shared] })) };
};

const rule: Definition = {
  type: 'aws_cloudwatch_event_rule',
  ref: 'name',
  attributes: { Arn: 'arn' },
  shared: { EventBusName: as('event_bus_name') },
  properties: {
    Name: as('name'),
    Description: as('description'),
    EventBusName: as('event_bus_name'),
    EventPattern: json('event_pattern'),
    ScheduleExpression: as('schedule_expression'),
    State: as('state'),
    RoleArn: as('role_arn'),
    Tags: tags,
    Targets: targets,
  },
};

const PARAMETER: Properties = { Key: as('key'), Value: as('value'), IsValueSecret: as('is_value_secret') };
const PARAMETERS: Properties = {
  BodyParameters: blocks('body', PARAMETER), HeaderParameters: blocks('header', PARAMETER), QueryStringParameters: blocks('query_string', PARAMETER),
};

const connection: Definition = {
  type: 'aws_cloudwatch_event_connection',
  ref: 'name',
  attributes: { Arn: 'arn', SecretArn: 'secret_arn' },
  named: 'name',
  properties: {
    Name: as('name'),
    Description: as('description'),
    AuthorizationType: as('authorization_type'),
    KmsKeyIdentifier: as('kms_key_identifier'),
    AuthParameters: block('auth_parameters', {
      ApiKeyAuthParameters: block('api_key', { ApiKeyName: as('key'), ApiKeyValue: as('value') }),
      BasicAuthParameters: block('basic', { Username: as('username'), Password: as('password') }),
      OAuthParameters: block('oauth', {
        AuthorizationEndpoint: as('authorization_endpoint'),
        HttpMethod: as('http_method'),
        ClientParameters: block('client_parameters', { ClientID: as('client_id'), ClientSecret: as('client_secret') }),
        OAuthHttpParameters: block('oauth_http_parameters', PARAMETERS),
      }),
      InvocationHttpParameters: block('invocation_http_parameters', PARAMETERS),
    }),
  },
};

const apiDestination: Definition = {
  type: 'aws_cloudwatch_event_api_destination',
  ref: 'name',
  attributes: { Arn: 'arn' },
  named: 'name',
  properties: {
    Name: as('name'),
    Description: as('description'),
    ConnectionArn: as('connection_arn'),
    HttpMethod: as('http_method'),
    InvocationEndpoint: as('invocation_endpoint'),
    InvocationRateLimitPerSecond: as('invocation_rate_limit_per_second'),
  },
};

const eventBus: Definition = {
  type: 'aws_cloudwatch_event_bus',
  ref: 'name',
  attributes: { Arn: 'arn', Name: 'name' },
  properties: {
    Name: as('name'),
    Description: as('description'),
    KmsKeyIdentifier: as('kms_key_identifier'),
    DeadLetterConfig: block('dead_letter_config', { Arn: as('arn') }),
    Tags: tags,
  },
};

const PERMISSION = ['EventBusName', 'StatementId', 'Action', 'Principal', 'Condition', 'Statement'];

/** A statement is a whole policy of a bus in Terraform; without one it is a permission. */
const busPolicy: Definition = {
  type: 'aws_cloudwatch_event_bus_policy',
  ref: 'id',
  properties: Object.fromEntries(PERMISSION.map((name) => [name, () => ({})])),
  spread: ({ EventBusName, StatementId, Statement, ...permission }, place) => {
    const value = (given: unknown, name: string) => place.scope.value(given, `${place.where}.${name}`);
    const bus: Item[] = EventBusName === undefined ? [] : [{ name: 'event_bus_name', value: value(EventBusName, 'EventBusName') }];
    if (Statement !== undefined) {
      if (!isObject(Statement)) throw new InvalidTemplate(`${place.where}.Statement is ${JSON.stringify(Statement)}; allowed is one statement.`);
      const document = { Version: '2012-10-17', Statement: [{ Sid: StatementId, ...Statement }] };
      return [place.beside('aws_cloudwatch_event_bus_policy', '', [...bus, { name: 'policy', value: new Call('jsonencode', [value(document, 'Statement')]) }])];
    }
    const { Action, Principal, Condition } = permission;
    const condition = Condition === undefined ? [] : block('condition', { Key: as('key'), Type: as('type'), Value: as('value') })(Condition, place).body!;
    return [place.beside('aws_cloudwatch_event_permission', '', [
      ...bus, { name: 'statement_id', value: value(StatementId, 'StatementId') }, { name: 'action', value: value(Action, 'Action') },
      { name: 'principal', value: value(Principal, 'Principal') }, ...condition,
    ])];
  },
};

/** EventBridge. */
export const eventBridge: Readonly<Record<string, Definition>> = {
  'AWS::Events::Rule': rule,
  'AWS::Events::Connection': connection,
  'AWS::Events::ApiDestination': apiDestination,
  'AWS::Events::EventBus': eventBus,
  'AWS::Events::EventBusPolicy': busPolicy,
};

import { fakeStack, look } from './stack';
import { connectionAuthorized } from '../../../src/engine/doctor/checks/connection-authorized';
import { connectionKeyCurrent } from '../../../src/engine/doctor/checks/connection-key-current';
import { eventsArrive } from '../../../src/engine/doctor/checks/events-arrive';
import { managementEventsLogged } from '../../../src/engine/doctor/checks/management-events-logged';
import { trailDelivery } from '../../../src/engine/doctor/checks/trail-delivery';

const at = (text: string) => new Date(`2026-11-25T${text}Z`);
const now = at('12:00:00');
const status = async (...asked: Parameters<typeof look>) => (await look(...asked)).map((verdict) => verdict.status);

describe('log files arrive', () => {
  const yesterday = new Date('2026-11-24T11:00:00Z');
  test.each<[string, object, string, RegExp]>([
    ['lately', { StartLoggingTime: yesterday, LatestDeliveryTime: at('11:50:00') }, 'pass', /last at 2026-11-25T11:50/],
    ['not yet, as logging began just now', { StartLoggingTime: at('11:30:00') }, 'pass', /first log file is awaited/],
    ['never, for hours', { StartLoggingTime: at('10:30:00') }, 'unknown', /no log file yet/],
    ['long ago: a quiet account, or a silent fault', { StartLoggingTime: yesterday, LatestDeliveryTime: yesterday }, 'unknown', /last at 2026-11-24/],
    ['not: the bucket refuses them', { LatestDeliveryTime: at('11:50:00'), LatestDeliveryError: 'AccessDenied' }, 'fail', /cannot deliver to its bucket: AccessDenied/],
    ['but nobody is told', { LatestDeliveryTime: at('11:50:00'), LatestNotificationError: 'NotFound' }, 'fail', /cannot tell its topic: NotFound/],
  ])('%s', async (_, answer, expected, evidence) => {
    const { stack } = fakeStack([{ type: 'AWS::CloudTrail::Trail', properties: {} }], { GetTrailStatus: answer });
    const [verdict] = await look(trailDelivery, stack, { clock: () => now.getTime() });
    expect([verdict.status, evidence.test(verdict.evidence)]).toEqual([expected, true]);
  });
});

describe('events arrive', () => {
  const rule = { type: 'AWS::Events::Rule', properties: { Name: 'E', Targets: [{ Arn: 'arn:aws:events:us-east-1:1:api-destination/E' }] } };
  const points = (Label: string, values: Record<string, number>) => ({ Label, Timestamps: Object.keys(values).map(at), Values: Object.values(values) });
  test.each<[string, Record<string, number>, Record<string, number>, string]>([
    ['delivered', { '11:00:00': 3 }, {}, 'pass'],
    ['some of the newest failed', { '11:00:00': 3 }, { '11:00:00': 1 }, 'pass'],
    ['the newest all failed', { '10:00:00': 3, '11:00:00': 2 }, { '11:00:00': 2 }, 'fail'],
    ['failures before, deliveries after', { '10:00:00': 2, '11:00:00': 1 }, { '10:00:00': 2 }, 'pass'],
    ['failures alone are counted', {}, { '11:00:00': 1 }, 'fail'],
    ['nothing', {}, {}, 'unknown'],
    ['zeros', { '11:00:00': 0 }, { '11:00:00': 0 }, 'unknown'],
  ])('%s', async (_, invocations, failures, expected) => {
    const { stack, sent } = fakeStack([rule], { GetMetricData: { MetricDataResults: [points('Invocations', invocations), points('FailedInvocations', failures)] } });
    expect(await status(eventsArrive, stack, { clock: () => now.getTime() })).toEqual([expected]);
    expect(sent[0].input).toMatchObject({ MetricDataQueries: [{ MetricStat: { Metric: { Dimensions: [{ Name: 'RuleName', Value: 'E' }] } } }, {}] });
  });
});

describe('management events are logged', () => {
  const rule = (State: string) => ({ type: 'AWS::Events::Rule', properties: { State, EventPattern: { 'detail-type': ['AWS API Call via CloudTrail'] } } });
  const READS = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
  const advanced = (...more: object[]) => ({ AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, ...more] }] });
  test.each<[string, string, object, object, string]>([
    ['no trail', 'ENABLED', { trailList: [] }, {}, 'fail'],
    ['a trail as it is made', READS, { trailList: [{ Name: 't', TrailARN: 'a' }] }, {}, 'pass'],
    ['data events only', 'ENABLED', { trailList: [{ Name: 't', TrailARN: 'a', HasCustomEventSelectors: true }] }, { EventSelectors: [{ IncludeManagementEvents: false }] }, 'fail'],
    ['writes, and writes are forwarded', 'ENABLED', { trailList: [{ Name: 't', TrailARN: 'a', HasCustomEventSelectors: true }] }, { EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'WriteOnly' }] }, 'pass'],
    ['writes, and reads are forwarded', READS, { trailList: [{ Name: 't', TrailARN: 'a', HasCustomEventSelectors: true }] }, { EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'WriteOnly' }] }, 'fail'],
    ['reads only', 'ENABLED', { trailList: [{ Name: 't', TrailARN: 'a', HasCustomEventSelectors: true }] }, { EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'ReadOnly' }] }, 'fail'],
    ['all of them, by advanced selectors', READS, { trailList: [{ Name: 't', TrailARN: 'a', HasCustomEventSelectors: true }] }, advanced(), 'pass'],
    ['writes by advanced selectors, and reads are forwarded', READS, { trailList: [{ Name: 't', TrailARN: 'a', HasCustomEventSelectors: true }] }, advanced({ Field: 'readOnly', Equals: ['false'] }), 'fail'],
  ])('%s', async (_, state, trails, selectors, expected) => {
    const { stack } = fakeStack([rule(state)], { DescribeTrails: trails, GetTrailStatus: { IsLogging: true }, GetEventSelectors: selectors });
    expect(await status(managementEventsLogged, stack)).toEqual([expected]);
  });

  test('a trail that is not logging does not count', async () => {
    const { stack } = fakeStack([rule('ENABLED')], { DescribeTrails: { trailList: [{ Name: 't', TrailARN: 'a' }] }, GetTrailStatus: { IsLogging: false } });
    const [{ status: seen, evidence }] = await look(managementEventsLogged, stack);
    expect([seen, evidence.split('\n')[1]]).toEqual(['fail', 't is not logging.']);
  });
});

describe('a connection is authorised anew', () => {
  const connection = (AuthParameters: object, declared: object = AuthParameters, AuthorizationType = 'API_KEY') =>
    ({ type: 'AWS::Events::Connection', properties: { Name: 'C', AuthorizationType, AuthParameters }, declared: { AuthParameters: declared } });
  const broken = { DescribeConnection: { ConnectionState: 'DEAUTHORIZED', StateReason: 'revoked' }, UpdateConnection: {} };
  const apiKey = (value: unknown) => ({ ApiKeyAuthParameters: { ApiKeyName: 'X-API-Key', ApiKeyValue: value } });

  test('with the key within a secret', async () => {
    const { stack, sent } = fakeStack([connection(apiKey('{{resolve:secretsmanager:s:SecretString:token::}}'))], { ...broken, GetSecretValue: { SecretString: '{"token":"new"}' } });
    const [{ repair, evidence }] = await look(connectionAuthorized, stack);
    expect(evidence).toBe('The connection C is DEAUTHORIZED: revoked.');
    await repair!.run();
    expect(sent.slice(-2)).toEqual([
      { operation: 'GetSecretValue', input: { SecretId: 's' } },
      { operation: 'UpdateConnection', input: { Name: 'C', AuthorizationType: 'API_KEY', AuthParameters: apiKey('new') } },
    ]);
  });

  test('with the value of a parameter that CloudFormation does not show, if it is at hand', async () => {
    const { stack, sent } = fakeStack([connection(apiKey('\uFFFD*'), apiKey({ Ref: 'AQGAPIKeyParameter' }))], broken);
    const [without] = await look(connectionAuthorized, stack);
    expect([without.repair, /environment variable AQGAPIKeyParameter/.test(without.fix!)]).toEqual([undefined, true]);
    const [{ repair }] = await look(connectionAuthorized, stack, { secret: (name) => (name === 'AQGAPIKeyParameter' ? 'token-1' : undefined) });
    await repair!.run();
    expect(sent.at(-1)!.input).toMatchObject({ AuthParameters: apiKey('token-1') });
  });

  test('not with a value that the template does not tell', async () => {
    const { stack } = fakeStack([connection(apiKey('x-\uFFFD*'), apiKey({ 'Fn::Sub': 'x-${Key}' }))], broken);
    const [{ repair, status: seen }] = await look(connectionAuthorized, stack);
    expect([repair, seen]).toEqual([undefined, 'fail']);
  });

  test('by OAuth, as the API spells it', async () => {
    const oauth = { OAuthParameters: { AuthorizationEndpoint: 'https://t', HttpMethod: 'POST', ClientParameters: { ClientId: 'aws', ClientSecret: '{{resolve:secretsmanager:s}}' } } };
    const { stack, sent } = fakeStack([connection(oauth, oauth, 'OAUTH_CLIENT_CREDENTIALS')], { ...broken, GetSecretValue: { SecretString: 'secret' } });
    const [{ repair }] = await look(connectionAuthorized, stack);
    await repair!.run();
    expect(sent.at(-1)!.input).toMatchObject({ AuthParameters: { OAuthParameters: { ClientParameters: { ClientID: 'aws', ClientSecret: 'secret' } } } });
  });

  test.each<[string, object, string]>([
    ['a version that is newer', { Versions: [{ VersionId: '1', VersionStages: ['AWSPREVIOUS'], CreatedDate: at('10:00:00') }, { VersionId: '2', VersionStages: ['AWSCURRENT'], CreatedDate: at('11:30:00') }] }, 'fail'],
    ['a version that is older', { Versions: [{ VersionId: '1', VersionStages: ['AWSCURRENT'], CreatedDate: at('10:00:00') }] }, 'pass'],
    ['a newer one that does not count yet', { Versions: [{ VersionId: '1', VersionStages: ['AWSCURRENT'], CreatedDate: at('10:00:00') }, { VersionId: '2', VersionStages: ['AWSPENDING'], CreatedDate: at('11:30:00') }] }, 'pass'],
  ])('%s of the secret', async (_, versions, expected) => {
    const { stack } = fakeStack([connection(apiKey('{{resolve:secretsmanager:s}}'))], {
      DescribeConnection: { ConnectionState: 'AUTHORIZED', LastAuthorizedTime: at('11:00:00') }, DescribeSecret: { LastChangedDate: at('11:59:00') }, ListSecretVersionIds: versions,
    });
    expect(await status(connectionKeyCurrent, stack)).toEqual([expected]);
  });

  test('a rotation that ended later counts', async () => {
    const { stack } = fakeStack([connection(apiKey('{{resolve:secretsmanager:s}}'))], {
      DescribeConnection: { ConnectionState: 'AUTHORIZED', LastAuthorizedTime: at('11:00:00') },
      DescribeSecret: { LastRotatedDate: at('11:30:00') },
      ListSecretVersionIds: { Versions: [{ VersionId: '1', VersionStages: ['AWSCURRENT'], CreatedDate: at('10:00:00') }] },
    });
    expect(await status(connectionKeyCurrent, stack)).toEqual(['fail']);
  });
});

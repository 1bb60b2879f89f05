import { startCannedAws, type CannedAws } from '../../../bench/canned-aws';
import catalogue from '../../../src/catalogue/rates.json';
import { lambda } from '../../../src/catalogue/services/lambda';
import { s3 } from '../../../src/catalogue/services/s3';
import { ClientPool, type ClientSettings } from '../../../src/engine/collect/clients';
import { placeOf } from '../../../src/engine/collect/place';
import { RateLimiter } from '../../../src/engine/collect/rates';
import { openSession } from '../../../src/engine/collect/reader';
import { collectUnit } from '../../../src/engine/collect/unit';

const credentials = async () => ({ accessKeyId: 'A', secretAccessKey: 'S' });
const kms = import('@aws-sdk/client-kms');

test('there is one client for a Region and SDK service of an account, and none for two of them', async () => {
  const [one, other] = [new ClientPool(credentials, {}), new ClientPool(credentials, {})];
  const [sdk, further] = [await kms, await import('@aws-sdk/client-lambda')];
  expect(one.get(sdk, 'us-east-1')).toBe(one.get(sdk, 'us-east-1'));
  expect(one.get(sdk, 'us-east-1')).not.toBe(one.get(sdk, 'eu-west-1'));
  expect(one.get(sdk, 'us-east-1')).not.toBe(one.get(further, 'us-east-1'));
  expect(one.get(sdk, 'us-east-1')).not.toBe(other.get(sdk, 'us-east-1'));
  one.close();
  other.close();
});

test('calls about different buckets, side by side and one after the other, go to the endpoints of those', async () => {
  const sdk = await import('@aws-sdk/client-s3');
  const pool = new ClientPool(credentials, { maxAttempts: 1 });
  const client = pool.get(sdk, 'eu-west-1');
  const hosts: string[] = [];
  client.middlewareStack.add((next) => async (args) => {
    const { hostname, query } = (args as { request: { hostname: string; query: Record<string, string> } }).request;
    hosts.push(`${hostname} ${Object.keys(query)[0]}`);
    return Promise.reject(new Error(`nothing is sent by ${typeof next}`));
  }, { step: 'finalizeRequest' });
  jest.spyOn(pool, 'get').mockReturnValue(client);
  const session = openSession({ service: s3, clients: pool, region: 'eu-west-1', onCall: () => undefined });
  const buckets = Array.from({ length: 20 }, (_, at) => `bucket-${at}`);
  const read = session.reader([]) as unknown as { call(operation: string, input: object): Promise<object> };
  const asked = [buckets, buckets.slice(5).reverse(), buckets.slice(0, 5)];
  for (const those of asked) await Promise.allSettled(those.map((Bucket) => read.call('GetBucketAcl', { Bucket })));
  expect(hosts.sort()).toEqual(asked.flat().map((bucket) => `${bucket}.s3.eu-west-1.amazonaws.com acl`).sort());
  pool.close();
});

test('a pool that was closed sends no further attempt', async () => {
  const pool = new ClientPool(credentials, { endpoint: 'http://127.0.0.1:9' });
  const { ListKeysCommand } = await kms;
  const client = pool.get(await kms, 'us-east-1');
  pool.close();
  await expect(client.send(new ListKeysCommand({}))).rejects.toThrow('The client was closed.');
});

const clients: Record<string, (() => Promise<object>)[]> = {
  acm: [() => import('@aws-sdk/client-acm')],
  apigateway: [() => import('@aws-sdk/client-api-gateway'), () => import('@aws-sdk/client-apigatewayv2')],
  cloudtrail: [() => import('@aws-sdk/client-cloudtrail')],
  dynamodb: [() => import('@aws-sdk/client-dynamodb')],
  ec2: [() => import('@aws-sdk/client-ec2')],
  events: [() => import('@aws-sdk/client-eventbridge')],
  kms: [() => kms],
  lambda: [() => import('@aws-sdk/client-lambda')],
  logs: [() => import('@aws-sdk/client-cloudwatch-logs')],
  organizations: [() => import('@aws-sdk/client-organizations')],
  route53: [() => import('@aws-sdk/client-route-53')],
  secretsmanager: [() => import('@aws-sdk/client-secrets-manager')],
  securityhub: [() => import('@aws-sdk/client-securityhub')],
  sns: [() => import('@aws-sdk/client-sns')],
  sts: [() => import('@aws-sdk/client-sts')],
};

test('the clients are known by the names that the rates have', async () => {
  // No service of the catalogue reads Route 53 Resolver yet, so its client is no dependency.
  expect(Object.keys(clients).sort()).toEqual([...new Set(catalogue.rates.map(({ prefix }) => prefix))].filter((prefix) => prefix !== 'route53resolver').sort());
  const pool = new ClientPool(credentials, {});
  for (const [prefix, modules] of Object.entries(clients)) {
    for (const load of modules) expect(pool.get(await load(), 'us-east-1').config.defaultSigningName).toBe(prefix);
  }
  pool.close();
});

describe('the rates that AWS fixes', () => {
  const FUNCTIONS = 10;
  let aws: CannedAws;
  beforeAll(async () => { aws = await startCannedAws(FUNCTIONS * 5, 1); });
  afterAll(() => aws.stop());

  async function collected(settings: ClientSettings) {
    const turn = jest.spyOn(RateLimiter.prototype, 'turn');
    const attempts: string[] = [];
    aws.onCall = ({ operation }) => attempts.push(operation);
    const started = performance.now();
    const { ledger } = await collectUnit({ accountId: '111111111111', region: 'us-east-1', service: lambda }, {
      place: placeOf({ accountId: '111111111111', region: 'us-east-1', regions: ['us-east-1'] }),
      credentials,
      settings: { ...settings, endpoint: aws.endpoint },
      concurrency: 64,
      clock: () => 0,
    });
    const seconds = (performance.now() - started) / 1000;
    expect(ledger).toMatchObject({ status: 'complete', entities: FUNCTIONS });
    const turns = turn.mock.calls;
    turn.mockRestore();
    return { attempts, turns, seconds };
  }

  test('hold for every attempt, the retries of throttled calls too', async () => {
    aws.faults = { throttled: 0.2 };
    const { attempts, turns, seconds } = await collected({ limited: true });
    expect(attempts.length).toBeGreaterThan(2 + 4 * FUNCTIONS);
    expect(turns.map(([prefix, operation, region]) => `${prefix} ${operation} ${region}`).sort()).toEqual(attempts.map((operation) => `lambda ${operation} us-east-1`).sort());
    const shared = attempts.filter((operation) => operation !== 'GetPolicy').length;
    expect(seconds).toBeGreaterThanOrEqual((shared - 15) / 15);
  });

  test('do not hold for an emulator', async () => {
    aws.faults = {};
    const { attempts, turns } = await collected({});
    expect(attempts).toHaveLength(2 + 4 * FUNCTIONS);
    expect(turns).toEqual([]);
  });
});

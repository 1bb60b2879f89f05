/**
 * How fast a unit is collected: 1,000 KMS keys, five calls each, from a canned server that answers after a fixed delay.
 * Baseline: the same calls one after the other with the same SDK client. Run: npx projen bench
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeKeyCommand, GetKeyPolicyCommand, GetKeyRotationStatusCommand, KMSClient, ListGrantsCommand, ListResourceTagsCommand } from '@aws-sdk/client-kms';
import Table from 'cli-table3';
import { kms } from '../src/catalogue/services/kms';
import { placeOf } from '../src/engine/collect/place';
import { collectUnit } from '../src/engine/collect/unit';

const KEYS = Number(process.env.KEYS ?? 1000);
const LATENCY_MS = Number(process.env.LATENCY_MS ?? 10);
const BASELINE_KEYS = 100;
const ACCOUNT = '111111111111';
const arnOf = (id: string) => `arn:aws:kms:us-east-1:${ACCOUNT}:key/${id}`;
const ids = Array.from({ length: KEYS }, (_, at) => `key-${at}`);

const answers: Record<string, (input: { KeyId: string }) => object> = {
  ListKeys: () => ({ Keys: ids.map((KeyId) => ({ KeyId, KeyArn: arnOf(KeyId) })) }),
  ListAliases: () => ({ Aliases: [] }),
  DescribeKey: ({ KeyId }) => ({ KeyMetadata: { KeyId, Arn: arnOf(KeyId), KeyManager: 'CUSTOMER', KeyState: 'Enabled' } }),
  GetKeyPolicy: () => ({ Policy: '{"Version":"2012-10-17","Statement":[]}' }),
  GetKeyRotationStatus: () => ({ KeyRotationEnabled: true }),
  ListResourceTags: () => ({ Tags: [] }),
  ListGrants: () => ({ Grants: [] }),
};

const server = createServer((request, response: ServerResponse) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk)).on('end', () => setTimeout(() => {
    const operation = String(request.headers['x-amz-target']).split('.')[1];
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify(answers[operation](JSON.parse(Buffer.concat(chunks).toString() || '{}'))));
  }, LATENCY_MS));
});

async function baseline(endpoint: string): Promise<number> {
  const client = new KMSClient({ region: 'us-east-1', endpoint, credentials: { accessKeyId: 'a', secretAccessKey: 's' } });
  const started = performance.now();
  for (const KeyId of ids.slice(0, BASELINE_KEYS)) {
    await client.send(new DescribeKeyCommand({ KeyId }));
    await client.send(new GetKeyPolicyCommand({ KeyId }));
    await client.send(new GetKeyRotationStatusCommand({ KeyId }));
    await client.send(new ListResourceTagsCommand({ KeyId }));
    await client.send(new ListGrantsCommand({ KeyId }));
  }
  return (BASELINE_KEYS * 5) / ((performance.now() - started) / 1000);
}

async function collected(endpoint: string, concurrency: number): Promise<number> {
  const { ledger } = await collectUnit({ accountId: ACCOUNT, region: 'us-east-1', service: kms }, {
    place: placeOf({ accountId: ACCOUNT, region: 'us-east-1', regions: ['us-east-1'] }),
    credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 's' }),
    settings: { endpoint },
    concurrency,
    clock: () => performance.now(),
  });
  if (ledger.status !== 'complete' || ledger.entities !== KEYS) throw new Error(`The unit is ${ledger.status} with ${ledger.entities} entities.`);
  return ledger.calls / (ledger.milliseconds / 1000);
}

async function main(): Promise<void> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const one = await baseline(endpoint);
  const table = new Table({ style: { head: [], border: [] }, head: [`${KEYS} keys, ${LATENCY_MS} ms`, 'calls/s', '× baseline', 'peak MiB'] });
  const row = (name: string, rate: number) => table.push([name, rate.toFixed(0), (rate / one).toFixed(1), (process.resourceUsage().maxRSS / 1024).toFixed(0)]);
  row('one call after the other', one);
  for (const concurrency of [1, 4, 16, 64]) row(`collectUnit, ${concurrency} resources at once`, await collected(endpoint, concurrency));
  process.stdout.write(`${table.toString()}\n`);
  server.close();
}

void main();

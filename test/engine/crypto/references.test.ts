import type { Service } from '../../../src/catalogue/model/service';
import { services as catalogue } from '../../../src/catalogue/services';
import { placeOf } from '../../../src/engine/collect/place';
import { collectUnit } from '../../../src/engine/collect/unit';
import type { Entity } from '../../../src/engine/contracts';
import { referencesOf } from '../../../src/engine/crypto/references';
import facts from '../../facts/entity-catalogue.json';
import { records } from '../../recorded';
import { replayed } from '../../recorded/recorded';
import { entity } from '../report/export/support';

const ACCOUNT = '111122223333';
const services: readonly Service[] = catalogue;
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/11111111-2222-4333-8444-555555555555`;

/** Types whose use of an asset the facts know, each with how many fields tell of it. */
const known = facts.additionalRelationships.filter(({ verb, to }) => verb === 'USES' && to !== 'aws_key_pair').map(({ from }) => from);
const entities = new Map<string, Entity[]>();

beforeAll(async () => {
  const reading = services.filter((service) => Object.keys(service.entities).some((type) => known.includes(type)));
  for (const service of reading) {
    const unit = await collectUnit({ accountId: ACCOUNT, region: service.scope === 'global' ? 'global' : 'eu-west-1', service: replayed(service, records[service.id]) }, {
      place: placeOf({ accountId: ACCOUNT, region: 'eu-west-1', regions: ['eu-west-1'] }),
      credentials: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' }),
      settings: { maxAttempts: 1 },
      concurrency: 4,
      clock: () => 0,
    });
    for (const each of unit.entities) entities.set(each._type, [...entities.get(each._type) ?? [], each]);
  }
}, 60_000);

test.each([...new Set(known)])('a field of %s that names an asset is found, whatever it is called', (type) => {
  expect(entities.get(type)!.flatMap(referencesOf)).not.toEqual([]);
});

test('a key is named by ARN, by id or by alias, at any depth, in the Region of what is around it', () => {
  const id = KEY.split('/')[1];
  const found = referencesOf(entity('x', 'aws_s3_bucket', {
    accountId: ACCOUNT, KmsKeyId: id, Deep: [{ volumeEncryptionKey: 'alias/orders' }, { Whatever: KEY }], Regions: [{ Region: 'us-east-1', EbsDefaultKmsKeyId: 'alias/aws/ebs' }],
  }));
  expect(found).toEqual([
    { field: 'KmsKeyId', target: KEY }, { field: 'Deep[].volumeEncryptionKey', target: `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/orders` }, { field: 'Deep[].Whatever', target: KEY },
    { field: 'Regions[].EbsDefaultKmsKeyId', target: `arn:aws:kms:us-east-1:${ACCOUNT}:alias/aws/ebs` },
  ]);
});

test('what tells of an asset without using it is none', () => {
  const none = [
    entity('a', 'aws_s3_bucket', { id: KEY.split('/')[1], Policy: JSON.stringify({ Resource: KEY }), Grants: [{ KeyId: KEY }], InUseBy: [KEY], tags: { key: KEY } }),
    entity('b', 'aws_guardduty_finding', { _class: ['Finding'], KmsKeyId: KEY }),
    entity(KEY, 'aws_kms_key', { Arn: KEY, MultiRegionConfiguration: { PrimaryKey: { Arn: `${KEY}0` } } }),
  ];
  expect(none.flatMap(referencesOf)).toEqual([]);
});

test('a secret is named with the part of it that is taken', () => {
  const arn = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:orders-a1b2c3`;
  expect(referencesOf(entity('x', 'aws_ecs_task_definition', { secrets: [{ valueFrom: `${arn}:password::` }] }))).toEqual([{ field: 'secrets[].valueFrom', target: arn }]);
});

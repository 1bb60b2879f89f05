import type { Entity, Relationship } from '../../../../src/engine/contracts';
import { LocalLake } from '../../../../src/engine/store/lake';

export const [ONE, TWO] = ['111111111111', '222222222222'];

export const entity = (_key: string, _type: Entity['_type'], more: object = {}): Entity => ({
  _key, _type, _class: ['Host'], _service: 'ec2', displayName: _key, accountId: ONE, region: 'eu-west-1', tags: {}, ...more,
});
export const edge = (from: string, verb: Relationship['_class'], to: string, more: object = {}): Relationship => ({
  _key: `${from}|${verb}|${to}`,
  _class: verb,
  _type: 'aws_instance_uses_aws_ebs_volume',
  _fromEntityKey: from,
  _toEntityKey: to,
  _fromType: 'aws_instance',
  _toType: 'aws_ebs_volume',
  accountId: ONE,
  region: 'eu-west-1',
  _service: 'ec2',
  ...more,
});

/** A lake in the folder with what the accounts read. */
export async function lakeWith(folder: string, accounts: Readonly<Record<string, { entities: Entity[]; relationships?: Relationship[] }>>): Promise<void> {
  const lake = new LocalLake(folder);
  for (const [account, { entities, relationships = [] }] of Object.entries(accounts)) {
    await lake.writeUnit({ account, region: 'eu-west-1', service: 'ec2' }, true, { entities, relationships });
  }
}

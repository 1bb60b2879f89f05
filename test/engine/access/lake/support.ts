import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntityType } from '../../../../src/catalogue/model/names';
import type { Entity, UnitLedger } from '../../../../src/engine/contracts';
import { LocalLake } from '../../../../src/engine/store/lake';

export const [MANAGEMENT, SHOP, LAB] = ['111111111111', '222222222222', '333333333333'];
export const NOW = new Date('2026-11-01T00:00:00Z');

export const arnIn = (account: string, name: string) => `arn:aws:iam::${account}:${name}`;
export const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
export const allow = (Action: string | string[], Resource: string | string[] = '*', Condition?: object) => ({ Effect: 'Allow', Action, Resource, ...Condition && { Condition } });
export const trust = (Principal: object) => document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });

/** An entity as a scan stores it. */
export const entity = (_type: EntityType, _key: string, accountId: string, service: string, fields: object = {}, region = 'global'): Entity => ({
  ...fields, _key, _type, _class: ['Record'], _service: service, displayName: _key.split('/').pop()!, accountId, region, tags: {},
});

const inline = (text?: string) => (text ? [{ PolicyName: 'own', PolicyDocument: text }] : []);

export const user = (account: string, name: string, policy?: string, fields: object = {}) => entity('aws_iam_user', arnIn(account, `user/${name}`), account, 'iam', {
  UserName: name, Arn: arnIn(account, `user/${name}`), Path: '/', UserPolicyList: inline(policy), GroupList: [], AttachedManagedPolicies: [], ...fields,
});

export const role = (account: string, name: string, trusted: string, policy?: string, fields: object = {}) => entity('aws_iam_role', arnIn(account, `role/${name}`), account, 'iam', {
  RoleName: name,
  Arn: arnIn(account, `role/${name}`),
  Path: '/',
  AssumeRolePolicyDocument: trusted,
  RolePolicyList: inline(policy),
  AttachedManagedPolicies: [],
  InstanceProfileList: [],
  RoleLastUsed: { LastUsedDate: '2026-10-30T00:00:00Z' },
  ...fields,
});

export const account = (id: string, fields: object = {}) => entity('aws_account', arnIn(id, 'root'), id, 'account', {
  Account: id, Organization: { Id: 'o-a1b2c3d4e5', MasterAccountId: MANAGEMENT }, ...fields,
});

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A lake in a folder that is removed after the tests of the file, with the entities in their partitions. */
export async function lakeOf(...entities: Entity[]): Promise<LocalLake> {
  const folder = mkdtempSync(join(tmpdir(), 'access-lake-'));
  folders.push(folder);
  const lake = new LocalLake(folder);
  const partitions = new Map<string, Entity[]>();
  for (const each of entities) {
    const key = [each.accountId, each.region, each._service].join(' ');
    partitions.set(key, [...partitions.get(key) ?? [], each]);
  }
  for (const [key, rows] of partitions) {
    const [accountId, region, service] = key.split(' ');
    await lake.writeUnit({ account: accountId, region, service }, true, { entities: rows, relationships: [] });
  }
  return lake;
}

/** The ledger of a scan that read every unit completely. */
export const complete = (accountId: string, ...services: string[]): UnitLedger[] => services.map((service) => (
  { accountId, region: 'eu-west-1', service, status: 'complete', unread: [], unlisted: [], calls: 1, milliseconds: 1, entities: 0, relationships: 0 }
));

import type { CredentialReportRow } from '../../../catalogue/model/credential-report';
import type { Entity } from '../../contracts';
import type { Json } from '../../json';
import type { Credentials } from '../account/authorization-details';
import { readAccessKeys, readLastAccessed } from '../account/evidence';
import type { LastAccessed } from '../account/model';

/** Rows of the credential report that a scan keeps with users and accounts, by ARN. */
export function reportRows(entities: readonly Entity[]): Map<string, CredentialReportRow> {
  const rows = entities.flatMap(({ CredentialReport, RootCredentialReport }) => [CredentialReport, RootCredentialReport]);
  return new Map((rows.filter((row) => row !== undefined) as CredentialReportRow[]).map((row) => [row.arn, row]));
}

/** Access keys by the name of their user. */
export function accessKeysOf(entities: readonly Entity[]): NonNullable<Credentials['accessKeys']> {
  const keys = new Map<string, Json[]>();
  for (const { _type, UserName, AccessKeyId, Status, CreateDate, AccessKeyLastUsed } of entities) {
    if (_type !== 'aws_iam_access_key') continue;
    const [user, used] = [UserName as string, AccessKeyLastUsed as Json | undefined];
    keys.set(user, [...keys.get(user) ?? [], { AccessKeyId, Status, CreateDate, ...used && { LastUsed: used.LastUsedDate ?? null } }]);
  }
  return readAccessKeys(Object.fromEntries(keys));
}

/** Last-accessed data that a scan keeps with users and roles, by ARN. */
export function lastAccessedOf(entities: readonly Entity[]): Map<string, LastAccessed[]> {
  const told = entities.filter(({ ServicesLastAccessed }) => ServicesLastAccessed);
  return readLastAccessed(Object.fromEntries(told.map(({ Arn, ServicesLastAccessed }) => [Arn as string, ServicesLastAccessed])));
}

import type { AccessKey, LastAccessed } from './model';
import { readPolicy, type PolicyText } from './policy-text';
import { fail, list, object, text } from './shape';
import { credentialReport, type CredentialReportRow } from '../../../catalogue/model/credential-report';
import { isObject, type Json } from '../../json';

/**
 * Reads a file of last-accessed data: principal ARN → the list ServicesLastAccessed of `aws iam get-service-last-accessed-details`, or its whole answer.
 * @throws InvalidAccountData
 */
export function readLastAccessed(file: unknown): Map<string, LastAccessed[]> {
  return new Map(Object.entries(object(file, 'the last-accessed data')).map(([arn, given]) => {
    const services = isObject(given) ? given.ServicesLastAccessed : given;
    return [arn, list(services, arn).map((each, at) => lastAccessed(object(each, `${arn}[${at}]`), `${arn}[${at}]`))];
  }));
}

function lastAccessed(given: Json, where: string): LastAccessed {
  return {
    service: text(given.ServiceNamespace, `${where}.ServiceNamespace`),
    at: dateOrNull(given.LastAuthenticated, `${where}.LastAuthenticated`),
    actions: list(given.TrackedActionsLastAccessed, `${where}.TrackedActionsLastAccessed`).map((each, at) => {
      const { ActionName, LastAccessedTime } = object(each, `${where}.TrackedActionsLastAccessed[${at}]`);
      return { name: text(ActionName, `${where}.TrackedActionsLastAccessed[${at}].ActionName`), at: dateOrNull(LastAccessedTime, `${where}.LastAccessedTime`) };
    }),
  };
}

const dateOrNull = (value: unknown, where: string) => (value === undefined || value === null ? null : text(value, where));

/**
 * Reads access keys: user name → the list of `aws iam list-access-keys`, each with `LastUsed`, null where it was never used.
 * @throws InvalidAccountData
 */
export function readAccessKeys(file: unknown): Map<string, AccessKey[]> {
  return new Map(Object.entries(object(file, 'the access keys')).map(([user, keys]) => [user, list(keys, user).map((given, at): AccessKey => {
    const key = object(given, `${user}[${at}]`);
    const created = dateOrNull(key.CreateDate, `${user}[${at}].CreateDate`);
    return {
      id: text(key.AccessKeyId, `${user}[${at}].AccessKeyId`),
      active: text(key.Status, `${user}[${at}].Status`) === 'Active',
      ...created !== null && { createDate: created },
      ...'LastUsed' in key && { lastUsed: dateOrNull(key.LastUsed, `${user}[${at}].LastUsed`) },
    };
  })]));
}

/**
 * Reads a credential report: the CSV, or the answer of `aws iam get-credential-report` with the CSV in base64.
 * @throws InvalidAccountData
 */
export function readCredentialReport(content: string): Map<string, CredentialReportRow> {
  const csv = content.trimStart().startsWith('{') ? Buffer.from(text(object(parse(content), 'the credential report').Content, 'Content'), 'base64') : Buffer.from(content);
  const rows = credentialReport(csv);
  return rows.size > 0 ? rows : fail('the credential report', content.slice(0, 60), 'CSV with a row for each user, or the answer of get-credential-report');
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return fail('the credential report', content.slice(0, 60), 'CSV or JSON');
  }
}

/**
 * Reads policies of resources: ARN → document, or a list of `{arn, policy}`; a document may be an object or its JSON.
 * @throws InvalidAccountData
 */
export function readResourcePolicies(file: unknown): Map<string, PolicyText> {
  const entries = Array.isArray(file)
    ? file.map((each, at): [string, unknown] => {
      const { arn, policy } = object(each, `[${at}]`);
      return [text(arn, `[${at}].arn`), policy];
    })
    : Object.entries(object(file, 'the resource policies'));
  return new Map(entries.map(([arn, policy]) => [arn, readPolicy(policy, 'resource', `${arn}#policy`)]));
}

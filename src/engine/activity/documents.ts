import type { ActivityRecord } from './record';
import type { Surroundings } from './settings';
import { statements, decodeDocument, type Statement } from '../../catalogue/model/policy-document';
import { isObject, type Json } from '../json';

const list = (value: unknown): unknown[] => (value === undefined || value === null ? [] : [value].flat());

/** Statements of a policy as requests carry it: an object, or its JSON, plain or URL-encoded. */
function statementsOf(value: unknown): Statement[] {
  const found = typeof value === 'string' ? statements(decodeDocument(value)) : isObject(value) ? list(value.Statement) as Statement[] : [];
  return found.filter((statement) => isObject(statement) && statement.Effect === 'Allow');
}

/** Whether a policy grants every action on every resource. */
export const policyAllowsAdmin = (value: unknown): boolean => statementsOf(value).some(({ Action, Resource }) =>
  list(Action).some((action) => action === '*' || action === '*:*') && list(Resource).includes('*'));

function principalsOf({ Principal }: Statement): unknown[] {
  return isObject(Principal) ? list(Principal.AWS) : list(Principal);
}

/** Condition keys that tie a caller down: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
const LIMITING = new Set([
  'aws:principalaccount', 'aws:principalarn', 'aws:principalorgid', 'aws:principalorgpaths', 'aws:sourceaccount', 'aws:sourcearn', 'aws:sourceip',
  'aws:sourceorgid', 'aws:sourceorgpaths', 'aws:sourceowner', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:userid', 'kms:calleraccount', 'kms:viaservice',
  's3:dataaccesspointaccount', 's3:dataaccesspointarn',
]);

// A negated or absent-tolerant condition, or a value that fits everything, leaves everybody in.
const limitsBy = (operator: string, key: string, values: readonly unknown[]): boolean => LIMITING.has(key.toLowerCase())
  && !/not|ifexists|^null$|^forallvalues:/i.test(operator) && values.every((value) => typeof value === 'string' && !/^\*$|\/0$/.test(value));

function isLimited({ Condition }: Statement): boolean {
  return Object.entries(Condition ?? {}).some(([operator, keys]) => isObject(keys)
    && Object.entries(keys).some(([key, values]) => limitsBy(operator, key, list(values))));
}

// Everybody but some is everybody: who is named may come with another identity.
const isEveryone = (statement: Statement): boolean => (principalsOf(statement).includes('*') || statement.NotPrincipal !== undefined) && !isLimited(statement);

/** Whether a policy lets everybody in. */
export const policyAllowsPublic = (value: unknown): boolean => statementsOf(value).some(isEveryone);

/** Whether a policy lets everybody in, or another account that is not of the organization. */
export function policyTrustsOutside(value: unknown, record: ActivityRecord, around: Surroundings): boolean {
  return statementsOf(value).some((statement) => isEveryone(statement) || principalsOf(statement).some((principal) => isOutside(principal, record, around)));
}

const accountOf = (value: unknown): string | undefined => (typeof value !== 'string' ? undefined
  : /^\d{12}$/.exec(value)?.[0] ?? /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(value)?.[1]);

/** Whether a value is an account, or the ARN of one, that is neither the event's own nor of the organization. */
export function isOutside(value: unknown, record: ActivityRecord, around: Surroundings): boolean {
  const account = accountOf(value);
  return account !== undefined && account !== record.accountId && !around.isOrganizationAccount(account);
}

/** Whether a value is an ARN of another account than this one. */
export function arnAccountDiffers(value: unknown, account: unknown): boolean {
  return typeof value === 'string' && value.startsWith('arn:') && accountOf(value) !== undefined && accountOf(value) !== account;
}

const items = (value: unknown): Json[] => (isObject(value) ? list(value.items) : list(value)).filter(isObject);

const isWorld = (range: unknown): boolean => typeof range === 'string' && range.endsWith('/0');

function opensPort({ ipProtocol, fromPort, toPort }: Json, ports: readonly number[]): boolean {
  if (ipProtocol === undefined || ipProtocol === null || String(ipProtocol) === '-1') return true;
  if (!['tcp', 'udp', '6', '17'].includes(String(ipProtocol))) return false;
  const [from, to] = [fromPort ?? 0, toPort ?? fromPort ?? 65535].map(Number);
  return from === -1 || ports.some((port) => port >= from && port <= to);
}

/** Whether the parameters of AuthorizeSecurityGroupIngress, in the nested or the flat shape, open a port to every address. */
export function opensToWorld(parameters: unknown, ports: readonly number[]): boolean {
  if (!isObject(parameters)) return false;
  const flat = isWorld(parameters.cidrIp) || isWorld(parameters.cidrIpv6);
  return (flat && opensPort(parameters, ports)) || items(parameters.ipPermissions).some((permission) => opensPort(permission, ports)
    && [...items(permission.ipRanges), ...items(permission.ipv6Ranges)].some(({ cidrIp, cidrIpv6 }) => isWorld(cidrIp) || isWorld(cidrIpv6)));
}

const lastOf = (name: string): string => name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);

/** Whether parameters or resources of an event name one of these, by ARN, URL or bare name. */
export function names({ requestParameters, resources }: Json, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return false;
  const lasts = new Set(wanted.map(lastOf));
  const search = (value: unknown): boolean => (typeof value === 'string' ? lasts.has(lastOf(value))
    : typeof value === 'object' && value !== null && Object.values(value).some(search));
  return search(requestParameters) || search(resources);
}

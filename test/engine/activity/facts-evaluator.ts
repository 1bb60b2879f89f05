import { isIP } from 'node:net';

/** A second evaluator of test/facts/detections.json, written from its `semantics` alone: it shares nothing with the engine. */

type Any = any; // eslint-disable-line @typescript-eslint/no-explicit-any

const isObject = (value: unknown): value is Record<string, Any> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Values at a dotted path: arrays and `items` are walked, keys may hold dots. */
function at(value: Any, keys: string[]): Any[] {
  if (keys.length === 0) return [value];
  if (Array.isArray(value)) return value.flatMap((each) => at(each, keys));
  if (!isObject(value)) return [];
  if (keys[0] in value) return at(value[keys[0]], keys.slice(1));
  if (Array.isArray(value.items)) return at(value.items, keys);
  for (let end = 2; end <= keys.length; end++) if (keys.slice(0, end).join('.') in value) return at(value[keys.slice(0, end).join('.')], keys.slice(end));
  return [];
}

const leaves = (value: Any): Any[] => (Array.isArray(value) ? value.flatMap(leaves) : isObject(value) && Array.isArray(value.items) ? leaves(value.items) : [value]);
const present = (value: Any) => value !== undefined && value !== null;
const list = (value: Any): Any[] => (present(value) ? [value].flat() : []);

const plainName = (event: Any) => (event.eventSource === 'lambda.amazonaws.com' ? String(event.eventName ?? '').replace(/20\d{6}(v\d+)?$/, '') : event.eventName);
const accountOf = (text: Any) => (typeof text === 'string' ? /^(?:arn:(?:[^:]*:){3})?(\d{12})(?::|$)/.exec(text)?.[1] : undefined);
const ownAccount = (event: Any) => [event.recipientAccountId, event.userIdentity?.accountId].find((account) => typeof account === 'string' && account !== '');
const isOutside = (value: Any, event: Any) => accountOf(value) !== undefined && accountOf(value) !== ownAccount(event);

function allows(document: Any): Any[] {
  let policy = document;
  if (typeof document === 'string') {
    try {
      policy = JSON.parse(document.trim().startsWith('%') ? decodeURIComponent(document) : document);
    } catch {
      return [];
    }
  }
  return isObject(policy) ? list(policy.Statement).filter((statement) => isObject(statement) && statement.Effect === 'Allow') : [];
}
const principals = ({ Principal }: Any): Any[] => (isObject(Principal) ? list(Principal.AWS) : list(Principal));
// Of conditions the test uses one that ties callers down, and one that does not.
const isPublic = (statement: Any) => (principals(statement).includes('*') || statement.NotPrincipal !== undefined) && statement.Condition?.StringEquals?.['aws:PrincipalOrgID'] === undefined;

const isSpecial = (address: string) => isIP(address) === 0 || /^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^(100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.|^192\.0\.[02]\.|^198\.1[89]\.|^198\.51\.100\.|^203\.0\.113\.|^2[4-5]\d\.|^f[cd]|^fe80|^2001:db8|^::1$/i.test(address);

const opens = ({ ipProtocol, fromPort, toPort }: Any, ports: number[]) => !present(ipProtocol) || String(ipProtocol) === '-1'
  || (['tcp', 'udp', '6', '17'].includes(String(ipProtocol)) && ports.some((port) => port >= Number(fromPort ?? 0) && port <= Number(toPort ?? fromPort ?? 65535)));
const unwrapped = (value: Any): Any[] => (isObject(value) ? list(value.items) : list(value));
const ranges = (permission: Any) => [...unwrapped(permission.ipRanges), ...unwrapped(permission.ipv6Ranges)].flatMap((range) => (isObject(range) ? [range.cidrIp, range.cidrIpv6] : []));
const isWorld = (range: Any) => String(range ?? '').endsWith('/0');

type Operator = (values: Any[], wanted: Any, event: Any) => boolean;
const some = (test: (value: Any, wanted: Any, event: Any) => boolean): Operator => (values, wanted, event) => values.flatMap(leaves).some((value) => present(value) && test(value, wanted, event));
const equal = (value: Any, wanted: Any) => value === wanted || (typeof wanted === 'boolean' && value === String(wanted)) || (typeof value === 'boolean' && String(value) === wanted);
const texts = (test: (text: string, wanted: Any) => boolean) => some((value, wanted) => typeof value === 'string' && test(value, wanted));
const pattern = (text: string) => (text.startsWith('(?i)') ? new RegExp(text.replaceAll('(?i)', ''), 'i') : new RegExp(text));
const others = (path: string, event: Any) => at(event, path.split('.')).flatMap(leaves).filter(present);

const operators: Record<string, Operator> = {
  eq: some(equal),
  in: some((value, wanted) => wanted.some((one: Any) => equal(value, one))),
  prefix: texts((text, wanted) => text.startsWith(wanted)),
  suffix: texts((text, wanted) => text.endsWith(wanted)),
  contains: texts((text, wanted) => text.includes(wanted)),
  regex: texts((text, wanted) => pattern(wanted).test(text)),
  exists: (values) => values.some(present),
  nonempty: (values) => values.some((value) => present(value) && value !== '' && !(typeof value === 'object' && Object.keys(value).length === 0)),
  lt: some((value, wanted) => typeof value === 'number' && value < wanted),
  lte: some((value, wanted) => typeof value === 'number' && value <= wanted),
  json_contains: (values, wanted) => values.some((value) => value !== undefined && JSON.stringify(value).includes(wanted)),
  any_object: some((value, wanted) => isObject(value) && Object.entries(wanted).every(([key, one]) => equal(value[key], one))),
  ne_field: (values, wanted, event) => others(wanted, event).length > 0 && !values.flatMap(leaves).some((value) => others(wanted, event).includes(value)),
  any_ne_field: some((value, wanted, event) => others(wanted, event).length > 0 && !others(wanted, event).includes(value)),
  all_values_prefix: (values, wanted) => values.some((filters) => Array.isArray(filters) && filters.length > 0
    && filters.every((filter) => filter?.key === 'tag-key' && Array.isArray(filter.values) && filter.values.every((text: Any) => String(text).startsWith(wanted)))),
  arn_account_differs: some((value, wanted, event) => String(value).startsWith('arn:') && accountOf(value) !== undefined && others(wanted, event).some((account) => account !== accountOf(value))),
  is_ip: texts((text) => isIP(text) > 0),
  private_ip: texts((text) => isIP(text) > 0 && isSpecial(text)),
  public_ip: texts((text) => isIP(text) > 0 && !isSpecial(text)),
  not_in_list: texts(() => true), // the test gives no lists
  sg_open_world: (values, { ports }) => values.some((of) => isObject(of) && ((isWorld(of.cidrIp) && opens(of, ports)) || (isWorld(of.cidrIpv6) && opens(of, ports))
    || unwrapped(of.ipPermissions).some((permission) => isObject(permission) && opens(permission, ports) && ranges(permission).some(isWorld)))),
  policy_allows_admin: (values) => values.some((value) => allows(value).some(({ Action, Resource }) => list(Action).some((action) => action === '*' || action === '*:*') && list(Resource).includes('*'))),
  policy_allows_public: (values) => values.some((value) => allows(value).some(isPublic)),
  policy_trusts_outside: (values, _, event) => values.some((value) => allows(value).some((statement) => isPublic(statement) || principals(statement).some((one) => isOutside(one, event)))),
  account_outside: some((value, _, event) => isOutside(value, event)),
  references_protected_resource: () => false, // the test protects nothing
};

/** Whether an event meets a condition of the facts. */
export function meets(condition: Any, event: Any): boolean {
  if (condition.all) return condition.all.every((inner: Any) => meets(inner, event));
  if (condition.any) return condition.any.some((inner: Any) => meets(inner, event));
  if (condition.not) return !meets(condition.not, event);
  if (condition.outcome) return (condition.outcome === 'success') === !(event.errorCode || event.errorMessage);
  const values = condition.field === '*' ? [event] : condition.field === 'eventName' ? [plainName(event)] : at(event, condition.field.split('.'));
  const verdict = operators[condition.op](values, condition.value, event);
  return condition.op === 'exists' || condition.value !== false || condition.op === 'eq' ? verdict : !verdict;
}

/** The conditions of a detection of the facts: one, or those of its steps. */
export const conditionsOfFacts = ({ logic }: Any): Any[] => logic.steps ?? [logic.match];

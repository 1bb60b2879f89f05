import { isAddress, isPrivate, isPublic } from './addresses';
import type { Compiled, Test } from './condition';
import * as documents from './documents';
import { memberAt } from './members';
import { plainly, valuesAt, walk } from './path';
import { predicate } from './predicate';
import type { ActivityRecord } from './record';
import type { Surroundings } from './settings';
import { questions } from './shapes';
import type { Condition, FieldTest, FieldTests, TestName, Value } from '../../catalogue/model/condition';
import type { Json } from '../json';

type OnValue = (value: unknown, record: ActivityRecord) => boolean;

/** How a test is made: over each element of what the field holds, or over the whole of it. */
interface Kind<T extends TestName> {
  readonly make: (value: FieldTests[T], around: Surroundings) => OnValue;
  readonly leaves: boolean;
  readonly cost: Test['cost'];
  /** Whether it is made of an absent field, too. */
  readonly absent?: true;
}

const each = <T extends TestName>(cost: Test['cost'], make: Kind<T>['make']): Kind<T> => ({ make, leaves: true, cost });
const whole = <T extends TestName>(cost: Test['cost'], make: Kind<T>['make']): Kind<T> => ({ make, leaves: false, cost });
const onText = (test: (text: string) => boolean): OnValue => (value) => typeof value === 'string' && test(value);
const isEmpty = (value: unknown) => value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

const equal = (value: unknown, wanted: Value): boolean => value === wanted
  || ((typeof wanted === 'boolean' || typeof value === 'boolean') && String(value) === String(wanted));

function searched(pattern: string, flags: string): OnValue {
  const expression = new RegExp(pattern, flags);
  return onText((text) => expression.test(text));
}

/** Whether a value differs from the other field, which must exist. */
function differs(path: string): OnValue {
  const other = walk(path, true);
  return (value, record) => {
    const others = valuesAt(record, other);
    return others.length > 0 && !others.includes(value);
  };
}

const looksAtTags = (prefix: string): OnValue => (value) => Array.isArray(value) && value.length > 0 && value.every((filter: Json) => filter?.key === 'tag-key'
  && Array.isArray(filter.values) && filter.values.every((text) => typeof text === 'string' && text.startsWith(prefix)));

const kinds: { readonly [T in TestName]: Kind<T> } = {
  in: each(0, (wanted) => (wanted.length === 1 ? (value) => equal(value, wanted[0]) : (value) => wanted.some((one) => equal(value, one)))),
  startsWith: each(0, (prefix) => onText((text) => text.startsWith(prefix))),
  endsWith: each(0, (suffix) => onText((text) => text.endsWith(suffix))),
  contains: each(1, (part) => onText((text) => text.includes(part))),
  matches: each(1, (pattern) => searched(pattern, '')),
  ignoreCase: each(1, (pattern) => searched(pattern, 'i')),
  exists: whole(0, () => (value) => value !== undefined && value !== null),
  nonEmpty: whole(0, () => (value) => !isEmpty(value)),
  below: each(0, (limit) => (value) => typeof value === 'number' && value < limit),
  atMost: each(0, (limit) => (value) => typeof value === 'number' && value <= limit),
  jsonContains: whole(2, (part) => (value) => value !== undefined && JSON.stringify(value).includes(part)),
  anyObject: each(0, (wanted) => (value) => typeof value === 'object' && value !== null
    && Object.entries(wanted).every(([key, one]) => equal((value as Json)[key], one))),
  differsFrom: { make: differs, leaves: false, cost: 0, absent: true },
  anyDiffersFrom: each(0, (path) => {
    const isOther = differs(path);
    return (value, record) => value !== null && isOther(value, record);
  }),
  tagKeyFiltersStartWith: whole(0, looksAtTags),
  arnAccountDiffersFrom: each(0, (path) => {
    const other = walk(path, true);
    return (value, record) => valuesAt(record, other).some((account) => documents.arnAccountDiffers(value, account));
  }),
  isAddress: each(0, () => onText(isAddress)),
  isPrivateAddress: each(1, () => onText(isPrivate)),
  isPublicAddress: each(1, () => onText(isPublic)),
  notInList: each(1, (name, around) => {
    const list = around.list(name);
    return onText((text) => !list(text));
  }),
  opensToWorld: whole(2, (ports) => (value) => documents.opensToWorld(value, ports)),
  policyAllowsAdmin: whole(2, () => documents.policyAllowsAdmin),
  policyAllowsPublic: whole(2, () => documents.policyAllowsPublic),
  policyTrustsOutside: whole(2, (_, around) => (value, record) => documents.policyTrustsOutside(value, record, around)),
  accountOutside: each(0, (_, around) => (value, record) => documents.isOutside(value, record, around)),
  namesProtectedResource: whole(2, (_, around) => (value) => documents.names(value as Json, around.protectedResources)),
};

function compileTest({ field, test, value }: FieldTest, around: Surroundings): Test {
  const { make, leaves, cost, absent } = kinds[test] as Kind<typeof test>;
  const holds = make(value as never, around);
  if (field === '*') return { holds: (record) => holds(record.event, record), cost };
  const accepts = (found: unknown) => found !== undefined && holds(found, undefined as never);
  if (field === 'eventName') return { holds: (record) => accepts(record.plainName), fixed: { field: 'plainName', accepts }, cost };
  const path = walk(field, leaves);
  const onPath: Test['holds'] = (record) => path(record, holds);
  if (absent) return { holds: (record) => onPath(record) || (valuesAt(record, path).length === 0 && holds(undefined, record)), cost };
  return { holds: onPath, ...decidedBy(field, test, value, accepts), cost };
}

/** What decides a test before there is an event. */
function decidedBy(field: string, test: TestName, value: unknown, accepts: (found: unknown) => boolean): Pick<Test, 'fixed'> {
  if (test === 'isAddress') return { fixed: { field: questions.isAddress(field), accepts: (isIt) => isIt === true } };
  if (test === 'startsWith' && (value as string).length === 4) return { fixed: { field: questions.head(field), accepts: (head) => head === value } };
  return SIMPLE.has(test) ? { fixed: { field, accepts, member: memberAt(field) } } : {};
}

/** Tests of a value alone, which can be made before there is an event. */
const SIMPLE: ReadonlySet<TestName> = new Set<TestName>([
  'in', 'startsWith', 'endsWith', 'contains', 'matches', 'ignoreCase', 'exists', 'nonEmpty', 'isPrivateAddress', 'isPublicAddress', 'notInList',
]);

function filled(field: string): Test {
  const of = plainly(field)!;
  return { holds: (record) => !isEmpty(of(record)), fixed: { field, accepts: (value) => !isEmpty(value), member: memberAt(field) }, cost: 0 };
}

const failed: Compiled = { any: [filled('errorCode'), filled('errorMessage')] };

/** Compiles a condition of the catalogue. */
export function compileCondition(condition: Condition, around: Surroundings): Compiled {
  if ('all' in condition) return { all: condition.all.map((inner) => compileCondition(inner, around)) };
  if ('any' in condition) return { any: condition.any.map((inner) => compileCondition(inner, around)) };
  if ('not' in condition) return { not: compileCondition(condition.not, around) };
  if ('outcome' in condition) return condition.outcome === 'failure' ? failed : { not: failed };
  return compileTest(condition, around);
}

/** A condition of the catalogue as a function of the event. */
export const matcherOf = (condition: Condition, around: Surroundings) => predicate(compileCondition(condition, around));

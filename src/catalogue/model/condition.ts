/** A value that an event field is compared with. */
export type Value = string | number | boolean;

/**
 * Tests of one field of an event. Strings are compared with their case; an array, or the `items` of an EC2 list, is walked and any
 * element may satisfy the test; a boolean also equals its text.
 */
export interface FieldTests {
  /** one of these */
  readonly in: readonly Value[];
  readonly startsWith: string;
  readonly endsWith: string;
  readonly contains: string;
  /** regular expression that is searched; no flags, see `ignoreCase` */
  readonly matches: string;
  readonly ignoreCase: string;
  /** present and not null */
  readonly exists: true;
  /** present and not an empty string, list or object */
  readonly nonEmpty: true;
  readonly below: number;
  readonly atMost: number;
  /** the compact JSON text of the value has this substring */
  readonly jsonContains: string;
  /** some element holds these keys and values */
  readonly anyObject: Readonly<Record<string, Value>>;
  /** differs from that other field, which exists */
  readonly differsFrom: string;
  /** some element differs from that other field */
  readonly anyDiffersFrom: string;
  /** filters of the Secrets Manager API that all look at tag keys, each value with this prefix */
  readonly tagKeyFiltersStartWith: string;
  /** account of the ARN differs from that other field */
  readonly arnAccountDiffersFrom: string;
  readonly isAddress: true;
  /** an address that is not globally routable */
  readonly isPrivateAddress: true;
  /** some address is globally routable */
  readonly isPublicAddress: true;
  /** an address outside every range of that list of the deployment; an unknown list has no ranges */
  readonly notInList: string;
  /** a security group permission that opens one of these ports, or all, to a /0 prefix */
  readonly opensToWorld: readonly number[];
  /** a policy with an Allow of every action on every resource */
  readonly policyAllowsAdmin: true;
  /** a policy with an Allow for everyone that no condition limits */
  readonly policyAllowsPublic: true;
  /** as above, or an Allow for an account that is neither the event's own nor of the organization */
  readonly policyTrustsOutside: true;
  /** an account, or the ARN of one, that is neither the event's own nor of the organization */
  readonly accountOutside: true;
  /** names one of the resources that the deployment protects */
  readonly namesProtectedResource: true;
}

/** Name of a test. */
export type TestName = keyof FieldTests;

/** One test of a field; `*` is the whole event. The dotted path follows CloudTrail's names. */
export type FieldTest = { readonly [T in TestName]: { readonly field: string; readonly test: T; readonly value: FieldTests[T] } }[TestName];

/** What must hold of one event. `outcome`: success is neither an errorCode nor an errorMessage. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly outcome: 'success' | 'failure' }
  | FieldTest;

/** All of these hold. */
export const all = (...of: readonly Condition[]): Condition => ({ all: of });

/** One of these holds. */
export const any = (...of: readonly Condition[]): Condition => ({ any: of });

/** This does not hold. */
export const not = (condition: Condition): Condition => ({ not: condition });

/** The call went through. */
export const succeeded: Condition = { outcome: 'success' };

/** The field is one of these values. */
export const is = (field: string, ...values: readonly Value[]): Condition => ({ field, test: 'in', value: values });

/** The field is present and not null. */
export const exists = (field: string): Condition => ({ field, test: 'exists', value: true });

/** Some other test of a field. */
export const where = <T extends TestName>(field: string, test: T, value: FieldTests[T]): Condition => ({ field, test, value }) as FieldTest;

/** One of these calls of a service, named as in `iam`. A date that Lambda appends to its names is left out of them. */
export const calls = (service: string, ...names: readonly string[]): Condition =>
  all(is('eventSource', `${service}.amazonaws.com`), is('eventName', ...names));

import type { Issuer } from './issuers';
import { filled, internet, type Stranger } from './stranger';
import type { PolicyText } from '../account/policy-text';
import type { ContextValue } from '../context';
import { parseOperator } from '../operators';

/** What is in no request that brings a token or an assertion, and where a stranger's comes from. */
export const ELSEWHERE: Stranger['context'] = {
  ...internet(),
  'aws:PrincipalOrgID': [],
  'aws:PrincipalOrgPaths': [],
  'aws:PrincipalAccount': [],
  'aws:PrincipalArn': [],
  'aws:SourceArn': [],
  'aws:SourceAccount': [],
  'aws:SourceOrgID': [],
  'sts:ExternalId': [],
};

/** A condition on a claim. */
export interface ClaimCondition {
  readonly effect: 'Allow' | 'Deny';
  readonly operator: string;
  /** of the operator, without what stands before and after it */
  readonly name: string;
  readonly claim: string;
  readonly values: readonly string[];
}

/** What a trust policy says of the claims of an issuer. */
export function conditionsOn({ document }: PolicyText, url: string): ClaimCondition[] {
  const prefix = `${url.toLowerCase()}:`;
  return document.statements.flatMap(({ effect, condition }) => Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).filter(([key]) => key.toLowerCase().startsWith(prefix)).map(([key, values]) =>
      ({ effect, operator, name: parseOperator(operator)!.name, claim: key.slice(prefix.length), values }))));
}

const strangerOf = (provider: string, claims: Readonly<Record<string, ContextValue>>): Stranger => (
  { principal: { type: 'web-identity', arn: provider, account: null }, context: { ...ELSEWHERE, ...claims }, free: ['*'] });

/** A token without any claim that tells whose it is. */
export const namelessToken = (provider: string, url: string, { claims }: Issuer): Stranger =>
  strangerOf(provider, Object.fromEntries(Object.keys(claims).map((claim) => [`${url}:${claim}`, []])));

/** Tokens that a stranger can have, within reason: each claim with a value of its own, and with those the policy leaves open. */
export function* tokens(provider: string, url: string, { claims }: Issuer, conditions: readonly ClaimCondition[]): Iterable<Stranger> {
  let sets: Record<string, ContextValue>[] = [{}];
  for (const [claim, { always, names }] of Object.entries(claims)) {
    const on = conditions.filter((condition) => condition.claim.toLowerCase() === claim.toLowerCase());
    const values: ContextValue[] = ['zz9plural', ...openValues(on, names), ...always ? [] : [[]]];
    sets = sets.flatMap((set) => values.map((value) => ({ ...set, [`${url}:${claim}`]: value }))).slice(0, MOST_TOKENS);
  }
  for (const set of sets) yield strangerOf(provider, set);
}

const MOST_TOKENS = 500;

/** Values that conditions let in without naming anybody; those of two patterns are joined, as both may have to fit. */
function openValues(conditions: readonly ClaimCondition[], names: (fixed: string, whole: boolean) => boolean): string[] {
  // What an Allow wants, and what a Deny of everything else leaves.
  const wanted = conditions.filter(({ effect, name }) => (effect === 'Allow' ? /^String(Equals|Like)/ : /^StringNot(Equals|Like)/).test(name));
  const of = (like: boolean) => wanted.filter(({ name }) => name.endsWith('Like') === like).flatMap(({ values }) => values);
  // To StringEquals a star is a star, and no token has one.
  const literal = of(false).filter((value) => !value.includes('*') && !names(value, true));
  const patterns = of(true).filter((value) => !names(fixedStart(value), fixedStart(value) === value));
  const joined = patterns.flatMap((first) => patterns.map((last) => `${fixedStart(first)}x${fixedEnd(last)}`));
  return [...new Set([...literal, ...patterns.map((value) => filled(value)), ...joined])];
}

const fixedStart = (pattern: string) => /^[^*?]*/.exec(pattern)![0];
const fixedEnd = (pattern: string) => /[^*?]*$/.exec(pattern)![0];

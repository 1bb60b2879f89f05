import { globParts, matchesGlob } from './glob';
import { statements, type Statement } from './policy-document';

type Several = string | readonly string[];
interface FullStatement extends Statement { readonly NotPrincipal?: Statement['Principal'] }

/** Condition keys that tell who calls or from where. */
const WHO = [
  'aws:principalorgid', 'aws:principalorgpaths', 'aws:principalaccount', 'aws:principalarn', 'aws:userid', 'aws:sourceaccount', 'aws:sourceowner', 'aws:sourcearn',
  'aws:sourceorgid', 'aws:sourceorgpaths', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:sourceip', 'kms:calleraccount', 's3:dataaccesspointaccount',
  's3:dataaccesspointarn', 'sns:endpoint',
];
// An absent key makes `…IfExists` and `ForAllValues:` true: as a limit they fail open.
const ONLY = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/i;
const NOT = /^(ForAllValues:)?(StringNotEquals|StringNotEqualsIgnoreCase|StringNotLike|ArnNotEquals|ArnNotLike|NotIpAddress)(IfExists)?$/i;
// What exempts AWS's own calls from a Deny leaves strangers denied.
const OWN_CALLS = ['aws:principalisawsservice', 'aws:viaawsservice'];

const list = <T>(value: T | readonly T[] | undefined) => value === undefined ? [] : [value].flat() as T[];

/** Whether a value of a condition names somebody: a fixed text, an account, an organisation, a range of addresses that is not much of the Internet. */
function isFixed(key: string, value: string): boolean {
  if (value.includes('${')) return false;
  if (key === 'aws:sourceip') return Number(value.split('/')[1] ?? 128) >= (value.includes(':') ? 32 : 8);
  if (!/[*?]/.test(value)) return value !== '';
  if (value.startsWith('arn:')) return /^\d{12}$/.test(value.split(':')[4]);
  if (key.endsWith('orgpaths')) return /^o-[^*?/]+\//.test(value);
  if (key === 'aws:userid') return /^[^*?:]+:/.test(value);
  return key === 'sns:endpoint' && /^\*@[^*?]+$/.test(value);
}

/** The tests of a condition, keys in lower case. */
const testsOf = ({ Condition = {} }: Statement) => Object.entries(Condition as Record<string, Record<string, Several>>).flatMap(([operator, keys]) =>
  Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values: list(values).map(String) })));

const names = (test: ReturnType<typeof testsOf>[number], operators: RegExp) =>
  operators.test(test.operator) && WHO.includes(test.key) && test.values.every((value) => isFixed(test.key, value));

const isEveryone = (principal: Statement['Principal']) => list(typeof principal === 'object' ? principal.AWS : principal).includes('*');

/** Whether a Deny holds for every stranger, whatever it exempts of those who are known. */
function deniesStrangers(statement: FullStatement): boolean {
  const { Effect, Principal, NotPrincipal } = statement;
  if (Effect !== 'Deny' || !(isEveryone(Principal) || NotPrincipal && !isEveryone(NotPrincipal))) return false;
  return testsOf(statement).every((test) => names(test, NOT)
    || /^Bool(IfExists)?$/i.test(test.operator) && OWN_CALLS.includes(test.key) && test.values.every((value) => value === 'false'));
}

const allCovered = (patterns: readonly string[], texts: readonly string[]) =>
  texts.every((text) => patterns.some((pattern) => matchesGlob(globParts(pattern.toLowerCase()), text.toLowerCase())));

/**
 * What a resource policy in JSON allows to everybody: actions, or `NotAction …`. An Allow for all principals counts unless a condition names who or
 * from where by fixed values, or a Deny keeps strangers out. As AWS decides what is public:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function publicActions(document: string | undefined): string[] {
  const all = statements(document) as (FullStatement & { readonly NotAction?: Several })[];
  const denials = all.filter(deniesStrangers);
  const allowed = all.filter((each) => each.Effect === 'Allow' && (isEveryone(each.Principal) || each.NotPrincipal) && !testsOf(each).some((test) => names(test, ONLY)));
  return [...new Set(allowed.flatMap((each) => {
    const covering = denials.filter(({ Resource }) => allCovered(list(Resource), list(each.Resource)));
    const actions = each.NotAction === undefined ? list(each.Action) : [`NotAction ${list(each.NotAction).join(', ')}`];
    return actions.filter((action) => !covering.some(({ Action }) => allCovered(list(Action), [action])));
  }))];
}

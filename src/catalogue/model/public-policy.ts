import { globParts, matchesGlob } from './glob';
import { statements, type Statement } from './policy-document';

type Several = string | readonly string[];
interface FullStatement extends Statement { readonly NotPrincipal?: Statement['Principal']; readonly NotAction?: Several }
interface Test { readonly operator: string; readonly key: string; readonly values: readonly string[] }

/** Condition keys that tell who calls or from where. */
const WHO = new Set([
  'aws:principalorgid', 'aws:principalorgpaths', 'aws:principalaccount', 'aws:principalarn', 'aws:userid', 'aws:sourceaccount', 'aws:sourceowner', 'aws:sourcearn',
  'aws:sourceorgid', 'aws:sourceorgpaths', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:sourceip', 'aws:vpcsourceip', 'kms:calleraccount', 's3:dataaccesspointaccount',
  's3:dataaccesspointarn', 'lambda:eventsourcetoken', 'sns:endpoint', 'events:creatoraccount',
]);
// An absent key makes `…IfExists` and `ForAllValues:` true: as a limit they fail open.
const ONLY = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/i;
const NOT = /^(ForAllValues:)?(StringNotEquals|StringNotEqualsIgnoreCase|StringNotLike|ArnNotEquals|ArnNotLike|NotIpAddress)(IfExists)?$/i;
// What exempts AWS's own calls from a Deny leaves strangers denied.
const OWN_CALLS = ['aws:principalisawsservice', 'aws:viaawsservice'];

const list = <T>(value: T | readonly T[] | undefined) => value === undefined ? [] : [value].flat() as T[];

/** Whether a value of a condition names somebody: a fixed text, an account, an organisation, a range of addresses that is not much of the Internet. */
function isFixed(key: string, value: string): boolean {
  if (value.includes('${')) return false;
  if (key.endsWith('sourceip')) return Number(value.split('/')[1] ?? 128) >= (value.includes(':') ? 32 : 8);
  if (!/[*?]/.test(value)) return value !== '';
  if (value.startsWith('arn:')) return /^\d{12}$/.test(value.split(':')[4]);
  if (key.endsWith('orgpaths')) return /^o-[^*?/]+\//.test(value);
  if (key === 'aws:userid') return /^[^*?:]+:/.test(value);
  return key === 'sns:endpoint' && /^\*@[^*?]+$/.test(value);
}

/** The tests of a condition, keys in lower case. */
const testsOf = ({ Condition = {} }: Statement): Test[] => Object.entries(Condition as Record<string, Record<string, Several>>).flatMap(([operator, keys]) =>
  Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values: list(values).map(String) })));

const names = ({ operator, key, values }: Test, operators: RegExp) => operators.test(operator) && WHO.has(key) && values.every((value) => isFixed(key, value));

/** Whether a test lets in only those who are named, or whom a service of AWS calls for. */
const narrows = (test: Test) => names(test, ONLY) || /^Bool$/i.test(test.operator) && test.key === 'aws:viaawsservice' && test.values.every((value) => value === 'true');

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

/** The actions of a statement as they are told: `NotAction …` stands for all but some. */
const actionsOf = ({ Action, NotAction }: FullStatement) => NotAction === undefined ? list(Action) : [`NotAction ${list(NotAction).join(', ')}`];

/**
 * The statements of a resource policy in JSON that let everybody in, each with the actions that are left to everybody: an Allow for every principal (or
 * for all but some) counts unless a condition names who or from where by fixed values, or a Deny keeps strangers out. As AWS decides what is public:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function publicStatements(document: string | undefined): (Statement & { readonly open: readonly string[] })[] {
  const all = statements(document) as FullStatement[];
  const denials = all.filter(deniesStrangers);
  return all.filter((each) => each.Effect === 'Allow' && (isEveryone(each.Principal) || each.NotPrincipal) && !testsOf(each).some(narrows)).flatMap((each) => {
    const covering = denials.filter(({ Resource }) => allCovered(list(Resource), list(each.Resource)));
    const open = actionsOf(each).filter((action) => !covering.some(({ Action }) => allCovered(list(Action), [action])));
    return open.length > 0 ? [{ ...each, open }] : [];
  });
}

/** What a resource policy allows to everybody: actions, or `NotAction …`. */
export const publicActions = (document: string | undefined): string[] => [...new Set(publicStatements(document).flatMap(({ open }) => open))];

/** Whether a resource policy lets everybody do something, once its conditions and denials are weighed. */
export const allowsEveryone = (document: string | undefined): boolean => publicStatements(document).length > 0;

/** A public statement as a reason shows it. */
export const shownStatement = ({ Sid, open }: Pick<Statement, 'Sid'> & { readonly open: readonly string[] }): string =>
  `${Sid ? `the statement ${Sid}` : 'a statement'} allows ${open.join(', ')} to every principal`;

/** Accounts outside the given one that Allow statements of a policy name as principals, by id. */
export function foreignAccounts(document: string | undefined, own: string): { readonly account: string; readonly statement: Statement }[] {
  return statements(document).filter(({ Effect }) => Effect === 'Allow').flatMap((statement) => {
    const principals = list(typeof statement.Principal === 'object' ? statement.Principal.AWS : undefined);
    const ids = principals.flatMap((principal) => /^(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1] ?? []);
    return [...new Set(ids)].filter((id) => id !== own).map((account) => ({ account, statement }));
  });
}

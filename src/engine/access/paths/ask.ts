import type { Subject } from './subject';
import type { Identity } from '../account/model';
import type { PolicyText } from '../account/policy-text';
import type { ContextValue } from '../context';
import type { Decision, OpenCondition, StatementRef } from '../decision';
import { evaluate, type Policies } from '../evaluate';

/** What a subject asks for. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  /** @default that of the subject */
  readonly account?: string;
  /** the identity that is the resource: its tags are known */
  readonly identity?: Pick<Identity, 'tags'>;
  readonly trust?: PolicyText;
  readonly context?: Readonly<Record<string, ContextValue>>;
  /** policies in place of those of the subject */
  readonly policies?: Policies;
  readonly resourceAccountIsManagement?: boolean;
}

/** What allows something, or may. */
export interface Grant {
  readonly sure: boolean;
  readonly statements: readonly StatementRef[];
  /** what must turn out well, what the caller can choose included */
  readonly conditions: readonly OpenCondition[];
  /** the resource it was asked for */
  readonly resource?: string;
}

/** What does not allow something, and why. */
export interface Block {
  readonly action: string;
  readonly resource: string;
  readonly by: Decision['decision'] | 'Trust' | 'State';
  /** the Denies that apply */
  readonly statements: readonly StatementRef[];
  /** kinds of policies that do not allow: identity, boundary, `scp[1]`, resource (the trust policy); or the state that is missing */
  readonly missing: readonly string[];
}

/** Whether an answer is a grant. */
export const isGrant = (answer: Grant | Block): answer is Grant => 'sure' in answer;

const CHOSEN = [
  /^aws:(RequestedRegion|RequestTag\/.*|TagKeys|UserAgent|Referer|CalledVia.*|SourceIdentity)$/i,
  /^sts:(RoleSessionName|SourceIdentity|TransitiveTagKeys)$/i,
];

/** Whether the caller chooses the value of a condition key: parameters of its request, where it makes something. */
const isChosen = (key: string, makes: boolean) => CHOSEN.some((pattern) => pattern.test(key)) || (makes && !/^aws:/i.test(key) && !/ResourceTag\//i.test(key));

/** Asks the evaluator. What hangs on keys that nobody knows is no sure grant, unless the caller chooses them. */
export function ask(subject: Subject, question: Question, makes = false): Grant | Block {
  const decision = decide(subject, question);
  const { action, resource } = question;
  if (decision.decision === 'Allow' || decision.decision === 'Conditional') {
    return { sure: decision.conditions.every(({ key }) => isChosen(key, makes)), statements: decision.statements, conditions: decision.conditions, resource };
  }
  return { action, resource, by: decision.decision, statements: decision.statements, missing: decision.missing };
}

/** The decision on a question. */
export function decide(subject: Subject, { action, resource, account, identity, trust, context, policies, resourceAccountIsManagement }: Question): Decision {
  const service = action.slice(0, action.indexOf(':'));
  const owner = account ?? subject.identity.account;
  const tags = identity && Object.keys(identity.tags).length > 0 && tagsOf(identity);
  const all = policies ?? subject.policiesOn(account);
  return evaluate({
    principal: subject.caller.principal,
    action,
    resource: { arn: resource, account: owner },
    base: subject.caller.base,
    context: { ...account !== undefined && { 'aws:ResourceAccount': account }, ...accountsOf(service, subject.identity.account, owner), ...tags, ...context },
    unknown: [...identity ? [] : ['aws:ResourceTag/*'], service === 'iam' ? 'iam:AssociatedResourceArn' : `${service}:*`],
  }, trust ? { ...all, resource: trust.compiled } : all,
  resourceAccountIsManagement === undefined ? subject.facts : { ...subject.facts, resourceAccountIsManagement });
}

/** What services say of the two accounts: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html */
const accountsOf = (service: string, caller: string, owner: string): Record<string, string> =>
  (service === 'kms' ? { 'kms:CallerAccount': caller } : service === 's3' ? { 's3:ResourceAccount': owner } : {});

const tagsOf = ({ tags }: Pick<Identity, 'tags'>) =>
  Object.fromEntries(Object.entries(tags).flatMap(([key, value]) => ['aws', 'iam'].map((prefix) => [`${prefix}:ResourceTag/${key}`, value])));

import { cdkOf } from './cdk';
import { charactersOf, jsonOf, minimal, type ActionsOf, type JsonPolicy } from './minimal';
import { narrow, statementsOf } from './narrow';
import { pack } from './pack';
import { usageOf, type Activity, type Usage } from './usage';
import { droppedServices, verify, type Verification } from './verify';
import { quotas } from '../../../derive/policy';
import type { Identity, Landscape } from '../account/model';
import { activityOf } from '../activity/use';

/** Where the use of permissions is known from; of activity the first and the last day, where they are known. */
export interface Source { readonly source: 'last-accessed' | 'activity'; readonly since?: string; readonly until?: string }

/** What to give a principal in place of what it has. */
export interface Advice {
  /** ARN of the user or role */
  readonly principal: string;
  /** where its use is known from */
  readonly sources: readonly Source[];
  /** names of the policies that it would replace, those of groups included */
  readonly replaces: readonly string[];
  /** managed policies to attach; none: nothing that it may do was used */
  readonly policies: readonly JsonPolicy[];
  /** characters of the policies, as IAM counts them, before and after */
  readonly characters: { readonly before: number; readonly after: number };
  /** the same as TypeScript for a CDK stack */
  readonly cdk: string;
  /** services that nothing is allowed of any more */
  readonly dropped: readonly string[];
  readonly verification: Verification;
  /** what the data cannot show, as sentences */
  readonly blind: readonly string[];
}

/** How to advise. */
export interface AdviceSettings {
  readonly now: Date;
  /** @default 90 */
  readonly unusedDays?: number;
  /** names of all actions of a service: then wildcards stand for actions where they meet no other, @default unknown */
  readonly actionsOf?: ActionsOf;
}

/**
 * The least a principal needs, from what is known of its use: statements of today, without the actions that were not used, on the same resources and
 * under the same conditions, in few characters. The evaluator decides each request with both.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
 * @param activity actions that were seen, beside the last-accessed data of the landscape
 * @returns undefined where nothing is known of its use, or it has no policy
 * @throws Error if the evaluator contradicts the advice: a defect of this program
 */
export function advise(identity: Identity, landscape: Landscape, settings: AdviceSettings, activity?: Activity): Advice | undefined {
  const lastAccessed = landscape.lastAccessed.get(identity.arn);
  if ((!lastAccessed && (!activity || activity.addsOnly)) || identity.policies.length === 0) return undefined;
  const usage = usageOf({ ...lastAccessed && { lastAccessed }, ...activity && { activity }, ...settings });
  const today = identity.policies.flatMap(({ text }) => statementsOf(text.document));
  const policies = pack(minimal(narrow(today, usage), settings.actionsOf));
  const verification = verify(identity, landscape, usage, policies);
  if (verification.broken.length + verification.widened.length > 0) {
    throw new Error(`The advice for ${identity.arn} is wrong: ${JSON.stringify([...verification.broken, ...verification.widened].slice(0, 3))}.`);
  }
  return { principal: identity.arn, sources: sourcesOf(lastAccessed !== undefined, activity), ...summary(identity, policies, usage), verification };
}

const sourcesOf = (told: boolean, activity: Activity | undefined): Source[] => [
  ...told ? [{ source: 'last-accessed' as const }] : [],
  ...activity ? [{ source: 'activity' as const, ...activity.since !== undefined && { since: activity.since, until: activity.until } }] : [],
];

function summary(identity: Identity, policies: readonly JsonPolicy[], usage: Usage): Omit<Advice, 'principal' | 'sources' | 'verification'> {
  const before = identity.policies.map(({ text: { document } }) => charactersOf({ Version: '2012-10-17', Statement: document.statements.map(jsonOf) }));
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  const tooMany = policies.length > quotas.managedPoliciesOfRole;
  return {
    replaces: identity.policies.map(({ text }) => text.name),
    policies,
    characters: { before: sum(before), after: sum(policies.map(charactersOf)) },
    cdk: cdkOf(identity, policies),
    dropped: droppedServices(identity, usage.services),
    blind: [...usage.blind, ...tooMany ? [`IAM attaches ${quotas.managedPoliciesOfRole} managed policies to a role unless its quota is raised: these are ${policies.length}.`] : []],
  };
}

/**
 * Advice for every user and role of which something is known, one at a time.
 * @param activity by ARN, before that of the landscape
 */
export function* adviseAll(landscape: Landscape, settings: AdviceSettings, activity: ReadonlyMap<string, Activity> = new Map()): Iterable<Advice> {
  for (const { users, roles } of landscape.accounts) {
    for (const identity of [...users, ...roles.filter(({ serviceLinked }) => !serviceLinked)]) {
      const seen = activity.get(identity.arn) ?? activityOf(landscape, identity, settings.now, settings.unusedDays ?? 90);
      const advice = advise(identity, landscape, settings, seen);
      if (advice) yield advice;
    }
  }
}

import { allowsEverything } from './administrators';
import { finding, type Rule, type Scene, type Subject } from './finding';
import { sensitiveServices } from './sensitive';
import { globParts, matchesGlob } from '../../../catalogue/model/glob';
import type { Finding } from '../../contracts';
import type { ManagedPolicy } from '../account/model';
import type { PolicyText } from '../account/policy-text';
import type { StatementDocument } from '../document';

const frameworks = { cis: { '3.0': ['1.16'], '4.0': ['1.16'], '5.0': ['1.15'], '6.0': ['2.15'], '7.0': ['2.14'] }, fsbp: ['IAM.1'] };

const managedEverything: Rule = {
  id: 'access-policy-allows-everything',
  severity: 'high',
  title: 'No customer managed policy that is attached allows every action on every resource',
  remedy: {
    cli: 'aws iam create-policy-version --policy-arn <policy-arn> --policy-document file://narrower.json --set-as-default',
    cdk: "new iam.ManagedPolicy(this, 'Policy', { statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] })] })",
  },
  frameworks,
};

const inlineEverything: Rule = {
  id: 'access-inline-policy-allows-everything',
  severity: 'high',
  title: 'No inline policy allows every action on every resource',
  remedy: {
    cli: 'aws iam delete-role-policy --role-name <role> --policy-name <policy> # delete-user-policy, delete-group-policy',
    cdk: "role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }))",
  },
  frameworks: { fsbp: ['IAM.1'] },
};

const sensitiveWildcard: Rule = {
  id: 'access-sensitive-service-wildcard',
  severity: 'medium',
  title: 'No wildcard of a policy reaches what matters of a sensitive service, on every resource',
  remedy: {
    cli: 'aws iam create-policy-version --policy-arn <policy-arn> --policy-document file://narrower.json --set-as-default',
    cdk: "new iam.PolicyStatement({ actions: ['kms:Decrypt'], resources: [key.keyArn] }) // instead of actions: ['kms:*'], resources: ['*']",
  },
};

/** A policy with those who have it. */
interface Held { readonly text: PolicyText; readonly managed?: ManagedPolicy; readonly holders: string[]; readonly subject: Subject }

/** Every policy that somebody has, once. A policy that nobody has allows nobody anything. */
function heldPolicies({ account }: Scene): Held[] {
  const held = new Map<string, Held>();
  for (const holder of [...account.users, ...account.groups, ...account.roles]) {
    if (holder.kind === 'role' && holder.serviceLinked) continue;
    for (const { text, managed, group } of holder.policies) {
      if (group !== undefined && holder.kind !== 'group') continue;
      const known = held.get(text.name);
      if (known) known.holders.push(holder.arn);
      else held.set(text.name, { text, ...managed && { managed }, holders: [holder.arn], subject: subjectOf(text, managed, holder, account.id) });
    }
  }
  return [...held.values()];
}

/** An inline policy has the key that the inventory gives it. */
function subjectOf(text: PolicyText, managed: ManagedPolicy | undefined, holder: { arn: string; kind: 'user' | 'group' | 'role' }, account: string): Subject {
  if (managed) return { key: managed.arn, type: 'aws_iam_policy', name: managed.name, account };
  const name = text.name.slice(holder.arn.length + 1);
  return { key: `${holder.arn}/policy/${name}`, type: `aws_iam_${holder.kind}_policy`, name, account };
}

/**
 * Policies that allow everything, and wildcards on sensitive services.
 * Policies of AWS that allow everything are not listed: they cannot be changed, and whoever has them is an administrator.
 */
export function policies(scene: Scene): Finding[] {
  const { account, settings: { now } } = scene;
  return heldPolicies(scene).flatMap(({ text, managed, holders, subject }) => {
    const on: Subject = { ...subject, others: holders };
    const seenBy = `${holders.length} ${holders.length === 1 ? 'holder' : 'holders'}`;
    if (allowsEverything(text, account)) {
      if (managed?.byAws) return [];
      return [finding(managed ? managedEverything : inlineEverything, on, { reason: `allows every action on every resource to ${seenBy}`, evidence: { holders } }, now)];
    }
    const wide = wildcards(text);
    if (wide.length === 0) return [];
    const severity = wide.some(({ severe }) => severe) ? 'high' as const : 'medium' as const;
    const shown = wide.map(({ pattern, reaches }) => `${pattern} (reaches ${reaches})`);
    return [finding(sensitiveWildcard, on, { reason: `allows ${shown.join(', ')} on every resource to ${seenBy}`, evidence: { wildcards: wide, holders }, severity }, now)];
  });
}

/**
 * Wildcards that reach what matters of a sensitive service, on every resource: `kms:*` and `iam:Put*` do, `kms:Describe*` and `iam:PassRole` do not.
 * A statement with a condition, or one that a Deny of the same policy takes back, is limited and counts for nothing here.
 */
function wildcards({ document }: PolicyText): { readonly pattern: string; readonly reaches: string; readonly severe: boolean }[] {
  const denied = document.statements.filter((each) => each.effect === 'Deny' && isUnlimited(each)).flatMap(({ action }) => (action.negated ? [] : action.values));
  const wide = document.statements.filter((each) => each.effect === 'Allow' && isUnlimited(each) && !each.action.negated)
    .flatMap(({ action }) => action.values.filter((value) => /[*?]/.test(value)));
  return [...new Set(wide)].flatMap((pattern) => sensitiveServices.flatMap(({ service, severe, matters }) => {
    const reached = matters.map((name) => `${service}:${name}`).filter((action) => meets(pattern, action) && !denied.some((each) => meets(each, action)));
    return reached.length > 0 ? [{ pattern, reaches: reached[0], severe }] : [];
  }));
}

/** Without a condition, on `*` or on all that a service has, as `arn:aws:s3:::*`. */
const isUnlimited = ({ resource, condition }: StatementDocument) =>
  Object.keys(condition).length === 0 && resource !== undefined && !resource.negated && resource.values.some((value) => /^(arn(:[^:]*){4}:)?\*+$/.test(value));

const meets = (pattern: string, action: string) => matchesGlob(globParts(pattern.toLowerCase()), action.toLowerCase());

import { saysSource, servicesNamed } from './confused-deputies';
import { finding, shownConditions, type Rule, type Scene, type Subject } from './finding';
import { deputies, filled, firstLetIn, outsiders, STRANGE_ACCOUNT, type Door, type Stranger } from './stranger';
import { accountsNamed, awsPrincipals, othersThan, ownerOf, triedFor } from './trusts';
import type { EntityType } from '../../../catalogue/model/names';
import type { Finding } from '../../contracts';
import type { PolicyText } from '../account/policy-text';

const resourcePublic: Rule = {
  id: 'access-resource-public',
  severity: 'critical',
  title: 'No resource can be used by everybody',
  remedy: {
    cli: 'aws s3api put-bucket-policy --bucket <bucket> --policy file://policy.json # name principals, or add aws:PrincipalOrgID',
    cdk: "bucket.addToResourcePolicy(new iam.PolicyStatement({ principals: [new iam.OrganizationPrincipal('o-…')], actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }))",
  },
};

const unknownAccount: Rule = {
  id: 'access-resource-unknown-account',
  severity: 'high',
  title: 'Resources are shared with accounts of the organization and known partners only',
  remedy: resourcePublic.remedy,
};

const confusedDeputy: Rule = {
  id: 'access-resource-confused-deputy',
  severity: 'medium',
  title: 'A resource that a service may use says for whose resources',
  remedy: {
    cli: 'aws sns set-topic-attributes --topic-arn <topic> --attribute-name Policy --attribute-value file://policy.json # Condition: StringEquals aws:SourceAccount',
    cdk: "topic.addToResourcePolicy(new iam.PolicyStatement({ principals: [new iam.ServicePrincipal('s3.amazonaws.com')], actions: ['sns:Publish'], resources: [topic.topicArn], conditions: { StringEquals: { 'aws:SourceAccount': this.account } } }))",
  },
};

/** Types of the inventory by the service, and where it has several by the kind, of an ARN. */
const TYPES: Readonly<Record<string, EntityType>> = {
  s3: 'aws_s3_bucket',
  sqs: 'aws_sqs_queue',
  sns: 'aws_sns_topic',
  kms: 'aws_kms_key',
  lambda: 'aws_lambda_function',
  secretsmanager: 'aws_secretsmanager_secret',
  ecr: 'aws_ecr_repository',
  elasticfilesystem: 'aws_efs_file_system',
  dynamodb: 'aws_dynamodb_table',
  logs: 'aws_cloudwatch_log_group',
  iam: 'aws_iam_role',
};

/**
 * Policies of resources that let strangers in, each with an action that proves it. What S3 Block Public Access holds back is only known of a scan.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html
 */
export function resources(scene: Scene): Finding[] {
  const { account, landscape } = scene;
  return [...landscape.resourcePolicies].flatMap(([arn, text]) => {
    const owner = ownerOfResource(arn, scene);
    return owner === account.id ? [...publicly(arn, text, scene), ...acrossAccounts(arn, text, scene), ...forServices(arn, text, scene)] : [];
  });
}

/** ARNs of buckets hold no account: where nothing tells, they belong to the first one that was given. */
const ownerOfResource = (arn: string, { landscape: { accounts, owners } }: Scene): string => {
  const id = owners?.get(arn) ?? arn.split(':')[4] ?? '';
  return accounts.some((account) => account.id === id) ? id : accounts[0].id;
};

const subjectOf = (arn: string, account: string): Subject => {
  const [, , service, region, , ...rest] = arn.split(':');
  return { key: arn, type: TYPES[service] ?? 'aws_account', name: rest.join(':').replace(/^.*\//, ''), account, region: region || 'global' };
};

/** A door with the actions it stands for, as the policy writes them. */
interface NamedDoor extends Door { readonly pattern: string }

/** A door for every action that Allow statements name: for a wildcard stands an action that no list holds. */
function doorsOf(arn: string, text: PolicyText, account: string): NamedDoor[] {
  const allowed = text.document.statements.filter(({ effect }) => effect === 'Allow');
  const doors = allowed.flatMap(({ action, resource }) => {
    const patterns = action.negated || action.values.includes('*') ? [`${arn.split(':')[2]}:*`] : action.values;
    const targets = !resource || resource.negated || resource.values.includes('*') ? [arn] : resource.values.map((value) => filled(value));
    return patterns.flatMap((pattern) => targets.map((target): NamedDoor => ({ text, arn: target, account, action: filled(pattern, 'zz9plural'), pattern })));
  });
  return [...new Map(doors.map((door) => [`${door.action} ${door.arn}`, door])).values()];
}

function publicly(arn: string, text: PolicyText, { account, landscape, settings: { now } }: Scene): Finding[] {
  if (!awsPrincipals(text).everybody || landscape.closed?.has(arn)) return [];
  const open = doorsOf(arn, text, account.id).flatMap((door) => {
    const letIn = firstLetIn(door, everybody(door), landscape);
    return letIn ? [{ pattern: door.pattern, decision: letIn.decision }] : [];
  });
  if (open.length === 0) return [];
  const actions = [...new Set(open.map(({ pattern }) => pattern))];
  const { statements, conditions } = open[0].decision;
  const wanted = shownConditions(conditions);
  const reason = `lets everybody do ${actions.join(', ')}${wanted && `; what it asks for, everybody can bring: ${wanted}`}`;
  return [finding(resourcePublic, subjectOf(arn, account.id), { reason, evidence: { actions, statements, conditions } }, now)];
}

/** Somebody of another account, and somebody without one, who has no more than a network. */
export function* everybody(door: Door): Iterable<Stranger> {
  const strangers = [...outsiders(door, { from: STRANGE_ACCOUNT, arns: [`arn:aws:iam::${STRANGE_ACCOUNT}:role/x`] })];
  yield* strangers;
  for (const { context, free } of strangers) {
    const personal = Object.keys(context).filter((key) => /^(aws:(Principal|userid)|kms:Caller)/.test(key)).map((key) => [key, []]);
    yield { principal: { type: 'anonymous', arn: null, account: null }, context: { ...context, ...Object.fromEntries(personal) as object }, ...free && { free } };
  }
}

function acrossAccounts(arn: string, text: PolicyText, scene: Scene): Finding[] {
  const { account, landscape, settings: { now } } = scene;
  const doors = doorsOf(arn, text, account.id);
  const unknown = [...accountsNamed(text, account.id)].filter(([id]) => ownerOf(id, scene) === 'unknown').flatMap(([id, entries]) => {
    const outsider = { from: id, arns: triedFor(entries, id), organizations: othersThan(landscape.organization.id, text) };
    const open = doors.filter((door) => firstLetIn(door, outsiders(door, outsider), landscape));
    return open.length > 0 ? [{ id, entries, actions: [...new Set(open.map(({ pattern }) => pattern))] }] : [];
  });
  if (unknown.length === 0) return [];
  const shares = unknown.map(({ id, entries, actions }) => `lets account ${id} (${entries.join(', ')}) do ${actions.join(', ')}`);
  const reason = `${shares.join('; ')}; it is neither of the organization nor a known partner`;
  return [finding(unknownAccount, subjectOf(arn, account.id), { reason, evidence: { accounts: unknown } }, now)];
}

function forServices(arn: string, text: PolicyText, { account, landscape, settings: { now } }: Scene): Finding[] {
  const doors = doorsOf(arn, text, account.id);
  const open = servicesNamed(text).filter(saysSource).filter((service) => doors.some((door) => firstLetIn(door, deputies(door, service), landscape)));
  if (open.length === 0) return [];
  const reason = `${open.join(', ')} may use it for resources of any account: no aws:SourceAccount, aws:SourceArn or aws:SourceOrgID limits it`;
  return [finding(confusedDeputy, subjectOf(arn, account.id), { reason, evidence: { services: open } }, now)];
}

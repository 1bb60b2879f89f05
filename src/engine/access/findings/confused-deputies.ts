import { finding, subjectOf, type Rule, type Scene } from './finding';
import { deputies, firstLetIn, type Door } from './stranger';
import type { Finding } from '../../contracts';
import type { PolicyText } from '../account/policy-text';

const confusedDeputy: Rule = {
  id: 'access-trust-confused-deputy',
  severity: 'medium',
  title: 'A role for a service that delivers or acts for many customers says for whose resources',
  remedy: {
    cli: 'aws iam update-assume-role-policy --role-name <role> --policy-document file://trust.json # Condition: StringEquals aws:SourceAccount',
    cdk: "new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('cloudtrail.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': this.account } } }) })",
  },
};

const withoutSource: Rule = {
  id: 'access-trust-without-source',
  severity: 'informational',
  title: 'A role for a service says for whose resources, where the guide of the service asks for it',
  remedy: confusedDeputy.remedy,
};

/** Services that write or call where a configuration tells them: deliveries, subscriptions, targets, whose sender may be of another account. */
const DELIVERS = new Set([
  'cloudtrail', 'logs', 'vpc-flow-logs', 'delivery.logs', 'firehose', 'events', 'scheduler', 'pipes', 'sns', 's3', 'batchoperations.s3', 'ses', 'sms-voice', 'iot',
  'cognito-idp', 'dms', 'datasync', 'transfer', 'resources.cloudformation', 'hooks.cloudformation', 'serverlessrepo',
]);

/** Services whose guide asks for the condition, and whose roles reach them by iam:PassRole within one account, for work in that account. */
const RECOMMENDS = new Set([
  'config', 'ecs-tasks', 'glue', 'states', 'sagemaker', 'codebuild', 'bedrock', 'bedrock-agentcore', 'appsync', 'ssm', 'kinesisanalytics', 'personalize', 'forecast', 'lex',
  'lexv2', 'comprehend', 'transcribe', 'rekognition', 'mediaconvert', 'grafana', 'osis-pipelines', 'airflow', 'airflow-env', 'databrew', 'redshift', 'redshift-serverless',
  'fis', 'appflow', 'apprunner.tasks', 'omics', 'greengrass',
]);

/** `logs` for logs.eu-west-1.amazonaws.com, `delivery.logs` for delivery.logs.amazonaws.com. */
export const serviceName = (principal: string): string => principal.replace(/\.amazonaws\.com(\.cn)?$/, '').replace(/\.[a-z]{2}(-[a-z]+)+-\d$/, '');

/** Service principals that Allow statements name. */
export const servicesNamed = ({ document }: PolicyText): string[] =>
  [...new Set(document.statements.flatMap(({ effect, principal }) => (effect === 'Allow' && principal && !principal.negated ? principal.values.Service ?? [] : [])))];

/**
 * Roles that services may assume for anybody's resources. Proven by a service that acts for another account, organization and resource and is
 * let in; services that send no such keys, such as Lambda and EC2, are left out, as a condition on them would keep them out altogether.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function confusedDeputies({ account, landscape, settings: { now } }: Scene): Finding[] {
  return account.roles.filter(({ serviceLinked }) => !serviceLinked).flatMap((role) => {
    const door: Door = { text: role.trust, arn: role.arn, account: role.account, action: 'sts:AssumeRole' };
    const open = servicesNamed(role.trust).filter(saysSource).filter((service) => firstLetIn(door, deputies(door, service), landscape));
    const found = (rule: Rule, services: ReadonlySet<string>) => {
      const of = open.filter((service) => services.has(serviceName(service)));
      const reason = `${of.join(', ')} may assume the role for resources of any account: no aws:SourceAccount, aws:SourceArn or aws:SourceOrgID limits it`;
      return of.length > 0 ? [finding(rule, subjectOf(role), { reason, evidence: { services: of } }, now)] : [];
    };
    return [...found(confusedDeputy, DELIVERS), ...found(withoutSource, RECOMMENDS)];
  });
}

/** Whether a service is known to say for whom it acts. */
export const saysSource = (service: string): boolean => DELIVERS.has(serviceName(service)) || RECOMMENDS.has(serviceName(service));

import { actionLink, checkLink, entityLink, streamLink } from './known';
import { bullets, fence, page, sorted, table, text } from './markdown';
import { checks as catalogue } from '../../catalogue/checks';
import { severities, type Check } from '../../catalogue/model/check';
import type { Frameworks } from '../../catalogue/model/frameworks';
import { frameworkNames } from '../coverage';

const byId = ({ id: a }: Check, { id: b }: Check) => (a < b ? -1 : 1);
const checks = [...catalogue].sort(byId);

function references({ cis = {}, ...others }: Frameworks): string {
  const rows = [
    ...Object.entries(cis).map(([version, ids]) => [`CIS AWS Foundations Benchmark ${version}`, ids]),
    ...Object.entries(frameworkNames).map(([name, [, title]]) => [title, others[name as keyof typeof frameworkNames]]),
  ] as [string, readonly string[] | undefined][];
  return table(['Framework', 'Requirements'], rows.filter(([, ids]) => ids?.length).map(([title, ids]) => [title, text(ids!.join(', '))]));
}

// Where CloudFormation has no resource, the remedy says so in a sentence.
const cdk = (remedy: string) => (remedy.endsWith('.') ? text(remedy) : fence('ts', remedy));

const section = (check: Check): string => [
  `## ${check.id}`,
  `**${text(check.title)}.** ${text(check.why)}`,
  bullets(
    `**Severity** ${check.severity}`,
    `**Entity** ${entityLink(check.entity)}`,
    `**Needs** ${sorted(check.needs.map(({ action }) => action)).map(actionLink).join(', ')}`,
    ...check.prowler.length > 0 ? [`**Prowler** ${check.prowler.map((id) => `\`${id}\``).join(', ')}`] : [],
    `**Streams** ${sorted([check.service, ...check.needs.map(({ service }) => service)]).map(streamLink).join(', ')}`,
  ),
  'With the AWS CLI:',
  fence('sh', check.remedy.cli),
  'With the AWS CDK:',
  cdk(check.remedy.cdk),
  references(check.frameworks),
].join('\n\n');

/** The page of the posture checks. */
export function checksPage(): string {
  const worstFirst = severities.flatMap((severity) => checks.filter((check) => check.severity === severity));
  return page('src/catalogue/checks', 'Checks',
    `${checks.length} posture checks. A check whose needs could not be read answers *unknown* and names the IAM action that is missing.`,
    table(['Check', 'Severity', 'Entity', 'Title'], worstFirst.map(({ id, severity, entity, title }) => [checkLink(id), severity, entityLink(entity), text(title)])),
    ...checks.map(section));
}

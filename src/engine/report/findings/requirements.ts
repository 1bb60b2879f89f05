import type { Finding } from '../../contracts';
import { frameworkList } from '../groups';

/** Requirements that a finding answers to, each with its framework: `CIS 7.0 2.18`; the newest CIS version first. */
export const requirementsOf = ({ frameworks }: Pick<Finding, 'frameworks'>): string[] =>
  frameworkList(frameworks).flatMap(({ name, requirements }) => requirements.map((id) => `${name} ${id}`));

/** How to mend a finding, as text: with the AWS CLI, with the AWS CDK. */
export const remedyText = ({ remedy: { cli, cdk } }: Pick<Finding, 'remedy'>): string =>
  [cli && `AWS CLI:\n${cli}`, cdk && `AWS CDK:\n${cdk}`].filter(Boolean).join('\n\n');

import { EnableCommand, Inspector2Client, paginateListCoverage, paginateListFindings } from '@aws-sdk/client-inspector2';
import type { ClientOptions } from '../../../emulator/client';
import { gather } from '../../../src/catalogue/model/reader';
import type { Truth } from '../seeded';

/** Inspector, turned on: the emulator has images of its own that it scans. Nothing answers with what it finds, so it is asked for. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new Inspector2Client(options);
  await client.send(new EnableCommand({ resourceTypes: ['ECR'] }));
  const findings = (await gather(paginateListFindings({ client }, {}))).flatMap((page) => page.findings ?? []);
  const covered = (await gather(paginateListCoverage({ client }, {}))).flatMap(({ coveredResources = [] }) => coveredResources);
  const { region, credentials: { accessKeyId } } = options;
  return {
    aws_inspector_finding: findings.map(({ findingArn }) => findingArn!),
    aws_inspector_assessment: covered.map(({ scanType, resourceId }) => `arn:aws:inspector2:${region}:${accessKeyId}:coverage/${scanType}/${resourceId}`),
  };
}

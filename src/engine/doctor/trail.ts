import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand, type GetTrailStatusCommandOutput, type Trail } from '@aws-sdk/client-cloudtrail';
import type { Aws } from './aws';
import type { DeployedResource } from './deployed';

/** Name of the trail of a template. */
export const trailName = ({ physicalId, properties: { TrailName } }: DeployedResource): string => String(TrailName ?? physicalId);

/** A trail of the account as it is; undefined where there is none. */
export async function readTrail(resource: DeployedResource): Promise<Trail | undefined> {
  const { aws } = resource.stack;
  const asked = { trailNameList: [trailName(resource)], includeShadowTrails: false };
  const { trailList = [] } = await aws.client(CloudTrailClient).send(new DescribeTrailsCommand(asked));
  return trailList[0];
}

/** How a trail does. */
export const readTrailStatus = (aws: Aws, Name: string): Promise<GetTrailStatusCommandOutput> =>
  aws.client(CloudTrailClient).send(new GetTrailStatusCommand({ Name }));

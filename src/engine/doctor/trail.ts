import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand, type GetEventSelectorsCommandOutput, type GetTrailStatusCommandOutput, type Trail } from '@aws-sdk/client-cloudtrail';
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

/**
 * Whether selectors of events record management events: those that write, and with `reads` those that read, too.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
export function logsManagementEvents({ EventSelectors = [], AdvancedEventSelectors = [] }: GetEventSelectorsCommandOutput, reads: boolean): boolean {
  const basic = EventSelectors.some(({ IncludeManagementEvents, ReadWriteType = 'All' }) => IncludeManagementEvents && (ReadWriteType === 'All' || (!reads && ReadWriteType === 'WriteOnly')));
  return basic || AdvancedEventSelectors.some(({ FieldSelectors = [] }) => {
    const equals = (field: string) => FieldSelectors.find(({ Field }) => Field === field)?.Equals;
    const readOnly = equals('readOnly');
    return equals('eventCategory')?.includes('Management') && (readOnly === undefined || (!reads && readOnly.includes('false')));
  });
}

import { CloudTrailClient, DescribeTrailsCommand, GetEventSelectorsCommand, type Trail } from '@aws-sdk/client-cloudtrail';
import type { Aws } from '../aws';
import { eachStack, fail, pass, type DoctorCheck } from '../contract';
import type { DeployedResource } from '../deployed';
import { logsManagementEvents, readTrailStatus } from '../trail';

/** Whether CloudTrail logs management events where a forwarder listens: without a trail that does, EventBridge gets none. */
export const managementEventsLogged: DoctorCheck = {
  id: 'management-events-logged',
  title: 'CloudTrail logs management events in the Region',
  part: 'events',
  reads: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors'],
  afterAny: ['trail-exists', 'trail-logging', 'trail-records'],
  tasks: eachStack(async ({ aws, resources }) => {
    const reads = forwarding(resources).some(({ properties }) => properties.State === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
    const { trailList = [] } = await aws.client(CloudTrailClient).send(new DescribeTrailsCommand({}));
    const seen = await Promise.all(trailList.map((trail) => whyNot(aws, trail, reads)));
    const at = seen.indexOf(undefined);
    if (at >= 0) return pass(`The trail ${trailList[at].Name} logs management events of ${aws.region}.`);
    return fail(
      [`No trail logs the management events of ${aws.region} that are to be forwarded.`, ...trailList.map(({ Name }, each) => `${Name} ${seen[each]}.`)].join('\n'),
      `Start the logging of a trail, or make one for every Region${reads ? ', with read and write events' : ''}: CloudTrailIngestPipeline, or aws cloudtrail create-trail --is-multi-region-trail.`);
  }, ({ resources }) => forwarding(resources).length > 0),
};

/** Rules that wait for events of CloudTrail. */
const forwarding = (resources: readonly DeployedResource[]) =>
  resources.filter(({ type, properties }) => type === 'AWS::Events::Rule' && JSON.stringify(properties.EventPattern ?? '').includes('via CloudTrail'));

/** Why a trail does not log what is needed; undefined where it does. */
async function whyNot(aws: Aws, { TrailARN, HasCustomEventSelectors }: Trail, reads: boolean): Promise<string | undefined> {
  const { IsLogging } = await readTrailStatus(aws, TrailARN!);
  if (!IsLogging) return 'is not logging';
  if (!HasCustomEventSelectors) return undefined;
  const selectors = await aws.client(CloudTrailClient).send(new GetEventSelectorsCommand({ TrailName: TrailARN }));
  return logsManagementEvents(selectors, reads) ? undefined : `logs no ${reads ? 'management events that read and write' : 'management events that write'}`;
}

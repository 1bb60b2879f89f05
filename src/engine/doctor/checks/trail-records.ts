import { CloudTrailClient, GetEventSelectorsCommand } from '@aws-sdk/client-cloudtrail';
import { matches } from '../compare';
import { drifted, eachResource, fail, pass, type DoctorCheck } from '../contract';
import { logsManagementEvents, readTrail, trailName } from '../trail';

/** Whether each trail records the events of the template; one that names none records management events. */
export const trailRecords: DoctorCheck = {
  id: 'trail-records',
  title: 'The trail records the events of the template',
  part: 'log files',
  reads: ['cloudtrail:DescribeTrails', 'cloudtrail:GetEventSelectors'],
  after: ['trail-exists'],
  tasks: eachResource('AWS::CloudTrail::Trail', async (resource) => {
    const name = trailName(resource);
    const trail = await readTrail(resource);
    if (!trail) return undefined;
    const actual = await resource.stack.aws.client(CloudTrailClient).send(new GetEventSelectorsCommand({ TrailName: trail.TrailARN }));
    const { AdvancedEventSelectors: advanced, EventSelectors: basic } = resource.properties;
    const [kind, wanted] = advanced === undefined ? ['EventSelectors', basic] as const : ['AdvancedEventSelectors', advanced] as const;
    const change = 'Make a change to the trail in the template and deploy the stack. Who changed it stands in the event history: PutEventSelectors.';
    if (wanted === undefined) {
      return !trail.HasCustomEventSelectors || logsManagementEvents(actual, true)
        ? pass(`The trail ${name} records management events.`)
        : fail(`The trail ${name} no longer records all management events.`, change);
    }
    return matches(wanted, actual[kind])
      ? pass(`The trail ${name} records the events of the template.`)
      : drifted(`The events that ${name} records were changed`, [`- ${JSON.stringify(wanted)}`, `+ ${JSON.stringify(actual[kind] ?? [])}`], change);
  }),
};

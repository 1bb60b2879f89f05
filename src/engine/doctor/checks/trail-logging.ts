import { CloudTrailClient, StartLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { eachResource, fail, pass, type DoctorCheck } from '../contract';
import { readTrailStatus, trailName } from '../trail';

/** Whether each trail of ours logs. */
export const trailLogging: DoctorCheck = {
  id: 'trail-logging',
  title: 'The trail is logging',
  part: 'log files',
  reads: ['cloudtrail:GetTrailStatus'],
  after: ['trail-exists'],
  tasks: eachResource('AWS::CloudTrail::Trail', async (resource) => {
    const name = trailName(resource);
    const { aws } = resource.stack;
    const { IsLogging, StartLoggingTime, StopLoggingTime } = await readTrailStatus(aws, name);
    return IsLogging
      ? pass(`The trail ${name} has been logging since ${StartLoggingTime?.toISOString() ?? 'it was made'}.`)
      : fail(`The trail ${name} is not logging${StopLoggingTime ? ` since ${StopLoggingTime.toISOString()}` : ''}.`,
        'Find out who stopped it (StopLogging in the event history); aws cloudtrail start-logging, or doctor --fix.',
        { does: `start the logging of the trail ${name} in ${aws.region}`, run: async () => { await aws.client(CloudTrailClient).send(new StartLoggingCommand({ Name: name })); } });
  }),
};

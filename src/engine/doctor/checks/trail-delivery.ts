import { eachResource, fail, pass, unknown, type DoctorCheck } from '../contract';
import { readTrailStatus, trailName } from '../trail';

const HOUR = 3_600_000;

/**
 * Whether log files and notices of each trail arrive. CloudTrail delivers about every 5 minutes what happened, and each call of the doctor happens:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html
 */
export const trailDelivery: DoctorCheck = {
  id: 'trail-delivery',
  title: 'Log files and notices arrive',
  part: 'log files',
  reads: ['cloudtrail:GetTrailStatus'],
  after: ['trail-logging', 'trail-exists'],
  afterInStack: ['bucket-policy', 'topic-policy', 'key-usable'],
  tasks: eachResource('AWS::CloudTrail::Trail', async (resource, { request }) => {
    const name = trailName(resource);
    const status = await readTrailStatus(resource.stack.aws, name);
    const errors = [
      ...status.LatestDeliveryError ? [`The trail ${name} cannot deliver to its bucket: ${status.LatestDeliveryError}.`] : [],
      ...status.LatestNotificationError ? [`The trail ${name} cannot tell its topic: ${status.LatestNotificationError}.`] : [],
    ];
    if (errors.length > 0) return fail(errors.join('\n'), 'Do bucket, topic and keys let CloudTrail in? Is the bucket there? Undo what was changed.');
    const age = (since: Date | undefined) => (since ? request.clock() - since.getTime() : Infinity);
    const { LatestDeliveryTime: last, StartLoggingTime: started } = status;
    if (age(last) < 24 * HOUR) return pass(`The trail ${name} delivered a log file last at ${last!.toISOString()}.`);
    if (age(started) < HOUR) return pass(`The trail ${name} has been logging since ${started!.toISOString()}; the first log file is awaited.`);
    return unknown(`The trail ${name} delivered ${last ? `a log file last at ${last.toISOString()}` : 'no log file yet'}.`,
      'What the doctor looked at just now is logged, too: run it again in 20 minutes. If nothing was delivered then, look at bucket and keys.');
  }),
};

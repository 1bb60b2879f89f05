import { differences } from '../compare';
import { eachResource, fail, pass, type DoctorCheck } from '../contract';
import { readTrail, trailName } from '../trail';

/** Whether each trail is there and set as the template says. */
export const trailExists: DoctorCheck = {
  id: 'trail-exists',
  title: 'The trail is there, and set as the template says',
  part: 'log files',
  reads: ['cloudtrail:DescribeTrails'],
  tasks: eachResource('AWS::CloudTrail::Trail', async (resource) => {
    const name = trailName(resource);
    const trail = await readTrail(resource);
    if (!trail) return fail(`The trail ${name} is gone: nothing is logged.`, 'Delete the stack and deploy it again. Who deleted it stands in the event history: DeleteTrail.');
    const { S3BucketName, S3KeyPrefix, IsMultiRegionTrail = false, IsOrganizationTrail = false, IncludeGlobalServiceEvents, EnableLogFileValidation = false, KMSKeyId, SnsTopicName } = resource.properties;
    const [key, topic] = [KMSKeyId, SnsTopicName].map((each) => (each === undefined ? undefined : String(each).split(/[:/]/).at(-1)));
    const drift = differences(
      { S3BucketName, S3KeyPrefix, IsMultiRegionTrail, IsOrganizationTrail, IncludeGlobalServiceEvents, LogFileValidationEnabled: EnableLogFileValidation, KmsKey: key, SnsTopic: topic },
      { IsOrganizationTrail: false, ...trail, KmsKey: trail.KmsKeyId?.split('/').at(-1), SnsTopic: (trail.SnsTopicARN ?? trail.SnsTopicName)?.split(':').at(-1) });
    return drift.length === 0
      ? pass(`The trail ${name} is set as the template says.`)
      : fail([`The trail ${name} was changed:`, ...drift].join('\n'), 'Make a change to the trail in the template and deploy the stack. Who changed it stands in the event history: UpdateTrail.');
  }),
};

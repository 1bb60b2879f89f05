import type { Json } from '../../json';
import { differences } from '../compare';
import { drifted, eachResource, fail, pass, type DoctorCheck } from '../contract';
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
    const drift = differences(wanted(resource.properties), {
      IsOrganizationTrail: false, ...trail, KmsKey: nameIn(trail.KmsKeyId), SnsTopic: nameIn(trail.SnsTopicARN ?? trail.SnsTopicName),
    });
    return drift.length === 0
      ? pass(`The trail ${name} is set as the template says.`)
      : drifted(`The trail ${name} was changed`, drift, 'Make a change to the trail in the template and deploy the stack. Who changed it stands in the event history: UpdateTrail.');
  }),
};

/** Keys and topics are named in several ways. */
const nameIn = (value: unknown) => (value === undefined ? undefined : String(value).split(/[:/]/).at(-1));

/** The settings as CloudTrail names them. */
function wanted({ KMSKeyId, SnsTopicName, EnableLogFileValidation = false, IsMultiRegionTrail = false, IsOrganizationTrail = false, ...others }: Json): Json {
  const { S3BucketName, S3KeyPrefix, IncludeGlobalServiceEvents } = others;
  return {
    S3BucketName,
    S3KeyPrefix,
    IncludeGlobalServiceEvents,
    IsMultiRegionTrail,
    IsOrganizationTrail,
    LogFileValidationEnabled: EnableLogFileValidation,
    KmsKey: nameIn(KMSKeyId),
    SnsTopic: nameIn(SnsTopicName),
  };
}

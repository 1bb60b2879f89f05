import { objectEventsCheck } from '../../object-events';

/** CIS "Ensure that object-level logging for read events is enabled for S3 buckets". */
export const cloudtrailS3ReadEvents = objectEventsCheck({
  id: 'cloudtrail-s3-read-events',
  access: 'read',
  title: 'A trail records the reading of objects in every bucket',
  why: 'After a theft nobody can tell which objects were taken.',
  prowler: ['cloudtrail_s3_dataevents_read_enabled'],
});

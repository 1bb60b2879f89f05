import { objectEventsCheck } from '../../object-events';

/** CIS "Ensure that object-level logging for write events is enabled for S3 buckets". */
export const cloudtrailS3WriteEvents = objectEventsCheck({
  id: 'cloudtrail-s3-write-events',
  access: 'write',
  title: 'A trail records the writing and deleting of objects in every bucket',
  why: 'Nobody can tell who changed or deleted an object.',
  prowler: ['cloudtrail_s3_dataevents_write_enabled'],
});

import { defineCheck } from '../../model/check';
import { recordsEveryObject } from '../../model/data-events';
import { account } from '../../services/account';
import { cloudtrail } from '../../services/cloudtrail';

const data = { Field: 'eventCategory', Equals: ['Data'] };
const objects = { Field: 'resources.type', Equals: ['AWS::S3::Object'] };

/** CIS "Ensure that object-level logging for write events is enabled for S3 buckets". */
export const cloudtrailS3WriteEvents = defineCheck(account, {
  id: 'cloudtrail-s3-write-events',
  entity: 'aws_account',
  severity: 'low',
  title: 'A trail records the writing and deleting of objects in every bucket',
  why: 'Nobody can tell who changed or deleted an object.',
  needs: [cloudtrail.need('DescribeTrails'), cloudtrail.need('GetTrailStatus'), cloudtrail.need('GetEventSelectors')],
  remedy: {
    cli: 'aws cloudtrail put-event-selectors --trail-name <trail> --advanced-event-selectors \'[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]}]}]\'',
    cdk: 'trail.logAllS3DataEvents({ readWriteType: cloudtrail.ReadWriteType.WRITE_ONLY })',
  },
  prowler: ['cloudtrail_s3_dataevents_write_enabled'],
  fails: (_, look) => {
    const trails = look.all(cloudtrail, 'aws_cloudtrail').filter(({ IsMultiRegionTrail, IsLogging }) => IsMultiRegionTrail && IsLogging);
    if (trails.some((trail) => recordsEveryObject(trail, 'write'))) return undefined;
    const names = trails.map(({ Name }) => Name).join(', ');
    return names ? `the selectors of ${names} leave write events of S3 objects out` : 'no trail logs every Region';
  },
  examples: {
    pass: [
      {
        entity: {},
        others: { aws_cloudtrail: [{ IsMultiRegionTrail: true, IsLogging: true, EventSelectors: [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] }] },
      },
      {
        entity: {},
        others: { aws_cloudtrail: [{ IsMultiRegionTrail: true, IsLogging: true, EventSelectors: [{ ReadWriteType: 'WriteOnly', DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::'] }] }] }] },
      },
      {
        entity: {},
        others: { aws_cloudtrail: [{ IsMultiRegionTrail: true, IsLogging: true, AdvancedEventSelectors: [{ FieldSelectors: [data, objects] }] }] },
      },
      {
        entity: {},
        others: { aws_cloudtrail: [{ IsMultiRegionTrail: true, IsLogging: true, AdvancedEventSelectors: [{ FieldSelectors: [data, objects, { Field: 'readOnly', Equals: ['false'] }, { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::'] }] }] }] },
      },
    ],
    fail: [
      { entity: {} },
      {
        entity: {},
        others: { aws_cloudtrail: [{ IsMultiRegionTrail: true, IsLogging: true, EventSelectors: [{ ReadWriteType: 'ReadOnly', DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] }] },
      },
      {
        entity: {},
        others: { aws_cloudtrail: [{ IsMultiRegionTrail: true, IsLogging: true, EventSelectors: [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::one/'] }] }] }] },
      },
      {
        entity: {},
        others: { aws_cloudtrail: [{ IsMultiRegionTrail: true, IsLogging: true, EventSelectors: [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] }] }] }] },
      },
      {
        entity: {},
        others: { aws_cloudtrail: [{ IsMultiRegionTrail: true, IsLogging: true, AdvancedEventSelectors: [{ FieldSelectors: [data, objects, { Field: 'readOnly', Equals: ['true'] }] }] }] },
      },
      {
        entity: {},
        others: { aws_cloudtrail: [{ IsMultiRegionTrail: true, IsLogging: true, AdvancedEventSelectors: [{ FieldSelectors: [data, objects, { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::one/'] }] }] }] },
      },
      {
        entity: {},
        others: { aws_cloudtrail: [{ IsMultiRegionTrail: true, IsLogging: true, AdvancedEventSelectors: [{ FieldSelectors: [data, objects, { Field: 'eventName', Equals: ['GetObjectAcl'] }] }] }] },
      },
      {
        entity: {},
        others: { aws_cloudtrail: [{ IsMultiRegionTrail: true, IsLogging: false, EventSelectors: [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] }] },
      },
      {
        entity: {},
        others: { aws_cloudtrail: [{ IsMultiRegionTrail: false, IsLogging: true, EventSelectors: [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] }] },
      },
    ],
  },
});

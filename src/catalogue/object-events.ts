import { defineCheck, type Check } from './model/check';
import { recordsEveryObject } from './model/data-events';
import type { ProwlerCheck } from './model/frameworks';
import { account } from './services/account';
import { cloudtrail } from './services/cloudtrail';

const data = { Field: 'eventCategory', Equals: ['Data'] };
const objects = { Field: 'resources.type', Equals: ['AWS::S3::Object'] };

/** What one kind of access to objects has of its own. */
interface ObjectEventsCheck {
  readonly id: string;
  readonly access: 'read' | 'write';
  readonly title: string;
  readonly why: string;
  readonly prowler: readonly ProwlerCheck[];
}

/** An account with one trail, of all Regions and logging unless told otherwise. */
const withTrail = (trail: object) => ({ entity: {}, others: { aws_cloudtrail: [{ IsMultiRegionTrail: true, IsLogging: true, ...trail }] } });

const basic = (ReadWriteType: string, value: string, Type = 'AWS::S3::Object') => ({ EventSelectors: [{ ReadWriteType, DataResources: [{ Type, Values: [value] }] }] });

const advanced = (...more: object[]) => ({ AdvancedEventSelectors: [{ FieldSelectors: [data, objects, ...more] }] });

/** Trails that record the access, and trails that leave some of it out. */
function examplesOf(isReading: boolean): Check['examples'] {
  const [only, other] = isReading ? ['ReadOnly', 'WriteOnly'] : ['WriteOnly', 'ReadOnly'];
  const readOnly = (value: boolean) => ({ Field: 'readOnly', Equals: [String(value)] });
  return {
    pass: [
      withTrail(basic('All', 'arn:aws:s3')),
      withTrail(basic(only, 'arn:aws:s3:::')),
      withTrail(advanced()),
      withTrail(advanced(readOnly(isReading), { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::'] })),
    ],
    fail: [
      { entity: {} },
      withTrail(basic(other, 'arn:aws:s3')),
      withTrail(basic('All', 'arn:aws:s3:::one/')),
      withTrail(basic('All', 'arn:aws:lambda', 'AWS::Lambda::Function')),
      withTrail(advanced(readOnly(!isReading))),
      withTrail(advanced({ Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::one/'] })),
      withTrail(advanced({ Field: 'eventName', Equals: ['GetObjectAcl'] })),
      withTrail({ IsLogging: false, ...basic('All', 'arn:aws:s3') }),
      withTrail({ IsMultiRegionTrail: false, ...basic('All', 'arn:aws:s3') }),
    ],
  };
}

/** A check that a trail of all Regions records every access of a kind to the objects of every bucket. */
export function objectEventsCheck({ access, ...text }: ObjectEventsCheck): Check {
  const isReading = access === 'read';
  return defineCheck(account, {
    ...text,
    entity: 'aws_account',
    severity: 'low',
    needs: [cloudtrail.need('DescribeTrails'), cloudtrail.need('GetTrailStatus'), cloudtrail.need('GetEventSelectors')],
    remedy: {
      cli: 'aws cloudtrail put-event-selectors --trail-name <trail> --advanced-event-selectors \'[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]}]}]\'',
      cdk: `trail.logAllS3DataEvents({ readWriteType: cloudtrail.ReadWriteType.${isReading ? 'READ_ONLY' : 'WRITE_ONLY'} })`,
    },
    fails: (_, look) => {
      const trails = look.all(cloudtrail, 'aws_cloudtrail').filter(({ IsMultiRegionTrail, IsLogging }) => IsMultiRegionTrail && IsLogging);
      if (trails.some((trail) => recordsEveryObject(trail, access))) return undefined;
      const names = trails.map(({ Name }) => Name).join(', ');
      return names ? `the selectors of ${names} leave ${access} events of S3 objects out` : 'no trail logs every Region';
    },
    examples: examplesOf(isReading),
  });
}

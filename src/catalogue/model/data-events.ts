interface FieldSelector {
  readonly Field?: string;
  readonly Equals?: readonly string[];
  readonly StartsWith?: readonly string[];
  readonly NotEquals?: readonly string[];
}

/** The event selectors of a trail: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html */
export interface DataSelectors {
  readonly EventSelectors?: readonly { ReadWriteType?: string; DataResources?: readonly { Type?: string; Values?: readonly string[] }[] }[];
  readonly AdvancedEventSelectors?: readonly { FieldSelectors?: readonly FieldSelector[] }[];
}

const OBJECT = 'AWS::S3::Object';
const EVERY_BUCKET = /^arn:[\w-]+:s3(:::)?$/;

const isEveryBucket = ({ Field, Equals, StartsWith, ...others }: FieldSelector): boolean =>
  Field === 'resources.ARN' && !Equals && Object.values(others).every((values) => !values?.length) && Boolean(StartsWith?.some((start) => EVERY_BUCKET.test(start)));

function fitsAccess({ Equals, NotEquals }: FieldSelector, access: 'read' | 'write'): boolean {
  const wanted = String(access === 'read');
  return Equals ? Equals.includes(wanted) : !NotEquals?.includes(wanted);
}

/** Whether the selectors record reading or writing of every object in every S3 bucket, those of later buckets included. */
export function recordsEveryObject({ EventSelectors = [], AdvancedEventSelectors = [] }: DataSelectors, access: 'read' | 'write'): boolean {
  const kinds = ['All', access === 'read' ? 'ReadOnly' : 'WriteOnly'];
  const isBasic = EventSelectors.some(({ ReadWriteType = 'All', DataResources = [] }) => kinds.includes(ReadWriteType)
    && DataResources.some(({ Type, Values = [] }) => Type === OBJECT && Values.some((value) => EVERY_BUCKET.test(value))));
  return isBasic || AdvancedEventSelectors.some(({ FieldSelectors = [] }) => {
    const fields = FieldSelectors.map(({ Field }) => Field);
    return fields.includes('eventCategory') && fields.includes('resources.type') && FieldSelectors.every((selector) => {
      switch (selector.Field) {
        case 'eventCategory': return selector.Equals?.includes('Data');
        case 'resources.type': return selector.Equals?.includes(OBJECT);
        case 'readOnly': return fitsAccess(selector, access);
        case 'resources.ARN': return isEveryBucket(selector);
        // Any other field leaves some calls out.
        default: return false;
      }
    });
  });
}

import { answered, NotTold, supplement, tagsOf, theOne, type Answer, type Recorded } from './document';

type Fields = Readonly<Record<string, unknown>>;

const BUCKET = 'AWS::S3::Bucket';

/** AWS Config writes buckets as the SDK for Java names them, so each call has its own translation. */
const about = (part: string, output: (given: Fields, one: Recorded) => object | undefined): Answer => ({
  types: [BUCKET],
  output: (of, { Bucket }) => {
    const one = theOne(of(BUCKET), Bucket);
    if (one.supplementaryConfiguration?.[part] === undefined) throw new NotTold();
    const given = supplement(one, part);
    return given === undefined ? undefined : output(given as Fields, one);
  },
});

const GROUPS: Readonly<Record<string, string>> = {
  AllUsers: 'http://acs.amazonaws.com/groups/global/AllUsers',
  AuthenticatedUsers: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
  LogDelivery: 'http://acs.amazonaws.com/groups/s3/LogDelivery',
};

/** `FullControl` is `FULL_CONTROL`. */
const permission = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();

const grant = ({ grantee, permission: given }: Fields) => ({
  Grantee: typeof grantee === 'string' ? { Type: 'Group', URI: GROUPS[grantee] ?? grantee } : { Type: 'CanonicalUser', ID: (grantee as Fields).id },
  Permission: permission(given as string),
});

const named = (fields: Fields, names: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(names).filter(([from]) => fields[from] !== undefined && fields[from] !== null).map(([from, to]) => [to, fields[from]]));

const encryption = ({ rules }: Fields) => ({
  ServerSideEncryptionConfiguration: {
    Rules: (rules as Fields[]).map(({ applyServerSideEncryptionByDefault: rule, bucketKeyEnabled }) => ({
      ApplyServerSideEncryptionByDefault: named(rule as Fields, { sseAlgorithm: 'SSEAlgorithm', kmsMasterKeyID: 'KMSMasterKeyID' }),
      ...bucketKeyEnabled !== undefined && { BucketKeyEnabled: bucketKeyEnabled },
    })),
  },
});

const block = (given: Fields) => ({
  PublicAccessBlockConfiguration: named(given, {
    blockPublicAcls: 'BlockPublicAcls', ignorePublicAcls: 'IgnorePublicAcls', blockPublicPolicy: 'BlockPublicPolicy', restrictPublicBuckets: 'RestrictPublicBuckets',
  }),
});

const versioning = ({ status, isMfaDeleteEnabled }: Fields) => ({
  ...status !== 'Off' && { Status: status }, ...isMfaDeleteEnabled !== null && isMfaDeleteEnabled !== undefined && { MFADelete: isMfaDeleteEnabled ? 'Enabled' : 'Disabled' },
});

const logging = ({ destinationBucketName, logFilePrefix }: Fields) =>
  (destinationBucketName ? { LoggingEnabled: { TargetBucket: destinationBucketName, TargetPrefix: logFilePrefix ?? '' } } : {});

/** The calls about buckets that AWS Config answers. */
export const bucketAnswers: Readonly<Record<string, Answer>> = {
  ListBuckets: {
    types: [BUCKET],
    output: (of) => ({
      Buckets: of(BUCKET).map((each) => {
        const { resourceName, resourceId, awsRegion } = each;
        return { Name: resourceName ?? resourceId, CreationDate: answered(each).CreationDate, BucketRegion: awsRegion };
      }),
    }),
  },
  GetBucketEncryption: about('ServerSideEncryptionConfiguration', encryption),
  GetPublicAccessBlock: about('PublicAccessBlockConfiguration', block),
  GetBucketPolicy: about('BucketPolicy', ({ policyText }) => (typeof policyText === 'string' ? { Policy: policyText } : undefined)),
  GetBucketAcl: about('AccessControlList', ({ grantList }) => ({ Grants: (grantList as Fields[]).map(grant) })),
  GetBucketVersioning: about('BucketVersioningConfiguration', versioning),
  GetBucketLogging: about('BucketLoggingConfiguration', logging),
  GetBucketTagging: {
    types: [BUCKET],
    output: (of, { Bucket }) => {
      const { tags, ...one } = theOne(of(BUCKET), Bucket);
      if (!tags) throw new NotTold();
      return tags.length > 0 ? { TagSet: tagsOf({ ...one, tags }) } : undefined;
    },
  },
};

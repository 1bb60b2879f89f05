import { defineCheck } from '../../model/check';
import { openToPlainHttp } from '../../model/secure-transport';
import { s3 } from '../../services/s3';

const deny = {
  Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'], Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const policy = (...of: readonly object[]) => JSON.stringify({ Statement: of.map((each) => ({ ...deny, ...each })) });

/** CIS "Ensure S3 bucket policy is set to deny HTTP requests", AWS FSBP S3.5. */
export const s3BucketTlsOnly = defineCheck(s3, {
  id: 's3-bucket-tls-only',
  entity: 'aws_s3_bucket',
  severity: 'medium',
  title: 'Bucket policies refuse requests without TLS',
  why: 'Everybody on the way can read and change what is sent.',
  needs: [s3.need('ListBuckets'), s3.need('GetBucketPolicy')],
  remedy: {
    cli: 'aws s3api put-bucket-policy --bucket <bucket> --policy file://policy.json # Deny s3:* to * on the bucket and its objects if Bool aws:SecureTransport is false',
    cdk: "new s3.Bucket(this, 'Bucket', { enforceSSL: true })",
  },
  prowler: ['s3_bucket_secure_transport_policy'],
  fails: ({ Name, Policy, _key }) => {
    const arn = _key ?? `arn:aws:s3:::${Name}`;
    const open = openToPlainHttp(Policy, [arn, `${arn}/*`]);
    return open.length > 0 ? `no statement denies everybody every action with aws:SecureTransport false on ${open.join(' and ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { Name: 'b', Policy: policy({}) } },
      { entity: { Name: 'b', Policy: policy({ Principal: { AWS: '*' }, Action: '*', Resource: '*' }) } },
      { entity: { Name: 'b', Policy: policy({ Resource: 'arn:aws:s3:::b' }, { Resource: 'arn:aws:s3:::b/*' }) } },
      { entity: { Name: 'b', Policy: policy({ Resource: 'arn:aws:s3:::b*' }) } },
    ],
    fail: [
      { entity: { Name: 'b' } },
      { entity: { Name: 'b', Policy: policy({ Effect: 'Allow' }) } },
      { entity: { Name: 'b', Policy: policy({ Action: 's3:GetObject' }) } },
      { entity: { Name: 'b', Policy: policy({ Resource: 'arn:aws:s3:::b/*' }) } },
      { entity: { Name: 'b', Policy: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }) } },
      { entity: { Name: 'b', Policy: policy({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }) } },
      { entity: { Name: 'b', Policy: policy({ Condition: { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:PrincipalAccount': '444455556666' } } }) } },
      { entity: { Name: 'b', Policy: policy({ Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }) } },
    ],
  },
});

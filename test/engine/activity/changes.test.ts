import { record } from './corpus';
import type { Event } from '../../../src/catalogue/model/detection';
import { services } from '../../../src/catalogue/services';
import { CHANGE, changeRule, type ChangeControl } from '../../../src/engine/activity/changes';
import { changedBy } from '../../../src/engine/activity/correlate/before-after';
import { Matcher } from '../../../src/engine/activity/matcher';
import type { Entity } from '../../../src/engine/contracts';

const user = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice', accountId: '111122223333' };
const pipeline = {
  type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/deploy/gh', sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/ci/deploy', userName: 'deploy' } },
};
const event = (more: object = {}): Event => ({
  eventSource: 's3.amazonaws.com', eventName: 'PutBucketVersioning', eventTime: '2026-03-15T09:00:00Z', awsRegion: 'eu-west-1', recipientAccountId: '111122223333', userIdentity: user, ...more,
});
const fires = (of: Event, control: ChangeControl = { allowed: [] }) => new Matcher([changeRule(control, services)]).match(record(of)).map(({ rule }) => rule.id);

describe('the change monitor', () => {
  test('tells of every event that makes an entity of the catalogue stale, made by somebody else', () => {
    for (const { eventSource, entities } of services) {
      for (const change of Object.values(entities).flatMap((entity) => entity!.changes)) {
        const [source, name] = change.includes(':') ? change.split(':') : [eventSource, change];
        expect([source, name, fires(event({ eventSource: source, eventName: name }))]).toEqual([source, name, [CHANGE]]);
      }
    }
  });
  test('not of reads, of what was refused, of AWS itself, nor of services left out', () => {
    expect(fires(event({ eventName: 'GetBucketVersioning', readOnly: true }))).toEqual([]);
    expect(fires(event({ errorCode: 'AccessDenied' }))).toEqual([]);
    expect(fires(event({ userIdentity: { type: 'AWSService', invokedBy: 'config.amazonaws.com' } }))).toEqual([]);
    expect(fires(event(), { allowed: [], services: ['iam'] })).toEqual([]);
    expect(fires(event(), { allowed: [], services: ['s3'] })).toEqual([CHANGE]);
  });
  test.each([
    ['arn:aws:iam::111122223333:role/ci/deploy', pipeline], ['arn:aws:iam::*:role/ci/*', pipeline], ['arn:aws:sts::111122223333:assumed-role/deploy/*', pipeline],
    ['cloudformation.amazonaws.com', { ...user, invokedBy: 'cloudformation.amazonaws.com' }],
  ])('not of those who may: %s', (allowed, userIdentity) => {
    expect(fires(event({ userIdentity }))).toEqual([CHANGE]);
    expect(fires(event({ userIdentity }), { allowed: [allowed] })).toEqual([]);
    expect(fires(event(), { allowed: [allowed] })).toEqual([CHANGE]);
  });
  test('a pattern is no regular expression', () => {
    expect(fires(event(), { allowed: ['arn:aws:iam::111122223333:user/al.ce', '(.+)+$'] })).toEqual([CHANGE]);
  });
});

describe('before and after', () => {
  const bucket = {
    _key: 'arn:aws:s3:::b', displayName: 'b', Versioning: { Status: 'Enabled' }, PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true }, isPublic: false,
  } as unknown as Entity;
  const put = record(event({ requestParameters: { bucketName: 'b', PublicAccessBlockConfiguration: { BlockPublicAcls: false, BlockPublicPolicy: true } } }));

  test('are told of the fields that a request sets, from an inventory that is older', () => {
    expect(changedBy(put, bucket, '2026-03-15T08:00:00Z')).toEqual([{
      entity: 'arn:aws:s3:::b', field: 'PublicAccessBlockConfiguration', before: { BlockPublicAcls: true, BlockPublicPolicy: true }, after: { BlockPublicAcls: false, BlockPublicPolicy: true },
    }]);
  });
  test('an inventory that is younger, or of no known time, is not called before', () => {
    for (const asOf of ['2026-03-15T10:00:00Z', undefined]) expect(Object.keys(changedBy(put, bucket, asOf)[0])).toEqual(['entity', 'field', 'inventory', 'after']);
  });
  test('what stays as it was is none, and a policy is read', () => {
    const same = record(event({ requestParameters: { publicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true } } }));
    expect(changedBy(same, bucket, undefined)).toEqual([]);
    const role = { _key: 'r', AssumeRolePolicyDocument: { Statement: [] } } as unknown as Entity;
    expect(changedBy(record(event({ requestParameters: { assumeRolePolicyDocument: '{"Statement":[1]}' } })), role, undefined)).toMatchObject([{ after: { Statement: [1] } }]);
    expect(changedBy(record(event({ requestParameters: null })), bucket, undefined)).toEqual([]);
  });
});

import { services } from '../../../src/catalogue/services';
import { InvalidCheck, ownCheck } from '../../../src/engine/posture/own-checks';

const declared = {
  id: 'bucket-has-owner',
  entity: 'aws_s3_bucket',
  severity: 'low',
  title: 'Buckets name their owner',
  why: 'Nobody answers for a bucket without one.',
  needs: ['s3:GetBucketTagging'],
  remedy: { cli: 'aws s3api put-bucket-tagging …' },
  fails: { ownerless: { 'tags.Owner|exists': false }, ours: { 'Name|startswith': 'aws-' }, condition: 'ownerless and not ours' },
  examples: {
    pass: [{ entity: { tags: { Owner: 'web' } } }, { entity: { Name: 'aws-logs', tags: {} } }],
    fail: [{ entity: { Name: 'website', tags: { Team: 'web' } } }],
  },
};

test('searches in the form of Sigma make a check, which gives the values seen', () => {
  const check = ownCheck(declared, services);
  expect(check).toMatchObject({ service: 's3', needs: [{ service: 's3', operation: 'GetBucketTagging', action: 's3:GetBucketTagging' }] });
  expect(check.fails({ Name: 'website', tags: {} }, undefined as never)).toBe('tags.Owner is missing, Name is "website"');
  expect(check.fails({ Name: 'aws-website', tags: {} }, undefined as never)).toBeUndefined();
});

test('a check says what attack paths make of it', () => {
  expect(ownCheck(declared, services)).not.toMatchObject({ exposes: expect.anything() });
  expect(ownCheck({ ...declared, exposes: true }, services).exposes).toBe(true);
  expect(ownCheck({ ...declared, about: 'availability' }, services).about).toBe('availability');
});

test('functions make a check, which may look at other entities', () => {
  const check = ownCheck({
    ...declared,
    applies: (bucket: { Name: string }) => bucket.Name !== 'legacy',
    fails: (_: unknown, look: { all(service: object, type: string): object[] }) => (look.all({ id: 'kms' }, 'aws_kms_key').length === 0 ? 'no key in the account' : undefined),
    needs: ['s3:GetBucketTagging', 'kms:ListKeys'],
    examples: { pass: [{ entity: {}, others: { aws_kms_key: [{}] } }], fail: [{ entity: {} }] },
  }, services);
  expect(check.applies!({ Name: 'legacy' }, undefined as never)).toBe(false);
  expect(check.needs.map(({ service }) => service)).toEqual(['s3', 'kms']);
});

test.each<[string, object, RegExp]>([
  ['a field that is not known', { severty: 'low' }, /has the field 'severty'; allowed are id, entity/],
  ['an entity type that is not known', { entity: 'aws_bucket' }, /entity is "aws_bucket"; allowed are .*aws_s3_bucket/],
  ['a severity that is not known', { severity: 'urgent' }, /severity is "urgent"; allowed are critical, high/],
  ['no title', { title: '' }, /title is ""; allowed is a text/],
  ['a way in that is none', { exposes: 'yes' }, /exposes is "yes"; allowed is true, or nothing/],
  ['another matter', { about: 'money' }, /about is "money"; allowed is availability, or nothing/],
  ['no needs', { needs: [] }, /needs is \[\]; allowed is a list of the IAM actions/],
  ['an action that the scan does not call', { needs: ['s3:GetObject'] }, /needs has "s3:GetObject", which the scan does not call; the actions of s3 are .*s3:GetBucketTagging/],
  ['a modifier that Sigma does not have', { fails: { s: { 'Name|begins': 'a' }, condition: 's' } }, /begins/],
  ['neither searches nor a function', { fails: 'Name' }, /fails is "Name"; allowed are searches and a condition/],
  ['no examples', { examples: { pass: [{ entity: { tags: { Owner: 'x' } } }] } }, /examples.fail is missing/],
  ['a good example that fails', { examples: { ...declared.examples, pass: [{ entity: { tags: {} } }] } }, /examples.pass\[0\] fails: tags.Owner is missing/],
  ['a bad example that passes', { examples: { ...declared.examples, fail: [{ entity: { tags: { Owner: 'x' } } }] } }, /examples.fail\[0\] passes/],
])('%s is told', (_, change, message) => {
  expect(() => ownCheck({ ...declared, ...change }, services)).toThrow(InvalidCheck);
  expect(() => ownCheck({ ...declared, ...change }, services)).toThrow(message);
});

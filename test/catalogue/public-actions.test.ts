import { publicActions } from '../../src/catalogue/model/public-policy';

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (more: object = {}) => ({ Effect: 'Allow', Principal: '*', Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'], Resource: '*', ...more });
const deny = (more: object = {}) => ({ Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*', ...more });
const both = ['sqs:SendMessage', 'sqs:ReceiveMessage'];

test.each([
  ['no document', undefined], ['no JSON', 'nonsense'], ['an account', policy(allow({ Principal: { AWS: '111122223333' } }))],
  ['a service', policy(allow({ Principal: { Service: 'sns.amazonaws.com' } }))], ['a Deny only', policy(deny())],
])('%s is not public', (_, document) => expect(publicActions(document)).toEqual([]));

test.each([
  ['*', '*'], ['AWS *', { AWS: '*' }], ['one of several', { AWS: ['111122223333', '*'] }],
])('%s as principal is everybody', (_, Principal) => expect(publicActions(policy(allow({ Principal })))).toEqual(both));

test('all but somebody is everybody', () => {
  expect(publicActions(policy({ Effect: 'Allow', NotPrincipal: { AWS: '111122223333' }, Action: 'sqs:*', Resource: '*' }))).toEqual(['sqs:*']);
  expect(publicActions(policy({ Effect: 'Allow', Principal: '*', NotAction: 'sqs:DeleteQueue', Resource: '*' }))).toEqual(['NotAction sqs:DeleteQueue']);
});

// After "The meaning of public" in the user guide of Amazon S3.
test.each([
  { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
  { StringEquals: { 'AWS:SourceOwner': '111122223333' } },
  { StringLike: { 'aws:SourceAccount': ['111122223333', '444455556666'] } },
  { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:111122223333:*' } },
  { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } },
  { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-ab12/*' } },
  { StringLike: { 'aws:userid': 'AROAEXAMPLE:*' } },
  { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } },
  { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceVpc': 'vpc-0a1b2c3d' } },
])('%j limits', (Condition) => expect(publicActions(policy(allow({ Condition })))).toEqual([]));

test.each([
  {},
  { Bool: { 'aws:SecureTransport': 'true' } },
  { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
  { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-ab12/*' } },
  { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
  { StringLike: { 'aws:PrincipalOrgID': 'o-*' } },
  { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:orders' } },
  { ArnLike: { 'aws:SourceArn': ['arn:aws:sns:eu-west-1:111122223333:orders', '*'] } },
  { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '0.0.0.0/0'] } },
  { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } },
  { StringEquals: { 'aws:SourceAccount': '${aws:PrincipalAccount}' } },
  { StringEquals: { 'aws:UserAgent': 'orders' } },
])('%j does not', (Condition) => expect(publicActions(policy(allow({ Condition })))).toEqual(both));

test.each([
  [deny()],
  [deny({ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } })],
  [deny({ Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } })],
  [deny({ Principal: { AWS: '*' }, Action: ['sqs:SendMessage', 'sqs:Receive*'] })],
  [{ Effect: 'Deny', NotPrincipal: { AWS: '111122223333' }, Action: '*', Resource: '*' }],
])('%j keeps strangers out', (statement) => expect(publicActions(policy(statement, allow()))).toEqual([]));

test.each([
  [deny({ Action: 'sqs:SendMessage' }), ['sqs:ReceiveMessage']],
  [deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }), both],
  [deny({ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }, Bool: { 'aws:SecureTransport': 'false' } } }), both],
  [deny({ Resource: 'arn:aws:sqs:eu-west-1:111122223333:other' }), both],
  [deny({ Principal: { AWS: '444455556666' } }), both],
])('%j leaves %j', (statement, left) => expect(publicActions(policy(allow(), statement))).toEqual(left));

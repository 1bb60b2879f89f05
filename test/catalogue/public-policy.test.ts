import { foreignAccounts, publicStatements } from '../../src/catalogue/model/public-policy';

const policy = (...of: readonly object[]) => JSON.stringify({ Statement: of.map((each) => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*', ...each })) });
const everyone = { Principal: '*' };
const inCase = (Condition: object) => ({ ...everyone, Condition });
const deny = (other: object) => ({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', ...other });
const outsiders = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } };

// The definition: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
test.each<[string, string, boolean]>([
  ['everybody', policy(everyone), true],
  ['everybody as AWS', policy({ Principal: { AWS: '*' } }), true],
  ['everybody in a list', policy({ Principal: { AWS: ['arn:aws:iam::111122223333:root', '*'] } }), true],
  ['everybody but one', policy({ NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }), true],
  ['an account', policy({ Principal: { AWS: '111122223333' } }), false],
  ['a service', policy({ Principal: { Service: 'cloudfront.amazonaws.com' } }), false],
  ['an organisation', policy(inCase({ StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } })), false],
  ['any organisation', policy(inCase({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } })), true],
  ['a VPC endpoint', policy(inCase({ StringEquals: { 'aws:SourceVpce': ['vpce-1a2b3c4d'] } })), false],
  ['a network', policy(inCase({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })), false],
  ['half of the Internet', policy(inCase({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '128.0.0.0/1'] } })), true],
  ['the Internet, v6', policy(inCase({ IpAddress: { 'aws:SourceIp': '::/0' } })), true],
  ['roles of an account', policy(inCase({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } })), false],
  ['roles of every account', policy(inCase({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin' } })), true],
  ['a key that anybody can set', policy(inCase({ StringEquals: { 'aws:Referer': 'https://example.com' } })), true],
  ['TLS only', policy(inCase({ Bool: { 'aws:SecureTransport': 'true' } })), true],
  ['a condition that holds without the key', policy(inCase({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' } })), true],
  ['a set that may be empty', policy(inCase({ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-exampleorgid' } })), true],
  ['outsiders denied', policy(everyone, deny({ Condition: outsiders })), false],
  ['outsiders denied something else', policy(everyone, deny({ Action: 's3:PutObject', Condition: outsiders })), true],
  ['outsiders denied elsewhere', policy(everyone, deny({ Resource: 'arn:aws:s3:::b/private/*', Condition: outsiders })), true],
  ['outsiders denied without TLS', policy(everyone, deny({ Condition: { ...outsiders, Bool: { 'aws:SecureTransport': 'false' } } })), true],
  ['one denied', policy(everyone, deny({ Principal: { AWS: '111122223333' }, Condition: outsiders })), true],
  ['everything denied', policy(everyone, deny({})), false],
  ['no document', '', false],
])('%s', (_, document, expected) => expect(publicStatements(document).length > 0).toBe(expected));

test('accounts that a policy lets in, its own left out', () => expect(foreignAccounts(policy(
  { Principal: { AWS: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:role/app', '777788889999'] } },
  { Effect: 'Deny', Principal: { AWS: '222233334444' } }, { Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' } },
), '111122223333').map(({ account }) => account)).toEqual(['444455556666', '777788889999']));

import { document, findings, HERE, ofTrust, organization, OTHER, PARTNER, role, SIBLING } from './support';

const assume = (Principal: unknown, Condition?: object, more: object = {}) => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...Condition && { Condition }, ...more });
const of = (Principal: unknown, Condition?: object, beside?: object) => ofTrust(document(assume(Principal, Condition)), beside as never);
const root = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` });

const [ANYONE, UNKNOWN, NO_ID, DEPUTY, NO_SOURCE] = [
  'access-trust-anyone', 'access-trust-unknown-account', 'access-trust-without-external-id', 'access-trust-confused-deputy', 'access-trust-without-source',
];
const EXTERNAL_ID = { StringEquals: { 'sts:ExternalId': '12345' } };
const OUR_ORG = { StringEquals: { 'aws:PrincipalOrgID': organization.orgId } };

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
describe('a trust in another account', () => {
  test.each<[string, unknown, object | undefined, string[]]>([
    ['of the organization', root(SIBLING), undefined, []],
    ['its own', root(HERE), undefined, []],
    ['a partner, with an external id', root(PARTNER), EXTERNAL_ID, []],
    ['a partner, with one of two external ids', root(PARTNER), { StringEquals: { 'sts:ExternalId': ['old', 'new'] } }, []],
    ['a partner, with a second factor', root(PARTNER), { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, []],
    ['somebody, who must be of the organization', root(OTHER), OUR_ORG, []],
    ['somebody, who must be on a path of the organization', root(OTHER), { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${organization.orgId}/r-ab12/*` } }, []],
    ['a partner, without an external id', root(PARTNER), undefined, [NO_ID]],
    ['a partner by its id', { AWS: PARTNER }, undefined, [NO_ID]],
    ['a role of a partner', { AWS: `arn:aws:iam::${PARTNER}:role/scanner` }, undefined, [NO_ID]],
    ['a partner, whose external id may be missing', root(PARTNER), { StringEqualsIfExists: { 'sts:ExternalId': '12345' } }, [NO_ID]],
    ['a partner, with any external id', root(PARTNER), { StringLike: { 'sts:ExternalId': '*' } }, [NO_ID]],
    ['a partner, with an external id that is there', root(PARTNER), { Null: { 'sts:ExternalId': 'false' } }, [NO_ID]],
    ['a partner, whose second factor may be missing', root(PARTNER), { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }, [NO_ID]],
    ['a partner, of an organization of its own', root(PARTNER), { StringEquals: { 'aws:PrincipalOrgID': 'o-partner001' } }, [NO_ID]],
    ['somebody, who must be of the organization, if of any', root(OTHER), { StringEqualsIfExists: { 'aws:PrincipalOrgID': organization.orgId } }, [UNKNOWN, NO_ID]],
    ['a partner, by the name of a role', root(PARTNER), { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${PARTNER}:role/scanner-*` } }, [NO_ID]],
    ['somebody, with an external id', root(OTHER), EXTERNAL_ID, [UNKNOWN]],
    ['somebody', root(OTHER), undefined, [UNKNOWN, NO_ID]],
    ['a session of somebody', { AWS: `arn:aws:sts::${OTHER}:assumed-role/app/s1` }, undefined, [UNKNOWN, NO_ID]],
    ['a user of somebody', { AWS: `arn:aws:iam::${OTHER}:user/ann` }, EXTERNAL_ID, [UNKNOWN]],
    ['somebody, who must not be of another organization', root(OTHER), { StringNotEquals: { 'aws:PrincipalOrgID': 'o-other' } }, [UNKNOWN, NO_ID]],
    ['the organization and somebody', { AWS: [`arn:aws:iam::${SIBLING}:root`, `arn:aws:iam::${OTHER}:root`] }, EXTERNAL_ID, [UNKNOWN]],
    ['a principal that was deleted', { AWS: 'AROAEXAMPLEID12345678' }, undefined, []],
  ])('%s', (_, principal, condition, expected) => {
    expect(of(principal, condition)).toEqual([...expected].sort());
  });

  test('names the account, and what is asked', () => {
    const [found] = findings({ roles: [role('vendor', document(assume(root(OTHER), EXTERNAL_ID)))] });
    expect(found.reason).toBe(`trusts account ${OTHER} (arn:aws:iam::${OTHER}:root), which is neither of the organization nor a known partner; asks for StringEquals sts:ExternalId 12345`);
  });

  test('a Deny of the trust guards', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Condition: { StringNotEquals: { 'sts:ExternalId': '12345' } } };
    expect(ofTrust(document(assume(root(PARTNER)), deny))).toEqual([]);
  });

  test('a resource control policy guards', () => {
    const rcp = document({ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Resource: '*', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organization.orgId }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } });
    const full = document({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' });
    const beside = { accounts: organization, scp: { rcpLevels: [[full], [full, rcp]] } };
    expect(of(root(OTHER), undefined, beside)).toEqual([]);
    expect(of('*', undefined, beside)).toEqual([]);
  });

  test('without a list of accounts every other account is unknown', () => {
    expect(of(root(SIBLING), EXTERNAL_ID, {})).toEqual([UNKNOWN]);
    expect(of(root(SIBLING), OUR_ORG, {})).toEqual([]);
  });
});

describe('a trust in everybody', () => {
  test.each<[string, unknown, object | undefined]>([
    ['of the organization', '*', OUR_ORG],
    ['of one account', { AWS: '*' }, { StringEquals: { 'aws:PrincipalAccount': SIBLING } }],
    ['with one ARN', '*', { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${SIBLING}:role/deploy` } }],
    ['from a range of addresses', '*', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['through an endpoint', '*', { StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }],
    ['on a path of the organization', '*', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${organization.orgId}/*` } }],
    ['called by a service for the account', '*', { StringEquals: { 'aws:SourceAccount': HERE } }],
  ])('is guarded: %s', (_, principal, condition) => {
    expect(of(principal, condition)).toEqual([]);
  });

  test.each<[string, unknown, object | undefined]>([
    ['no condition', '*', undefined],
    ['no condition, in the other form', { AWS: '*' }, undefined],
    ['among others', { AWS: [`arn:aws:iam::${HERE}:root`, '*'] }, undefined],
    ['an external id, which is no secret', '*', EXTERNAL_ID],
    ['the name of a role that any account can have', '*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/deploy' } }],
    ['a tag that any account can set', '*', { StringEquals: { 'aws:PrincipalTag/team': 'red' } }],
    ['keys of tags, for all values', '*', { 'ForAllValues:StringLike': { 'sts:TransitiveTagKeys': 'x' } }],
    ['any organization', '*', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }],
    ['any address', '*', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    ['half of all addresses', '*', { IpAddress: { 'aws:SourceIp': ['128.0.0.0/1'] } }],
    ['not from one address', '*', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['an organization, if there is one', '*', { StringEqualsIfExists: { 'aws:PrincipalOrgID': organization.orgId } }],
    ['paths of an organization, for all values', '*', { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': `${organization.orgId}/*` } }],
    ['an endpoint, if there is one', '*', { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }],
    ['an address, if there is one', '*', { IpAddressIfExists: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['private addresses, which everybody has', '*', { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }],
    ['over TLS', '*', { Bool: { 'aws:SecureTransport': 'true' } }],
    ['not of another account', '*', { StringNotEquals: { 'aws:PrincipalAccount': OTHER } }],
    ['services it was called through, for all values', '*', { 'ForAllValues:StringLike': { 'aws:CalledVia': 'x' } }],
  ])('is open: %s', (_, principal, condition) => {
    expect(of(principal, condition)).toEqual([ANYONE]);
  });

  test('another organization than ours', () => {
    const theirs = { StringEquals: { 'aws:PrincipalOrgID': ['o-theirs0001', organization.orgId] } };
    expect(of('*', theirs)).toEqual([UNKNOWN]);
    expect(findings({ roles: [role('r', document(assume('*', theirs)))] })[0].reason).toBe(`trusts every account of o-theirs0001, which is not the organization ${organization.orgId}`);
    expect(of('*', theirs, {})).toEqual([]);
  });

  test('NotPrincipal in an Allow is everybody else', () => {
    expect(ofTrust(document({ Effect: 'Allow', NotPrincipal: { AWS: `arn:aws:iam::${OTHER}:root` }, Action: 'sts:AssumeRole' }))).toEqual([ANYONE]);
  });

  test('a Deny of everybody outside guards', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': organization.orgId } } };
    expect(ofTrust(document(assume('*'), deny))).toEqual([]);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
describe('a trust in a service', () => {
  const service = (name: string, condition?: object) => of({ Service: name }, condition);
  const accountOnly = { StringEquals: { 'aws:SourceAccount': HERE } };

  test.each<[string, object]>([
    ['the account', accountOnly],
    ['one trail', { ArnEquals: { 'aws:SourceArn': `arn:aws:cloudtrail:eu-west-1:${HERE}:trail/audit` } }],
    ['the trails of the account', { ArnLike: { 'aws:SourceArn': `arn:aws:cloudtrail:*:${HERE}:trail/*` } }],
    ['the organization', { StringEquals: { 'aws:SourceOrgID': organization.orgId } }],
    ['the organization, letters of a key in any case', { StringEquals: { 'AWS:SourceOrgId': organization.orgId } }],
    ['a path of the organization', { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': `${organization.orgId}/r-ab12/*` } }],
  ])('is guarded by %s', (_, condition) => {
    expect(service('cloudtrail.amazonaws.com', condition)).toEqual([]);
  });

  test.each<[string, object | undefined]>([
    ['nothing', undefined],
    ['any account', { StringLike: { 'aws:SourceAccount': '*' } }],
    ['an organization, if there is one', { StringEqualsIfExists: { 'aws:SourceOrgID': organization.orgId } }],
    ['trails of any account', { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/*' } }],
    ['an account that is not another', { StringNotEquals: { 'aws:SourceAccount': OTHER } }],
  ])('is open with %s', (_, condition) => {
    expect(service('cloudtrail.amazonaws.com', condition)).toEqual([DEPUTY]);
  });

  test('a bucket has no account in its ARN', () => {
    expect(service('s3.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::acme-logs' } })).toEqual([]);
    expect(service('s3.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } })).toEqual([DEPUTY]);
  });

  test('a service of one Region is the same service', () => {
    expect(service('logs.eu-west-1.amazonaws.com')).toEqual([DEPUTY]);
  });

  test('a service that sends no source is left alone, as the condition would keep it out', () => {
    expect(service('ec2.amazonaws.com')).toEqual([]);
    expect(service('lambda.amazonaws.com')).toEqual([]);
  });

  test('a service whose roles are passed within the account is told of without alarm', () => {
    expect(service('ecs-tasks.amazonaws.com')).toEqual([NO_SOURCE]);
    expect(service('ecs-tasks.amazonaws.com', accountOnly)).toEqual([]);
  });
});

import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { App, Stack } from 'aws-cdk-lib/core';
import { nag } from './nag';
import { AccountListingRole, ScannerTrust, type AccountListingRoleProps } from '../../src';
import { account } from '../../src/catalogue/services/account';
import deny from '../facts/data-access-deny.json';

const required = { trustedAccountId: '222222222222', externalId: 'agreed-7f3a' };

function stackWith(props: AccountListingRoleProps = required) {
  const stack = new Stack(new App(), 'Stack');
  const role = new AccountListingRole(stack, 'Accounts', props);
  return { stack, role, template: Template.fromStack(stack) };
}

test('lists accounts and does nothing else', () => {
  const { role, template } = stackWith();
  expect(role.grantedActions).toEqual(['organizations:ListAccounts']);
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['organizations:ListAccounts'], Resource: ['*'] }] } });
  template.hasResourceProperties('AWS::IAM::Role', { RoleName: 'SecurityScannerAccounts' });
  expect(JSON.stringify(template.toJSON())).not.toContain('SecurityAudit');
});

test('enriched, it reads what AWS Organizations tells of them, as the scanner itself does', () => {
  const { role } = stackWith({ ...required, enrichment: true });
  expect(role.grantedActions.filter((action) => !/^organizations:(List|Describe)\w+$/.test(action))).toEqual([]);
  const known = ['organizations.DescribeOrganization', 'organizations.ListAccounts', 'organizations.ListParents', 'organizations.ListTagsForResource'] as const;
  expect(role.grantedActions).toEqual(expect.arrayContaining(known.map((name) => account.operations[name].action)));
});

test('is trusted, named and limited as the scanner\'s role is', () => {
  const { template } = stackWith({
    trust: ScannerTrust.roles(['arn:aws:iam::222222222222:role/scanner'], 'old-id', 'new-id'), trustConditions: { principalOrgId: 'o-a1b2c3d4e5' }, roleNamePrefix: 'acme-', path: '/security/',
  });
  template.hasResourceProperties('AWS::IAM::Role', {
    RoleName: 'acme-SecurityScannerAccounts',
    Path: '/security/',
    AssumeRolePolicyDocument: {
      Statement: [{
        Principal: { AWS: 'arn:aws:iam::222222222222:role/scanner' }, Condition: { StringEquals: { 'sts:ExternalId': ['old-id', 'new-id'], 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
      }],
    },
  });
});

test('denies reads of customer data, and fails where one is let in', () => {
  const [{ Properties }] = Object.values(stackWith().template.findResources('AWS::IAM::Role'));
  expect(Properties.Policies[0].PolicyDocument.Statement[0].Action).toEqual(expect.arrayContaining(deny.actions.filter(({ mode }) => mode === 'deny').map(({ action }) => action).filter((action) => action !== 'apigateway:GET')));
  const stack = new Stack(new App(), 'Stack');
  const role = new AccountListingRole(stack, 'Accounts', required);
  role.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
  expect(() => Template.fromStack(stack)).toThrow('s3:GetObject');
  expect(JSON.stringify(stackWith({ ...required, denyDataAccess: false }).template.toJSON())).not.toContain('"Deny"');
});

test.each([false, true])('is clean for cdk-nag, enrichment %s', (enrichment) => {
  expect(nag(stackWith({ ...required, enrichment }).stack)).toEqual([]);
});

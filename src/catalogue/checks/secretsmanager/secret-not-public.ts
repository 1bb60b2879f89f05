import { defineCheck } from '../../model/check';
import { publicActions } from '../../model/public-policy';
import { secretsmanager } from '../../services/secretsmanager';

const open = (Condition?: object) => JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*', Condition }] });

/** Once conditions and denials of the policy are taken into account: https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html */
export const secretNotPublic = defineCheck(secretsmanager, {
  id: 'secret-not-public',
  entity: 'aws_secretsmanager_secret',
  severity: 'high',
  exposes: true,
  title: 'The resource policy of a secret is not for everybody',
  why: 'Everybody with an AWS account can read the secret, where its key allows it too.',
  needs: [secretsmanager.need('GetResourcePolicy')],
  remedy: {
    cli: 'aws secretsmanager put-resource-policy --secret-id <secret> --block-public-policy --resource-policy file://policy.json',
    cdk: 'secret.grantRead(role) // or addToResourcePolicy with the principals that need it',
  },
  prowler: ['secretsmanager_not_publicly_accessible'],
  applies: (secret) => !secret.isDeletionScheduled,
  fails: (secret) => {
    const actions = publicActions(secret.ResourcePolicy);
    return actions.length > 0 ? `the resource policy allows everybody ${actions.join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { Name: 'orders' } },
      { entity: { ResourcePolicy: open({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }) } },
      { entity: { ResourcePolicy: open({ StringEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d' } }) } },
    ],
    fail: [
      { entity: { ResourcePolicy: open() } },
      { entity: { ResourcePolicy: open({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }) } },
      { entity: { ResourcePolicy: open({ StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/orders' } }) } },
    ],
  },
});

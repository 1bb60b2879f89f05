import { defineCheck } from '../../model/check';
import { strangersIn } from '../../model/strangers';
import { secretsmanager } from '../../services/secretsmanager';

const policy = (AWS: string) => JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'secretsmanager:GetSecretValue', Resource: '*' }] });

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html */
export const secretNotSharedOutside = defineCheck(secretsmanager, {
  id: 'secret-not-shared-outside',
  entity: 'aws_secretsmanager_secret',
  severity: 'medium',
  title: 'Secrets are read by accounts of the scan only',
  why: 'Who reads the secret there, and what becomes of it, is outside of what the scan can see.',
  needs: [secretsmanager.need('ListSecrets'), secretsmanager.need('GetResourcePolicy')],
  remedy: {
    cli: 'aws secretsmanager put-resource-policy --secret-id <secret> --block-public-policy --resource-policy file://policy.json',
    cdk: "secret.addToResourcePolicy(new iam.PolicyStatement({ principals: [new iam.OrganizationPrincipal('o-example')], actions, resources: ['*'] }))",
  },
  applies: (secret) => !secret.isDeletionScheduled,
  fails: ({ ResourcePolicy, accountId }, look) => {
    const strangers = strangersIn(ResourcePolicy, accountId, look);
    return strangers.length > 0 ? `the resource policy lets in ${strangers.join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { accountId: '111122223333' } },
      { entity: { accountId: '111122223333', ResourcePolicy: policy('444455556666') }, accounts: ['111122223333', '444455556666'] },
    ],
    fail: [{ entity: { accountId: '111122223333', ResourcePolicy: policy('arn:aws:iam::999999999999:role/x') }, accounts: ['111122223333'] }],
  },
});

import { defineCheck } from '../../model/check';
import { strangersIn } from '../../model/strangers';
import { acmpca } from '../../services/acmpca';

const policy = (AWS: string) => JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'acm-pca:IssueCertificate', Resource: '*' }] });

/** A share of AWS RAM shows as the policy of the authority: https://docs.aws.amazon.com/privateca/latest/userguide/pca-resource-sharing.html */
export const acmpcaAuthorityNotSharedOutside = defineCheck(acmpca, {
  id: 'acmpca-authority-not-shared-outside',
  entity: 'aws_acmpca_certificate_authority',
  severity: 'medium',
  title: 'Private authorities issue certificates for accounts of the scan only',
  why: 'Everything that trusts the authority trusts what such an account lets it sign.',
  needs: [acmpca.need('ListCertificateAuthorities'), acmpca.need('GetPolicy')],
  remedy: {
    cli: 'aws ram disassociate-resource-share --resource-share-arn <share> --principals <account>',
    cdk: "new ram.CfnResourceShare(this, 'Share', { name, resourceArns: [authority.attrArn], principals: [organizationArn], allowExternalPrincipals: false })",
  },
  applies: ({ Status }) => Status !== 'DELETED',
  fails: ({ Policy, accountId }, look) => {
    const strangers = strangersIn(Policy, accountId, look);
    return strangers.length > 0 ? `the policy lets in ${strangers.join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { accountId: '111122223333', Status: 'ACTIVE' } },
      { entity: { accountId: '111122223333', Status: 'ACTIVE', Policy: policy('444455556666') }, accounts: ['444455556666'] },
    ],
    fail: [{ entity: { accountId: '111122223333', Status: 'ACTIVE', Policy: policy('arn:aws:iam::999999999999:root') } }],
  },
});

import { defineCheck } from '../../model/check';
import { inRegions } from '../../model/every-region';
import { account } from '../../services/account';

/** AWS FSBP SSM.4. */
export const ssmDocumentNotPublic = defineCheck(account, {
  id: 'ssm-document-not-public',
  entity: 'aws_account',
  severity: 'high',
  exposes: true,
  title: 'No document of the account is shared with everybody',
  why: 'Everybody can read how machines are run here, and the secrets that were written into it.',
  needs: [account.need('ssm.ListDocuments'), account.need('ssm.DescribeDocumentPermission')],
  remedy: {
    cli: 'aws ssm modify-document-permission --name <document> --permission-type Share --account-ids-to-remove all',
    cdk: 'No CloudFormation property shares a document: aws ssm update-service-setting --setting-id /ssm/documents/console/public-sharing-permission --setting-value Disable forbids it.',
  },
  prowler: ['ssm_documents_set_as_public'],
  applies: ({ Regions }) => Regions.some(({ Documents }) => Documents.length > 0),
  fails: ({ Regions }) => inRegions(Regions, ({ Documents }) => {
    const open = Documents.filter(({ AccountIds }) => AccountIds?.some((id) => id.toLowerCase() === 'all')).map(({ Name }) => Name);
    return open.length > 0 ? `AccountIds of ${open.join(', ')} has all` : undefined;
  }),
  examples: {
    pass: [
      { entity: { Regions: [{ Region: 'eu-west-1', Documents: [{ Name: 'd', AccountIds: ['444455556666'] }, { Name: 'e', AccountIds: [] }] }] } },
    ],
    fail: [{ entity: { Regions: [{ Region: 'eu-west-1', Documents: [{ Name: 'd', AccountIds: ['all'] }] }] } }],
  },
});

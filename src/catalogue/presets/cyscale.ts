import { actionsOf, definePreset } from '../model/preset';
import { services } from '../services';

/** Cyscale: configuration of the infrastructure. Its document names SecurityAudit, and examples of what a second policy adds. */
export const cyscale = definePreset(services, {
  id: 'cyscale',
  title: 'Cyscale',
  source: 'https://docs.cyscale.com',
  roleName: 'CyscaleReadOnly',
  principal: 'arn:${Partition}:iam::789815788242:root',
  externalId: 'required',
  grant: 'SECURITY_AUDIT',
  parts: ['config'],
  template: {
    file: 'cyscale_aws_cloudformation_read-only.template',
    stackName: 'cyscale',
    parameters: { externalId: 'ExternalId' },
    outputs: { RoleArn: 'roleArn' },
    logicalIds: { role: 'CyscaleRole', policy: 'CyscalePolicy' },
  },
  streams: [{
    id: 'configuration',
    title: 'Configuration of the infrastructure',
    actions: actionsOf({
      elasticfilesystem: 'ListTagsForResource',
      // The document says List*: these are the actions that begin so.
      s3: `
        ListAccessGrants ListAccessGrantsInstances ListAccessGrantsLocations ListAccessPoints ListAccessPointsForObjectLambda ListAllMyBuckets
        ListBucket ListBucketMultipartUploads ListBucketVersions ListCallerAccessGrants ListJobs ListMultiRegionAccessPoints
        ListMultipartUploadParts ListStorageLensConfigurations ListStorageLensGroups ListTagsForResource`,
    }),
  }],
});

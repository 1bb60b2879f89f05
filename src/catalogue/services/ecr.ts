import type { EnhancedImageScanFinding, ImageScanFinding } from '@aws-sdk/client-ecr';
import { allowsEveryone } from '../model/public-policy';
import { defineService } from '../model/service';
import { without } from '../model/without';

const repository = 'arn:${Partition}:ecr:*:${Account}:repository/*';

/** A finding of the basic scan, which has no ARN and may name one vulnerability for several packages. */
function basicFinding({ name, severity, uri, description, attributes }: ImageScanFinding) {
  const value = (key: string) => attributes?.find((attribute) => attribute.key === key)?.value;
  return { name, severity, uri, description, packageName: value('package_name'), packageVersion: value('package_version'), scanType: 'BASIC' };
}

/** A finding of the enhanced scan by Amazon Inspector. */
function enhancedFinding(finding: EnhancedImageScanFinding) {
  const details = finding.packageVulnerabilityDetails;
  return {
    ...without(finding, 'resources', 'packageVulnerabilityDetails', 'remediation'),
    name: details?.vulnerabilityId ?? finding.title,
    uri: details?.sourceUrl,
    packageName: details?.vulnerablePackages?.[0]?.name,
    packageVersion: details?.vulnerablePackages?.[0]?.version,
    scanType: 'ENHANCED',
  };
}

/** Amazon Elastic Container Registry: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/ */
export const ecr = defineService({
  id: 'ecr',
  title: 'Amazon ECR',
  scope: 'regional',
  eventSource: 'ecr.amazonaws.com',
  node: 'aws_ecr',
  client: () => import('@aws-sdk/client-ecr'),
  operations: {
    DescribeRepositories: { action: 'ecr:DescribeRepositories', resource: repository },
    GetRepositoryPolicy: { action: 'ecr:GetRepositoryPolicy', resource: repository, absent: ['RepositoryPolicyNotFoundException'], detail: true },
    GetLifecyclePolicy: { action: 'ecr:GetLifecyclePolicy', resource: repository, absent: ['LifecyclePolicyNotFoundException'], detail: true },
    ListTagsForResource: { action: 'ecr:ListTagsForResource', resource: repository, detail: true },
    GetRegistryScanningConfiguration: { action: 'ecr:GetRegistryScanningConfiguration', detail: true },
    DescribeImages: { action: 'ecr:DescribeImages', resource: repository },
    DescribeImageScanFindings: { action: 'ecr:DescribeImageScanFindings', resource: repository, absent: ['ScanNotFoundException'] },
  },
  entities: (entity) => {
    const aws_ecr_repository = entity({
      class: ['Repository'],
      ofNode: true,
      reads: ['DescribeRepositories', 'GetRepositoryPolicy', 'GetLifecyclePolicy', 'ListTagsForResource', 'GetRegistryScanningConfiguration'],
      async *list(read) {
        const registry = await read.call('GetRegistryScanningConfiguration', {});
        for await (const each of read.items('DescribeRepositories', 'repositories', { maxResults: 1000 })) {
          yield { ...each, registryScanType: registry?.scanningConfiguration?.scanType, registryScanRules: registry?.scanningConfiguration?.rules };
        }
      },
      async describe(read, each) {
        const { repositoryName, repositoryArn } = each;
        const [policy, lifecycle, tags] = await Promise.all([
          read.call('GetRepositoryPolicy', { repositoryName }),
          read.call('GetLifecyclePolicy', { repositoryName }),
          read.call('ListTagsForResource', { resourceArn: repositoryArn }),
        ]);
        return { ...each, policyText: policy?.policyText, lifecyclePolicyText: lifecycle?.lifecyclePolicyText, tags: tags?.tags };
      },
      key: (r) => r.repositoryArn!,
      name: (r) => r.repositoryName,
      tags: (r) => r.tags,
      facts: (r) => ({ allowsEveryone: allowsEveryone(r.policyText) }),
      relationships: [{ verb: 'USES', to: 'aws_kms_key', key: (r) => r.encryptionConfiguration?.kmsKey }],
      changes: [
        'CreateRepository', 'DeleteRepository', 'SetRepositoryPolicy', 'DeleteRepositoryPolicy', 'PutLifecyclePolicy', 'DeleteLifecyclePolicy',
        'PutImageScanningConfiguration', 'PutImageTagMutability', 'PutRegistryScanningConfiguration', 'TagResource', 'UntagResource',
      ],
    });

    const aws_ecr_image = entity({
      class: ['Image'],
      of: aws_ecr_repository,
      reads: ['DescribeImages'],
      async *list(read, _, { repositoryName, repositoryArn }) {
        for await (const each of read.items('DescribeImages', 'imageDetails', { repositoryName, maxResults: 1000 })) yield { ...each, repositoryArn };
      },
      // As Amazon Inspector names it; AWS has no ARN for images.
      key: (i) => `${i.repositoryArn}/${i.imageDigest}`,
      name: (i) => `${i.repositoryName}${i.imageTags?.length ? `:${i.imageTags[0]}` : `@${i.imageDigest}`}`,
      relationships: [{ from: 'aws_ecr_repository', verb: 'HAS', key: (i) => i.repositoryArn }],
      changes: ['PutImage', 'BatchDeleteImage', 'StartImageScan', 'PolicyExecutionEvent'],
    });

    return {
      aws_ecr_repository,
      aws_ecr_image,

      aws_ecr_image_scan_finding: entity({
        class: ['Finding'],
        of: aws_ecr_image,
        reads: ['DescribeImageScanFindings'],
        async *list(read, _, { repositoryName, repositoryArn, imageDigest, imageScanStatus }) {
          if (!['COMPLETE', 'ACTIVE'].includes(imageScanStatus?.status ?? '')) return;
          const image = { repositoryName, imageDigest, imageKey: `${repositoryArn}/${imageDigest}` };
          for await (const { imageScanFindings: found } of read.pages('DescribeImageScanFindings', { repositoryName, imageId: { imageDigest }, maxResults: 1000 })) {
            const scanned = { ...image, imageScanCompletedAt: found?.imageScanCompletedAt };
            for (const each of found?.findings ?? []) yield { ...basicFinding(each), ...scanned, findingArn: undefined };
            for (const each of found?.enhancedFindings ?? []) if (each.status === 'ACTIVE') yield { ...enhancedFinding(each), ...scanned };
          }
        },
        // The ARN of an enhanced finding is the key of the finding of Amazon Inspector that it is.
        key: (f) => [`${f.imageKey}/finding/${f.findingArn?.split('/').pop() ?? f.name}`, ...f.findingArn ? [] : [f.packageName, f.packageVersion]].filter(Boolean).join('/'),
        name: (f) => f.name,
        relationships: [{ from: 'aws_ecr_image', verb: 'HAS', key: (f) => f.imageKey }],
        changes: ['StartImageScan', 'BatchDeleteImage', 'PutImage'],
      }),
    };
  },
});

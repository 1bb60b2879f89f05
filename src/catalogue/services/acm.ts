import type { KeyAlgorithm } from '@aws-sdk/client-acm';
import type { EntityType } from '../model/names';
import { defineService } from '../model/service';

const certificate = 'arn:${Partition}:acm:*:${Account}:certificate/*';

// Without this list only certificates of RSA keys up to 2048 bits are listed.
const ALGORITHMS: KeyAlgorithm[] = ['RSA_1024', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'EC_prime256v1', 'EC_secp384r1', 'EC_secp521r1'];

/** Whatever uses a certificate, by the form of its ARN. */
const USERS = {
  aws_alb: /:elasticloadbalancing:.*:loadbalancer\/app\//,
  aws_nlb: /:elasticloadbalancing:.*:loadbalancer\/net\//,
  aws_elb: /:elasticloadbalancing:.*:loadbalancer\/[^/]+$/,
  aws_cloudfront_distribution: /:cloudfront:.*:distribution\//,
  aws_elasticsearch_domain: /:es:.*:domain\//,
  aws_transfer_server: /:transfer:.*:server\//,
} satisfies Partial<Record<EntityType, RegExp>>;

/** AWS Certificate Manager: https://docs.aws.amazon.com/acm/latest/APIReference/ (never ExportCertificate, which hands out private keys). */
export const acm = defineService({
  id: 'acm',
  title: 'AWS Certificate Manager',
  scope: 'regional',
  eventSource: 'acm.amazonaws.com',
  node: 'aws_acm',
  client: () => import('@aws-sdk/client-acm'),
  operations: {
    ListCertificates: { action: 'acm:ListCertificates' },
    DescribeCertificate: { action: 'acm:DescribeCertificate', resource: certificate },
    ListTagsForCertificate: { action: 'acm:ListTagsForCertificate', resource: certificate, detail: true },
    GetCertificate: { action: 'acm:GetCertificate', resource: certificate, absent: ['RequestInProgressException'], detail: true },
  },
  entities: (entity) => ({
    aws_acm_certificate: entity({
      class: ['Certificate'],
      ofNode: true,
      reads: ['ListCertificates', 'DescribeCertificate', 'ListTagsForCertificate', 'GetCertificate'],
      list: (read) => read.items('ListCertificates', 'CertificateSummaryList', { Includes: { keyTypes: ALGORITHMS }, MaxItems: 1000 }),
      async describe(read, { CertificateArn, DomainName }) {
        const [described, tags] = await Promise.all([
          read.call('DescribeCertificate', { CertificateArn }),
          read.call('ListTagsForCertificate', { CertificateArn }),
        ]);
        const { DomainValidationOptions, RenewalSummary: { DomainValidationOptions: _, ...RenewalSummary } = {}, ...detail } = described?.Certificate ?? {};
        // What was never issued has nothing to get.
        const issued = detail.NotAfter ? await read.call('GetCertificate', { CertificateArn }) : undefined;
        return {
          CertificateArn,
          DomainName,
          ...detail,
          RenewalSummary,
          // E-mail addresses of the validation are personal data.
          DomainValidationOptions: DomainValidationOptions?.map((each) =>
            ({ DomainName: each.DomainName, ValidationMethod: each.ValidationMethod, ValidationStatus: each.ValidationStatus })),
          Certificate: issued?.Certificate,
          CertificateChain: issued?.CertificateChain,
          Tags: tags?.Tags,
        };
      },
      key: (c) => c.CertificateArn!,
      name: (c) => c.DomainName,
      tags: (c) => c.Tags,
      facts: (c) => ({ isInUse: c.InUseBy && c.InUseBy.length > 0, isImported: c.Type === 'IMPORTED' }),
      relationships: [
        ...Object.entries(USERS).map(([type, form]) => ({
          verb: 'CONNECTS' as const, to: type as EntityType, key: (c: { InUseBy?: string[] }) => c.InUseBy?.filter((arn) => form.test(arn)),
        })),
        { verb: 'USES', to: 'aws_acmpca_certificate_authority', key: (c) => c.CertificateAuthorityArn },
      ],
      changes: [
        'RequestCertificate', 'ImportCertificate', 'RenewCertificate', 'RevokeCertificate', 'DeleteCertificate', 'UpdateCertificateOptions',
        'AddTagsToCertificate', 'RemoveTagsFromCertificate',
      ],
    }),
  }),
});

import { defineService } from '../model/service';

/** Amazon Route 53 Domains, of the partition `aws` only: https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53_Domains.html */
export const route53domains = defineService({
  id: 'route53domains',
  title: 'Amazon Route 53 domains',
  scope: 'global',
  eventSource: 'route53domains.amazonaws.com',
  node: 'aws_route53',
  client: () => import('@aws-sdk/client-route-53-domains'),
  operations: {
    ListDomains: { action: 'route53domains:ListDomains' },
    GetDomainDetail: { action: 'route53domains:GetDomainDetail' },
    ListTagsForDomain: { action: 'route53domains:ListTagsForDomain', detail: true },
  },
  entities: (entity) => ({
    aws_route53_domain: entity({
      class: ['Domain'],
      ofNode: true,
      reads: ['ListDomains', 'GetDomainDetail', 'ListTagsForDomain'],
      async *list(read, at) {
        if (at.partition === 'aws') yield* read.items('ListDomains', 'Domains', { MaxItems: 100 });
      },
      async describe(read, domain) {
        const { DomainName } = domain;
        const [detail, tags] = await Promise.all([read.call('GetDomainDetail', { DomainName }), read.call('ListTagsForDomain', { DomainName })]);
        // The contacts are personal data: only whether they are hidden from the public is kept.
        const { RegistrarName, CreationDate, UpdatedDate, ExpirationDate, StatusList, Nameservers, AdminPrivacy, RegistrantPrivacy, TechPrivacy, DnssecKeys } =
          detail ?? {};
        return {
          ...domain,
          RegistrarName,
          CreationDate,
          UpdatedDate,
          ExpirationDate,
          StatusList,
          Nameservers: Nameservers?.map(({ Name }) => Name),
          AdminPrivacy,
          RegistrantPrivacy,
          TechPrivacy,
          DnssecKeys: DnssecKeys?.map(({ Algorithm, Flags, KeyTag }) => ({ Algorithm, Flags, KeyTag })),
          Tags: tags?.TagList,
        };
      },
      // Domains have no ARN.
      key: (d, at) => at.arn('route53domains', `domain/${d.DomainName}`, { region: '' }),
      names: (d) => d.DomainName,
      name: (d) => d.DomainName,
      tags: (d) => d.Tags,
      changes: [
        'RegisterDomain', 'TransferDomain', 'RenewDomain', 'DeleteDomain', 'EnableDomainAutoRenew', 'DisableDomainAutoRenew', 'EnableDomainTransferLock',
        'DisableDomainTransferLock', 'UpdateDomainContact', 'UpdateDomainContactPrivacy', 'UpdateDomainNameservers', 'UpdateTagsForDomain',
        'DeleteTagsForDomain', 'AssociateDelegationSignerToDomain', 'DisassociateDelegationSignerFromDomain', 'TransferDomainToAnotherAwsAccount',
        'AcceptDomainTransferFromAnotherAwsAccount',
      ],
    }),
  }),
});

import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { followed } from '../model/pages';
import { gather } from '../model/reader';
import { defineService, type Place } from '../model/service';

const zone = 'arn:${Partition}:route53:::hostedzone/*';

/** Ids come as `/hostedzone/Z…`. */
const bare = (id: string | undefined) => id?.replace(/^\/hostedzone\//, '');

const zoneArn = (at: Place, id: string | undefined) => at.arn('route53', `hostedzone/${bare(id)}`, { region: '', accountId: '' });

/** Names come with the last dot of DNS. */
const withoutDot = (name: string | undefined) => name?.replace(/(.)\.$/, '$1');

/** What a record leads to: addresses, names, the target of an alias. */
const targetsOf = ({ ResourceRecords = [], AliasTarget }: Pick<ResourceRecordSet, 'ResourceRecords' | 'AliasTarget'>) =>
  [...ResourceRecords.map(({ Value }) => Value), AliasTarget?.DNSName];

/** Amazon Route 53: https://docs.aws.amazon.com/Route53/latest/APIReference/ */
export const route53 = defineService({
  id: 'route53',
  title: 'Amazon Route 53',
  scope: 'global',
  eventSource: 'route53.amazonaws.com',
  node: 'aws_route53',
  client: () => import('@aws-sdk/client-route-53'),
  operations: {
    ListHostedZones: { action: 'route53:ListHostedZones' },
    ListResourceRecordSets: { action: 'route53:ListResourceRecordSets', resource: zone },
    GetHostedZone: { action: 'route53:GetHostedZone', resource: zone, detail: true },
    GetDNSSEC: { action: 'route53:GetDNSSEC', resource: zone, detail: true },
    ListQueryLoggingConfigs: { action: 'route53:ListQueryLoggingConfigs', resource: zone, detail: true },
    ListTagsForResource: { action: 'route53:ListTagsForResource', resource: zone, detail: true },
  },
  entities: (entity) => {
    const aws_route53_zone = entity({
      class: ['DomainZone'],
      ofNode: true,
      reads: ['ListHostedZones', 'GetHostedZone', 'GetDNSSEC', 'ListQueryLoggingConfigs', 'ListTagsForResource'],
      async *list(read) {
        const logs = await gather(read.items('ListQueryLoggingConfigs', 'QueryLoggingConfigs', { MaxResults: 100 }));
        const logOf = new Map(logs.map(({ HostedZoneId, CloudWatchLogsLogGroupArn }) => [HostedZoneId, CloudWatchLogsLogGroupArn]));
        for await (const each of read.items('ListHostedZones', 'HostedZones', { MaxItems: 100 })) {
          yield { ...each, Id: bare(each.Id), QueryLogGroupArn: logOf.get(bare(each.Id)) };
        }
      },
      async describe(read, each) {
        const { Id, Config } = each;
        const [details, dnssec, tags] = await Promise.all([
          read.call('GetHostedZone', { Id }),
          Config?.PrivateZone ? undefined : read.call('GetDNSSEC', { HostedZoneId: Id }),
          read.call('ListTagsForResource', { ResourceType: 'hostedzone', ResourceId: Id }),
        ]);
        return {
          ...each,
          NameServers: details?.DelegationSet?.NameServers,
          VPCs: details?.VPCs,
          DNSSECStatus: dnssec?.Status?.ServeSignature,
          Tags: tags?.ResourceTagSet?.Tags,
        };
      },
      key: (z, at) => zoneArn(at, z.Id),
      name: (z) => withoutDot(z.Name),
      tags: (z) => z.Tags,
      facts: (z) => ({ isPublic: !z.Config?.PrivateZone }),
      matches: [{ from: 'Domain', verb: 'HAS', name: (z) => z.Name }],
      changes: [
        'CreateHostedZone', 'DeleteHostedZone', 'UpdateHostedZoneComment', 'AssociateVPCWithHostedZone', 'DisassociateVPCFromHostedZone',
        'EnableHostedZoneDNSSEC', 'DisableHostedZoneDNSSEC', 'CreateQueryLoggingConfig', 'DeleteQueryLoggingConfig', 'ChangeResourceRecordSets',
        'ChangeTagsForResource',
      ],
    });

    return {
      aws_route53_zone,

      aws_route53_record: entity({
        class: ['DomainRecord'],
        of: aws_route53_zone,
        reads: ['ListResourceRecordSets'],
        async *list(read, _, { Id, Name, Config }) {
          const pages = followed(
            (start?: { StartRecordName?: string; StartRecordType?: 'A'; StartRecordIdentifier?: string }) =>
              read.call('ListResourceRecordSets', { HostedZoneId: Id, MaxItems: 300, ...start }),
            (page) => (page.IsTruncated
              ? { StartRecordName: page.NextRecordName, StartRecordType: page.NextRecordType as 'A', StartRecordIdentifier: page.NextRecordIdentifier }
              : undefined));
          for await (const { ResourceRecordSets = [] } of pages) {
            for (const { Region, ...record } of ResourceRecordSets) {
              yield { ...record, LatencyRegion: Region, HostedZoneId: Id, HostedZoneName: Name, PrivateZone: Config?.PrivateZone };
            }
          }
        },
        // Records have no ARN.
        key: (r, at) => [zoneArn(at, r.HostedZoneId), 'recordset', r.Name, r.Type, r.SetIdentifier].filter((part) => part !== undefined).join('/'),
        name: (r) => withoutDot(r.Name),
        facts: (r) => ({ values: r.ResourceRecords?.map(({ Value }) => Value) ?? [] }),
        relationships: [{ from: 'aws_route53_zone', verb: 'HAS', key: (r, at) => zoneArn(at, r.HostedZoneId) }],
        matches: [{ verb: 'CONNECTS', to: 'Host', name: (r) => targetsOf(r) }, { verb: 'CONNECTS', to: 'Gateway', name: (r) => targetsOf(r) }],
        changes: ['ChangeResourceRecordSets', 'DeleteHostedZone'],
      }),
    };
  },
});

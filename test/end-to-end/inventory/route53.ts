import { ChangeResourceRecordSetsCommand, CreateHostedZoneCommand, Route53Client, type ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

const RECORDS = 305;
const zoneKey = (id: string) => `arn:aws:route53:::hostedzone/${id}`;

const host = (index: number): ResourceRecordSet => ({ Name: `host-${index}.example.com.`, Type: 'A', TTL: 60, ResourceRecords: [{ Value: '192.0.2.1' }] });

/** Two zones, one with more records than fit a page; every zone starts with its SOA and its name servers. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new Route53Client(options);
  const create = async (Name: string) => (await client.send(new CreateHostedZoneCommand({ Name, CallerReference: Name }))).HostedZone!.Id!.split('/').pop()!;
  const [zone, other] = [await create('example.com'), await create('example.org')];
  const records = Array.from({ length: RECORDS }, (_, index) => host(index));
  await client.send(new ChangeResourceRecordSetsCommand({
    HostedZoneId: zone, ChangeBatch: { Changes: records.map((ResourceRecordSet) => ({ Action: 'CREATE', ResourceRecordSet })) },
  }));
  return {
    aws_route53_zone: [zone, other].map(zoneKey),
    aws_route53_record: [
      ...[[zone, 'example.com.'], [other, 'example.org.']].flatMap(([id, name]) => ['NS', 'SOA'].map((type) => `${zoneKey(id)}/recordset/${name}/${type}`)),
      ...records.map(({ Name, Type }) => `${zoneKey(zone)}/recordset/${Name}/${Type}`),
    ],
  };
}

/** One record. */
export async function remove(options: ClientOptions, { aws_route53_zone: [zone] = [] }: Truth): Promise<string[]> {
  await new Route53Client(options).send(new ChangeResourceRecordSetsCommand({
    HostedZoneId: zone.split('/').pop(), ChangeBatch: { Changes: [{ Action: 'DELETE', ResourceRecordSet: host(7) }] },
  }));
  return [`${zone}/recordset/host-7.example.com./A`];
}

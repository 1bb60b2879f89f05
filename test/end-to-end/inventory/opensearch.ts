import { CreateDomainCommand, DeleteDomainCommand, OpenSearchClient } from '@aws-sdk/client-opensearch';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

/** More domains than one call describes. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new OpenSearchClient(options);
  const arns: string[] = [];
  for (const name of ['first', 'second', 'third', 'fourth', 'fifth', 'sixth']) {
    const { DomainStatus } = await client.send(new CreateDomainCommand({ DomainName: `search-${name}`, EngineVersion: 'OpenSearch_2.17', TagList: [{ Key: 'team', Value: 'orders' }] }));
    arns.push(DomainStatus!.ARN!);
  }
  return { aws_elasticsearch_domain: arns };
}

/** Deletes one domain. */
export async function remove(options: ClientOptions): Promise<readonly string[]> {
  const { DomainStatus } = await new OpenSearchClient(options).send(new DeleteDomainCommand({ DomainName: 'search-sixth' }));
  return [DomainStatus!.ARN!];
}

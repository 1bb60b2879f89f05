import { gather } from '../../../catalogue/model/reader';
import type { ClientSettings, CredentialProvider } from '../clients';
import type { Recorded } from './document';

/** An aggregator of AWS Config: https://docs.aws.amazon.com/config/latest/developerguide/aggregate-data.html */
export interface Aggregator {
  readonly name: string;
  /** Region that the aggregator is in. */
  readonly region: string;
  /** Of the account that the aggregator is in. */
  readonly credentials: CredentialProvider;
  readonly settings: ClientSettings;
}

/** The only call, and the IAM action that allows it. */
export const SELECT = { operation: 'SelectAggregateResourceConfig', action: 'config:SelectAggregateResourceConfig' } as const;

const COLUMNS = 'resourceType, resourceId, resourceName, arn, accountId, awsRegion, tags, configuration, supplementaryConfiguration';

/** A word of an expression: account ids, Regions and types have no other characters. */
function literal(text: string): string {
  if (!/^[\w:-]+$/.test(text)) throw new Error(`'${text}' cannot stand in a query of AWS Config.`);
  return `'${text}'`;
}

/** The rows of an expression, page by page. */
type Select = <Row>(Expression: string, onPage?: () => void) => AsyncIterable<Row>;

/** Runs `work` with a way to ask the aggregator. */
async function asking<T>({ name, region, credentials, settings }: Aggregator, work: (select: Select) => Promise<T>): Promise<T> {
  const { ConfigServiceClient, paginateSelectAggregateResourceConfig } = await import('@aws-sdk/client-config-service');
  const client = new ConfigServiceClient({ region, credentials, endpoint: settings.endpoint, retryMode: 'adaptive', maxAttempts: settings.maxAttempts ?? 8 });
  async function* select<Row>(Expression: string, onPage?: () => void): AsyncIterable<Row> {
    for await (const { Results = [] } of paginateSelectAggregateResourceConfig({ client }, { Expression, ConfigurationAggregatorName: name, Limit: 100 })) {
      onPage?.();
      for (const row of Results) yield JSON.parse(row) as Row;
    }
  }
  return work(select).finally(() => client.destroy());
}

/**
 * The resources of some types in an account, in one Region or in all: https://docs.aws.amazon.com/config/latest/APIReference/API_SelectAggregateResourceConfig.html
 * @param onPage told of every page
 */
export async function recorded(
  aggregator: Aggregator, of: { accountId: string; region?: string; types: readonly string[] }, onPage: () => void): Promise<Recorded[]> {
  const where = [
    `accountId = ${literal(of.accountId)}`, ...of.region ? [`awsRegion = ${literal(of.region)}`] : [], `resourceType IN (${of.types.map(literal).join(', ')})`,
  ];
  return asking(aggregator, (select) => gather(select<Recorded>(`SELECT ${COLUMNS} WHERE ${where.join(' AND ')}`, onPage)));
}

/** The accounts and Regions that an aggregator has resources of, in order. */
export async function aggregated(aggregator: Aggregator): Promise<{ accounts: string[]; regions: string[] }> {
  return asking(aggregator, async (select) => {
    const values = async (column: 'accountId' | 'awsRegion') =>
      (await gather(select<Record<string, string>>(`SELECT ${column}, COUNT(*) GROUP BY ${column}`))).map((row) => row[column]).sort();
    return { accounts: await values('accountId'), regions: (await values('awsRegion')).filter((region) => region !== 'global') };
  });
}

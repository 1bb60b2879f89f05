import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Recorded } from '../../../../src/engine/collect/config/document';
import type { Aggregator } from '../../../../src/engine/collect/config/query';

const PAGE = 2;

/** The words of a condition such as `resourceType IN ('A', 'B')` or `accountId = '1'`. */
const wordsOf = (expression: string, column: string) => {
  const [, one, many] = new RegExp(`${column} (?:= '([^']*)'|IN \\(([^)]*)\\))`).exec(expression) ?? [];
  return one ? [one] : many?.split(', ').map((word) => word.slice(1, -1));
};

/** What an aggregator answers to an expression, row by row. */
function select(documents: readonly Recorded[], expression: string): object[] {
  const [, group] = /GROUP BY (\w+)$/.exec(expression) ?? [];
  if (group) return [...new Set(documents.map((each) => each[group as 'accountId']))].map((value) => ({ 'COUNT(*)': 1, [group]: value }));
  return documents.filter((each) => (['accountId', 'awsRegion', 'resourceType'] as const).every((column) => wordsOf(expression, column)?.includes(each[column]) ?? true));
}

/** An aggregator of AWS Config on this machine that answers in pages, and the expressions it was asked; `deny` makes it refuse. */
export async function startAggregator(documents: readonly Recorded[]) {
  const asked: { Expression: string; ConfigurationAggregatorName: string }[] = [];
  const state = { deny: false };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const input = JSON.parse(Buffer.concat(chunks).toString()) as { Expression: string; ConfigurationAggregatorName: string; NextToken?: string };
      asked.push(input);
      if (state.deny) {
        response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify({ __type: 'AccessDeniedException', message: 'no' }));
        return;
      }
      const [rows, from] = [select(documents, input.Expression), Number(input.NextToken ?? 0)];
      const NextToken = from + PAGE < rows.length ? String(from + PAGE) : undefined;
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify({ Results: rows.slice(from, from + PAGE).map((row) => JSON.stringify(row)), NextToken }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = async () => ({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' });
  const aggregator: Aggregator = { name: 'org', region: 'eu-west-1', credentials, settings: { endpoint, maxAttempts: 1 } };
  return { aggregator, endpoint, asked, state, stop: () => new Promise((resolve) => server.close(resolve)) };
}

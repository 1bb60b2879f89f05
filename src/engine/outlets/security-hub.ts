import type { SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { AsffFinding } from '../report/findings/asff';
import { inBatches, type BatchLimit } from '../report/findings/batches';

// https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html
const BATCH = { findings: 100, bytes: 6_000_000 };

/** Findings in as many batches as the API asks for: at most a hundred, and no more bytes than a request may have. */
export const batchesOf = (findings: AsyncIterable<AsffFinding> | Iterable<AsffFinding>, limit: BatchLimit = BATCH): AsyncIterable<AsffFinding[]> =>
  inBatches(findings, limit, (finding) => Buffer.byteLength(JSON.stringify(finding)) + 1);

/** How an import went; `refused` are the findings that AWS Security Hub did not take, with its reason. */
export interface Imported { readonly imported: number; readonly refused: readonly { readonly id: string; readonly reason: string }[] }

/** Imports findings into AWS Security Hub, a batch after the other. */
export async function importIntoSecurityHub(client: SecurityHubClient, findings: AsyncIterable<AsffFinding> | Iterable<AsffFinding>): Promise<Imported> {
  const { BatchImportFindingsCommand } = await import('@aws-sdk/client-securityhub');
  const refused: { id: string; reason: string }[] = [];
  let imported = 0;
  for await (const batch of batchesOf(findings)) {
    const { SuccessCount = 0, FailedFindings = [] } = await client.send(new BatchImportFindingsCommand({ Findings: batch }));
    imported += SuccessCount;
    refused.push(...FailedFindings.map(({ Id, ErrorCode, ErrorMessage }) => ({ id: Id!, reason: `${ErrorCode}: ${ErrorMessage}` })));
  }
  return { imported, refused };
}

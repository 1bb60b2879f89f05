import type { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { importIntoSecurityHub } from './security-hub';
import { writeSecurityLake, type SecurityLakeSource } from './security-lake';
import type { Finding } from '../contracts';
import type { TellAccount } from '../distributed/account';
import type { Job } from '../distributed/job';
import { asffFinding, type AsffFinding, type Importer } from '../report/findings/asff';

/** Outlets that take the findings of one account; what is undefined is left out. */
export interface AccountOutlets {
  readonly securityHub?: { readonly client: SecurityHubClient; readonly importer: Omit<Importer, 'at'> };
  readonly securityLake?: SecurityLakeSource;
  /** Region of the scanner. */
  readonly region: string;
}

type At = Pick<Job, 'startedAt'>;

/** What other tools are told: what fails, and what has changed into something else in this scan. */
function* told(findings: readonly Finding[], { startedAt }: At): Iterable<Finding> {
  // What other services found, these tools know.
  for (const finding of findings.filter(({ source }) => source === 'posture')) {
    if (finding.status === 'fail' || finding.status === 'suppressed' || finding.firstSeen === startedAt) yield finding;
  }
}

function* forSecurityHub(findings: readonly Finding[], importer: Omit<Importer, 'at'>, job: At): Iterable<AsffFinding> {
  for (const finding of told(findings, job)) yield asffFinding(finding, { ...importer, at: job.startedAt });
}

/** Tells the outlets of an account: in the part that analysed it, so that thousands of accounts wait for no other. */
export const tellAccount = ({ securityHub, securityLake, region }: AccountOutlets, job: At): TellAccount => async (findings) => {
  const imported = securityHub && await importIntoSecurityHub(securityHub.client, forSecurityHub(findings, securityHub.importer, job));
  const written = securityLake && await writeSecurityLake(securityLake, told(findings, job), job.startedAt, region);
  return {
    ...imported && { securityHub: { imported: imported.imported, refused: imported.refused.length } },
    ...written !== undefined && { securityLake: written },
  };
};

import type { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { importIntoSecurityHub } from './security-hub';
import type { Finding } from '../contracts';
import type { TellAccount } from '../distributed/account';
import type { Job } from '../distributed/job';
import { asffFinding, type AsffFinding, type Importer } from '../report/findings/asff';

/** Outlets that take the findings of one account; what is undefined is left out. */
export interface AccountOutlets { readonly securityHub?: { readonly client: SecurityHubClient; readonly importer: Omit<Importer, 'at'> } }

/** What AWS Security Hub is told: what fails, and what has changed into something else in this scan. */
function* forSecurityHub(findings: readonly Finding[], importer: Omit<Importer, 'at'>, { startedAt }: Pick<Job, 'startedAt'>): Iterable<AsffFinding> {
  // What other services found, it knows.
  for (const finding of findings.filter(({ source }) => source === 'posture')) {
    if (finding.status === 'fail' || finding.status === 'suppressed' || finding.firstSeen === startedAt) yield asffFinding(finding, { ...importer, at: startedAt });
  }
}

/** Tells the outlets of an account: in the part that analysed it, so that thousands of accounts wait for no other. */
export const tellAccount = ({ securityHub }: AccountOutlets, job: Pick<Job, 'startedAt'>): TellAccount => async (findings) => {
  const imported = securityHub && await importIntoSecurityHub(securityHub.client, forSecurityHub(findings, securityHub.importer, job));
  return { ...imported && { securityHub: { imported: imported.imported, refused: imported.refused.length } } };
};

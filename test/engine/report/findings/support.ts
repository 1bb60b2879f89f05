import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readLandscape } from '../../../../src/engine/access/account/landscape';
import { allFindings } from '../../../../src/engine/access/findings/all';
import { analyse } from '../../../../src/engine/access/paths/analyse';
import type { Finding } from '../../../../src/engine/contracts';
import { nastyNames, sampleFinding } from '../sample';

/** What access finds in a generated account, of every rule one. */
function accessFindings(): Finding[] {
  const { details, organization, accessKeys, lastAccessed, credentialReport } = JSON.parse(gunzipSync(readFileSync(join(__dirname, '../../../facts/gen-iam-600.json.gz'))).toString()) as Record<string, any>;
  const landscape = readLandscape([{ name: 'details', content: details }], { scp: organization, accounts: organization, accessKeys, lastAccessed, credentialReport });
  const now = new Date('2026-11-01T00:00:00Z');
  return [...new Map(allFindings(landscape, analyse(landscape, { now }), { now }).map((finding) => [finding.check, finding])).values()];
}

const statuses = ['fail', 'pass', 'unknown', 'suppressed'] as const;

/** Findings of every status, and with texts as nobody hopes for: too long, empty, of halves of characters, with many resources and requirements. */
export const findings: readonly Finding[] = [
  ...Array.from({ length: 280 }, (_, at) => ({ ...sampleFinding(at), status: statuses[at % statuses.length] })),
  ...nastyNames.map((name, at) => ({
    ...sampleFinding(at),
    id: `${at}${name}`,
    check: `own-${at}`,
    title: name,
    reason: name,
    resource: [`arn:aws:s3:::${name}`],
    remedy: { cli: name, cdk: name },
    evidence: { [name]: name },
  })),
  { ...sampleFinding(1), id: '1', title: '👩‍💻'.repeat(300), reason: '\u{1f512}'.repeat(3000), remedy: { cli: 'é'.repeat(4000), cdk: '' } },
  { ...sampleFinding(1), id: `check|${'x'.repeat(900)}1`, resource: Array.from({ length: 90 }, (_, at) => `arn:aws-cn:s3:::${'k'.repeat(700)}${at}`), region: 'global' },
  { ...sampleFinding(1), id: `check|${'x'.repeat(900)}2`, title: '', reason: ' ', frameworks: { fsbp: Array.from({ length: 80 }, (_, at) => `S3.${at}`) }, remedy: { cli: '', cdk: '' } },
  ...accessFindings(),
];

/** A text that comes in pieces. */
export async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

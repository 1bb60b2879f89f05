import { nastyNames } from './sample';
import { checks } from '../../../src/catalogue/checks';
import { INTERNET } from '../../../src/catalogue/model/outside';
import type { Finding } from '../../../src/engine/contracts';
import type { AttackPathEvidence } from '../../../src/engine/posture/attack-paths';
import type { Chapter } from '../../../src/engine/report/chapter';
import { frameworkChapter } from '../../../src/engine/report/frameworks/chapter';
import { CheckTally } from '../../../src/engine/report/frameworks/results';
import { pathsChapter } from '../../../src/engine/report/paths/chapter';
import { PathCollector } from '../../../src/engine/report/paths/told';

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;

/** A way to an administrator, its instance named by `name`. */
export const samplePath = (name: string): AttackPathEvidence => {
  const [group, instance, role] = [arn('ec2', 'security-group/sg-0web'), arn('ec2', `instance/${name}`), 'arn:aws:iam::111122223333:role/web'];
  return {
    before: 'medium',
    after: 'critical',
    because: [`web is an administrator by ${name}`, `${name} is tagged PII`],
    hops: [
      { from: INTERNET, to: group, how: 'lets in tcp 443-443 from 0.0.0.0/0' }, { from: group, to: instance, how: `has the address 203.0.113.7 in ${name}` },
      { from: instance, to: role, how: 'runs with the instance profile web' }, { from: role, to: 'arn:aws:iam::aws:policy/AdministratorAccess', how: 'has this policy' },
    ],
  };
};

/** Findings, every fifth of those that failed on a path. */
export const onPaths = (findings: readonly Finding[]): Finding[] =>
  findings.map((finding, at) => (at % 5 === 0 && finding.status === 'fail' ? { ...finding, evidence: { attackPath: samplePath(nastyNames[at % nastyNames.length]) } } : finding));

/** Results of every check of the catalogue: one that passed, one that failed, one unknown, one accepted, one without a resource, in turn. */
export function sampleTally(): CheckTally {
  const tally = new CheckTally();
  tally.count({ check: 'kms-key-rotates', status: 'fail' });
  for (const [at, { id }] of checks.entries()) {
    const status = (['pass', 'fail', 'unknown', 'suppressed', undefined] as const)[at % 5];
    if (status) tally.count({ check: id, status });
  }
  return tally;
}

/** The chapters on paths and on frameworks. */
export function sampleChapters(findings: readonly Finding[]): Chapter[] {
  const paths = new PathCollector();
  findings.forEach((finding) => paths.take(finding));
  const scores = [{ framework: 'CIS 7.0', score: 61.5, confidence: 0.9, fail: 3, pass: 5, unknown: 1 }];
  const trends = new Map([['CIS 7.0', [40, 70, 61.5].map((score, at) => ({ startedAt: `2026-11-0${at + 1}T00:00:00.000Z`, score }))]]);
  return [pathsChapter(paths)!, frameworkChapter(sampleTally(), scores, trends)!];
}

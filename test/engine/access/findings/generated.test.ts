import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readLandscape } from '../../../../src/engine/access/account/landscape';
import { findingsOf } from '../../../../src/engine/access/findings';

interface Generated {
  readonly details: object;
  readonly organization: { scpLevels: object[] };
  readonly accessKeys: object;
  readonly lastAccessed: object;
  readonly credentialReport: string;
  readonly truth: {
    readonly hygiene: Record<string, string[]> & { unusedPermissions: { arn: string; unusedServices: string[] }[] };
    readonly admins: string[];
    readonly chains: { nodes: string[]; end: string }[];
    readonly decoys: { nodes: string[]; brokenAt: number }[];
  };
}

const file = process.env.GEN_IAM ?? join(__dirname, '../../../facts/gen-iam-600.json.gz');
const generated = JSON.parse(gunzipSync(readFileSync(file)).toString()) as Generated;
const { truth, organization, details, accessKeys, lastAccessed, credentialReport } = generated;
const landscape = readLandscape([{ name: 'details', content: details }], { scp: organization, accounts: organization, accessKeys, lastAccessed, credentialReport });
const findings = findingsOf(landscape, { now: new Date('2026-11-01T00:00:00Z') });
const of = (check: string) => findings.filter((finding) => finding.check === check);

test.each([
  ['unusedRoles', 'access-role-unused'],
  ['unusedUsers', 'access-user-unused'],
  ['starStar', 'access-policy-allows-everything'],
  ['externalTrustUnknown', 'access-trust-unknown-account'],
  ['externalTrustNoExternalId', 'access-trust-without-external-id'],
  ['oidcNoSub', 'access-oidc-trust-open'],
  ['oidcWeakOperator', 'access-oidc-trust-weak-operator'],
  ['trustAnyone', 'access-trust-anyone'],
  ['confusedDeputy', 'access-trust-confused-deputy'],
  ['orphanedUsers', 'access-user-orphaned'],
  ['userDirectPolicies', 'access-user-policies-attached'],
])('finds what was planted and nothing else: %s', (list, check) => {
  expect(truth.hygiene[list].length).toBeGreaterThan(0);
  expect(of(check).map(({ resource }) => resource[0]).sort()).toEqual([...truth.hygiene[list]].sort());
});

test.each([['unusedKeys', 'access-key-unused'], ['oldKeys', 'access-key-old']])('finds the keys that were planted and no others: %s', (list, check) => {
  expect(of(check).map(({ evidence }) => evidence.accessKeyId).sort()).toEqual([...truth.hygiene[list]].sort());
});

test('finds the services that are not used', () => {
  const found = of('access-permissions-unused').map(({ resource, evidence }) => ({ arn: resource[0], unusedServices: evidence.unusedServices }));
  expect(found.sort((a, b) => (a.arn < b.arn ? -1 : 1))).toEqual([...truth.hygiene.unusedPermissions].sort((a, b) => (a.arn < b.arn ? -1 : 1)));
});

test('administrators are those who have everything, and nobody who could only get there', () => {
  const byPolicy = (arn: string) => landscape.accounts[0].policies.get(arn);
  expect(byPolicy('arn:aws:iam::aws:policy/AdministratorAccess')).toBeDefined();
  const found = new Set(of('access-administrator').map(({ resource }) => resource[0]));
  const missing = truth.chains.filter(({ end, nodes }) => !end.startsWith('self-') && !found.has(nodes[nodes.length - 1]));
  expect(missing).toEqual([]);
  expect([...found].filter((arn) => !truth.admins.includes(arn))).toEqual([]);
});

test('a finding is told once', () => {
  expect(findings.map(({ id }) => id).filter((id, at, all) => all.indexOf(id) !== at)).toEqual([]);
});

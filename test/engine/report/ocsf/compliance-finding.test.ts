import { problems, versions } from './validate';
import { complianceFinding } from '../../../../src/engine/report/ocsf/compliance-finding';
import { findings } from '../findings/support';
import { sampleFinding } from '../sample';

type Json = Record<string, unknown>;

test.each(versions)('every finding is a valid event of %s', (version) => {
  for (const finding of findings) expect([finding.id, problems(complianceFinding(finding) as Json, 'compliance_finding', version)]).toEqual([finding.id, []]);
});

test('the validator finds what is wrong', () => {
  const event = complianceFinding(findings[0]) as Json;
  const wrong: [Json, string][] = [
    [{ compliance: undefined }, 'event.compliance is missing'], [{ compliance: {} }, 'event.compliance.standards is missing'], [{ remediation: {} }, 'event.remediation.desc is missing'],
    [{ evidences: [] }, 'event.evidences is no attribute'], [{ class_uid: 2004 }, 'class does not fit'], [{ status_id: 9 }, 'status_id is 9'],
  ];
  for (const [part, message] of wrong) expect(problems({ ...event, ...part }, 'compliance_finding', '1.3.0').join('; ')).toContain(message);
});

test('tells the standards with their requirements, the result and the remedy', () => {
  const finding = { ...sampleFinding(0), status: 'fail' as const, check: 'own', frameworks: { cis: { '3.0': ['2.1'], '7.0': ['3.1'] }, fsbp: ['S3.8'] }, remedy: { cli: 'aws x', cdk: 'new X();' } };
  expect(complianceFinding(finding)).toMatchObject({
    type_uid: 200302,
    status_id: 1,
    compliance: { control: 'own', status_id: 3, status: 'Fail', standards: ['CIS 7.0', 'CIS 3.0', 'AWS FSBP'], requirements: ['CIS 7.0 3.1', 'CIS 3.0 2.1', 'AWS FSBP S3.8'] },
    remediation: { desc: 'AWS CLI:\naws x\n\nAWS CDK:\nnew X();' },
  });
  expect(complianceFinding({ ...finding, status: 'suppressed', lastSeen: finding.firstSeen })).toMatchObject({ type_uid: 200301, status_id: 3, compliance: { status_id: 3 } });
  expect(complianceFinding({ ...finding, status: 'unknown' })).toMatchObject({ compliance: { status_id: 0 } });
  expect(complianceFinding({ ...finding, status: 'pass', frameworks: {} })).toMatchObject({ compliance: { status_id: 1, standards: ['cdk-security-scanner'], requirements: [] } });
});

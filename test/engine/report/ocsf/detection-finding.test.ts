import { problems, versions } from './validate';
import { detections } from '../../../../src/catalogue/detections';
import { compileDetections } from '../../../../src/engine/activity/compile';
import { Correlator } from '../../../../src/engine/activity/correlate/correlator';
import { findingOf } from '../../../../src/engine/activity/findings';
import { Matcher } from '../../../../src/engine/activity/matcher';
import type { ActivityFinding } from '../../../../src/engine/contracts';
import { detectionFinding } from '../../../../src/engine/report/ocsf/detection-finding';
import { corpus, record } from '../../activity/corpus';

type Json = Record<string, unknown>;

/** What fires over the corpus, and the stories. */
function all(): ActivityFinding[] {
  const [matcher, correlator] = [new Matcher(compileDetections(detections)), new Correlator()];
  const findings = corpus.map(({ event, kind }) => record(event, kind)).flatMap((each) => {
    correlator.note(each);
    return matcher.match(each).map((match) => correlator.add(findingOf(match), each));
  });
  return [...findings, ...correlator.end()];
}

const findings = all();

test.each(versions)('every finding of the corpus and every story is a valid event of %s', (version) => {
  expect(findings.length).toBeGreaterThan(500);
  expect(findings.some(({ check }) => check === 'story')).toBe(true);
  for (const finding of findings) expect([finding.id, problems(detectionFinding(finding) as Json, 'detection_finding', version)]).toEqual([finding.id, []]);
});

test('the validator finds what is wrong', () => {
  const event = detectionFinding(findings[0]) as Json;
  const wrong: [Json, string][] = [
    [{ time: undefined }, 'event.time is missing'], [{ severity_id: 7 }, 'severity_id is 7'], [{ metadata: { version: '1' } }, 'event.metadata.product is missing'], [{ bogus: 1 }, 'event.bogus is no attribute'],
    [{ evidences: [{}] }, 'event.evidences[0] has none of'], [{ type_uid: 1 }, 'type_uid does not fit'], [{ time: 'now' }, 'event.time is no timestamp_t'], [{ cloud: {} }, 'event.cloud.provider is missing'],
  ];
  for (const [part, message] of wrong) expect(problems({ ...event, ...part }, 'detection_finding', '1.3.0').join('; ')).toContain(message);
});

test('tells who did what from where, the technique and the analytic', () => {
  const stop = {
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    eventTime: '2026-03-15T09:05:00Z',
    awsRegion: 'eu-west-1',
    recipientAccountId: '111122223333',
    sourceIPAddress: '198.51.100.7',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice', accountId: '111122223333' },
  };
  const finding = new Matcher(compileDetections(detections)).match(record(stop)).map(findingOf).find(({ check }) => check === 'cloudtrail-logging-stopped')!;
  expect(detectionFinding(finding)).toMatchObject({
    class_uid: 2004,
    type_uid: 200401,
    severity: 'High',
    severity_id: 4,
    time: Date.parse(finding.lastSeen),
    finding_info: {
      uid: finding.id,
      title: finding.title,
      analytic: { uid: 'cloudtrail-logging-stopped', type_id: 1 },
      attacks: [{ technique: { uid: 'T1562' }, sub_technique: { uid: 'T1562.008' }, tactic: { name: 'Defense Evasion' } }],
    },
    cloud: { provider: 'AWS', region: finding.region, account: { uid: finding.accountId } },
    evidences: [{ src_endpoint: { ip: '198.51.100.7' }, actor: { user: { uid: finding.evidence.actor } }, api: { operation: 'StopLogging', service: { name: 'cloudtrail.amazonaws.com' } } }],
  });
});

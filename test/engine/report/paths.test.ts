import { samplePath } from './chapters-sample';
import { sampleFinding, whole } from './sample';
import type { Finding } from '../../../src/engine/contracts';
import { pathsChapter } from '../../../src/engine/report/paths/chapter';
import { nameOf } from '../../../src/engine/report/paths/picture';
import { pathOf, PathCollector } from '../../../src/engine/report/paths/told';

const on = (path: string, severity: Finding['severity'], status: Finding['status'] = 'fail'): Finding => ({ ...sampleFinding(0), severity, status, evidence: { attackPath: samplePath(path) } });

function collected(...findings: Finding[]): PathCollector {
  const collector = new PathCollector();
  findings.forEach((finding) => collector.take(finding));
  return collector;
}

test('a path is told once, with its failed findings by severity, the worst path first', () => {
  const all = collected(on('a', 'high'), on('b', 'critical'), on('a', 'low'), on('a', 'high'), on('c', 'critical', 'suppressed'), sampleFinding(0)).all();
  expect(all.map(({ findings }) => findings)).toEqual([
    { critical: 1, high: 0, medium: 0, low: 0, informational: 0 }, { critical: 0, high: 2, medium: 0, low: 1, informational: 0 },
  ]);
});

test('evidence that is no path is none', () => {
  for (const attackPath of [undefined, {}, { hops: [] }, { hops: 'x', because: [] }, { hops: [{}] }]) expect(pathOf({ evidence: { attackPath } })).toBeUndefined();
});

test('further paths than have a picture are told in a line, each with its place', async () => {
  const chapter = pathsChapter(collected(...Array.from({ length: 130 }, (_, at) => on(`i-${at}`, 'high'))))!;
  const page = await whole((async function* () { for (const { markup } of chapter.markup()) yield markup; })());
  expect([page.match(/<svg class="route"/g), page.match(/<li id="path-/g), new Set(page.match(/id="path-\w+"/g)).size].map((each) => (Array.isArray(each) ? each.length : each))).toEqual([100, 30, 130]);
  expect(pathsChapter(collected(sampleFinding(0)))).toBeUndefined();
});

test.each([
  ['global:internet', 'Internet', 'everybody'],
  ['arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc', 'i-0abc', 'instance'],
  ['arn:aws:s3:::customers', 'customers', 'bucket'],
  ['arn:aws:iam::111122223333:role/app/web', 'web', 'role'],
  ['arn:aws:iam::111122223333:role/web/policy/read', 'read', 'policy'],
  ['arn:aws:lambda:eu-west-1:111122223333:function:orders', 'orders', 'function'],
  ['arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/front/50dc6c495c0c9188', 'front', 'load balancer'],
  ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:app/db-AbCdEf', 'app/db-AbCdEf', 'secret'],
  ['arn:aws:rds:eu-west-1:111122223333:db:customers', 'customers', 'database'],
  ['arn:aws:sqs:eu-west-1:111122223333:orders', 'orders', 'sqs'],
])('%s is shown as %s, %s', (key, name, kind) => expect(nameOf(key)).toEqual({ name, kind }));

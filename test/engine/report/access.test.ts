import { arn, chains, edge, entitlements, node } from './access-sample';
import type { Picture } from '../../../src/engine/access/picture';
import type { Finding } from '../../../src/engine/contracts';
import { accessChapter } from '../../../src/engine/report/access/chapter';
import { box, layOut } from '../../../src/engine/report/access/layout';

const finding = (check: string, severity: Finding['severity'], resource: string): Finding => ({
  id: `${check}|${resource}`,
  source: 'access',
  check,
  service: 'iam',
  severity,
  status: 'fail',
  resource: [resource],
  resourceType: 'aws_iam_role',
  resourceName: resource,
  accountId: '111122223333',
  region: 'global',
  title: `Title of ${check}`,
  reason: `because of ${resource}`,
  remedy: { cli: 'aws iam help', cdk: '' },
  frameworks: {},
  firstSeen: '2026-11-01T00:00:00Z',
  lastSeen: '2026-11-01T00:00:00Z',
  evidence: {},
});

const page = async (...given: Parameters<typeof accessChapter>) => [...(await accessChapter(...given))!.markup()].map(({ markup }) => markup).join('');

test('every step goes to the right, and no two nodes meet', () => {
  const picture = chains();
  const { nodes, width, height } = layOut(picture);
  for (const { from, to } of picture.edges) expect(nodes.get(from)!.x).toBeLessThan(nodes.get(to)!.x);
  const placed = [...nodes.values()];
  expect(placed).toHaveLength(picture.nodes.length);
  for (const one of placed) {
    expect(one.x >= 0 && one.y >= 0 && one.x + box.width <= width && one.y + box.height <= height).toBe(true);
    for (const other of placed) if (one !== other && one.x === other.x) expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(box.height);
  }
});

test('a circle is laid out as well, and who makes itself an administrator', () => {
  const picture: Picture = { nodes: ['role/a', 'role/b', 'role/c'].map((name) => node(arn(name))), edges: [edge(arn('role/a'), arn('role/b')), edge(arn('role/b'), arn('role/a')), edge(arn('role/c'), arn('role/c'))], shown: 3, of: 3 };
  expect(layOut(picture).nodes.size).toBe(3);
});

test('the picture is there in words too, and says what it leaves out', async () => {
  const markup = await page(entitlements({ ...chains(), of: 25 }), []);
  expect(markup.match(/class="node /g)).toHaveLength(11);
  expect(markup).toContain('15 more do not fit in here');
  const words = /<details class="words">.*?<\/details>/s.exec(markup)![0];
  expect(words.match(/<li>/g)).toHaveLength(10);
  expect(words).toContain(`<code>${arn('role/chain1-0')}</code> → <code>${arn('role/admin')}</code>: Assume the role`);
});

test('findings are listed by kind, the worst first, with how many there are', async () => {
  const findings = [...Array.from({ length: 60 }, (_, at) => finding('access-low', 'low', arn(`role/l${at}`))), finding('access-bad', 'critical', arn('role/x'))];
  const markup = await page(entitlements(chains()), findings);
  expect(markup.indexOf('Title of access-bad')).toBeLessThan(markup.indexOf('Title of access-low'));
  expect(markup).toContain('60 findings');
  expect(markup).toContain('20 more are in the lake');
});

test('what a scan could not see is said; names are escaped', async () => {
  const markup = await page(entitlements({ nodes: [], edges: [], shown: 0, of: 0 }, {
    unread: [{ accountId: '111122223333', reason: '<script>' }], sensitive: [{ resource: 'arn:aws:s3:::orders', reaching: 2 }], unknown: ['Nothing is meant.'],
  }), []);
  expect(markup).toContain('Of account 111122223333 nothing can be said: &lt;script&gt;');
  expect(markup).toContain('reached by 2 users and roles');
  expect(markup).toContain('Nothing is meant.');
  expect(markup).not.toContain('<svg');
});

test('without a scan of access there is no chapter', async () => {
  expect(await accessChapter(undefined, [])).toBeUndefined();
});

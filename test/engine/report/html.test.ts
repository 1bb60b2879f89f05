import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanSummary, nastyNames, sampleFinding, sampleFindings, sampleSummary, whole } from './sample';
import type { Finding } from '../../../src/engine/contracts';
import { htmlReport } from '../../../src/engine/report/html';

const hash = (text: string) => createHash('sha256').update(text).digest('base64');
const loaders = /fetch|XMLHttpRequest|import|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|https?:/;
const tags = (page: string) => page.match(/<[a-z][^>]*>/g) ?? [];
let page: string;

beforeAll(async () => { page = await whole(htmlReport(sampleSummary(), sampleFindings(), { why: (check) => `Why ${check} matters.` })); });

describe('one file', () => {
  test('refers to nothing outside itself', () => {
    for (const tag of tags(page)) expect(tag).not.toMatch(/\s(?:src|srcset|action|data|poster|background|ping|style|on\w+)=/);
    for (const tag of tags(page).filter((each) => / href=/.test(each))) expect(tag).toMatch(/ href="#[a-z]+"/);
    expect(page).not.toMatch(/<(?:link|iframe|img|object|embed|base|image|use|audio|video)\b/);
    expect(page.match(/<style>([^]*?)<\/style>/)![1]).not.toMatch(/url\(|@import|@font-face|https?:/);
    expect(page.match(/<script>([^]*?)<\/script>/)![1]).not.toMatch(loaders);
  });

  test('allows exactly its own style and script', () => {
    const policy = page.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)![1];
    const styles = [...page.matchAll(/<style>([^]*?)<\/style>/g)];
    const scripts = [...page.matchAll(/<script\b[^>]*>([^]*?)<\/script>/g)];
    expect([styles.length, scripts.length]).toEqual([1, 1]);
    expect(policy.split('; ')).toEqual([
      "default-src 'none'", `style-src 'sha256-${hash(styles[0][1])}'`, `script-src 'sha256-${hash(scripts[0][1])}'`, "base-uri 'none'", "form-action 'none'",
    ]);
  });

  test('quotes every attribute it fills in', () => {
    const folder = join(__dirname, '../../../src/engine/report');
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) expect(readFileSync(join(folder, file), 'utf8').match(/html`[^`]*\s[a-z-]+=\$\{/g) ?? []).toEqual([]);
  });
});

describe('text from AWS', () => {
  test.each(nastyNames)('stays text: %j', async (name) => {
    const nasty: Finding = {
      ...sampleFinding(1),
      check: name,
      title: name,
      service: name,
      resourceName: name,
      accountId: name,
      region: name,
      resource: [name],
      reason: name,
      remedy: { cli: name, cdk: name },
      firstSeen: name,
      frameworks: { fsbp: [name] },
    };
    const gap = { action: name, code: name, denied: false };
    const [unit] = sampleSummary().ledger;
    const summary = (text: string) => sampleSummary({
      run: text,
      startedAt: text,
      lake: text,
      regions: [text],
      inventory: { [text]: 1 },
      accounts: [{ accountId: text, name: text }],
      refused: [{ accountId: text, reason: text }],
      scores: [{ accountId: text, region: text, score: 1, confidence: 1, fail: 1, pass: 1, unknown: 1 }],
      denied: [{ action: text, units: 1 }],
      ledger: [{ ...unit, status: 'partial', accountId: text, region: text, service: text, unread: [{ ...gap, action: text, code: text }] }],
    });
    const plain = JSON.parse(JSON.stringify(nasty, (_, value) => value === name ? 'plain' : value)) as Finding;
    const withName = await whole(htmlReport(summary(name), [nasty], { why: () => name }));
    const without = await whole(htmlReport(summary('plain'), [plain], { why: () => 'plain' }));
    const shape = (text: string) => tags(text).map((tag) => tag.replace(/"[^"]*"/g, '""'));
    expect(shape(withName)).toEqual(shape(without));
  });

  test('is never part of a policy to copy unless it is one IAM action', async () => {
    const text = await whole(htmlReport(sampleSummary({ denied: [{ action: 's3:*', units: 1 }, { action: '*', units: 1 }, { action: 'sts:AssumeRole', units: 1 }] }), []));
    expect(text).not.toContain('2012-10-17');
  });
});

describe('what it says', () => {
  test('lists failed and unknown findings only', async () => {
    const statuses = ['fail', 'pass', 'unknown', 'suppressed'] as const;
    const findings = statuses.map((status) => ({ ...sampleFinding(1), status, resourceName: `the-${status}-one` }));
    const text = await whole(htmlReport(sampleSummary(), findings));
    expect(statuses.filter((status) => text.includes(`the-${status}-one`))).toEqual(['fail', 'unknown']);
  });

  test('shows what could not be read, with the policy that grants it', () => {
    const policy = page.match(/aria-label="Policy"><code>([^<]+)<\/code>/)![1].replace(/&quot;/g, '"');
    expect(JSON.parse(policy)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Sid: 'ReadWhatTheScanCouldNot', Effect: 'Allow', Action: ['kms:ListKeys', 's3:GetBucketPublicAccessBlock'], Resource: '*' }],
    });
    expect(page).toContain('ThrottlingException');
  });

  test('names accounts that could not be entered, and grants nothing for them', async () => {
    const refused = { refused: [{ accountId: '444455556666', reason: 'The trust policy says no' }], denied: [{ action: 'sts:AssumeRole', units: 12 }] };
    const text = await whole(htmlReport(sampleSummary(refused), []));
    expect(text).toContain('The trust policy says no');
    expect(text).not.toContain('sts:AssumeRole');
  });

  test('shows the trend of an account that was scanned before', async () => {
    const [{ accountId }, other] = sampleSummary().accounts;
    const trends = new Map([[accountId, [10, 60, 40].map((score, at) => ({ startedAt: `2026-11-0${at * at + 1}T00:00:00.000Z`, score }))], [other.accountId, [{ startedAt: '2026-11-01T00:00:00.000Z', score: 1 }]]]);
    const text = await whole(htmlReport(sampleSummary(), [], { trends }));
    expect(text.match(/<svg class="trend"[^>]* aria-label="([^"]*)"/g)).toHaveLength(1);
    expect(text).toContain('aria-label="Score 10 to 40 in 3 runs"');
    // By their times: the second of 1, 2 and 5 November is a quarter of the way; the higher score is the higher point.
    const points = /<polyline points="([^"]*)"/.exec(text)![1].split(' ').map((pair) => pair.split(',').map(Number));
    expect((points[1][0] - points[0][0]) / (points[2][0] - points[0][0])).toBeCloseTo(0.25);
    expect([points[1][1] < points[2][1], points[2][1] < points[0][1]]).toEqual([true, true]);
    expect(page).not.toContain('class="trend"');
  });

  test('says so when there is nothing to say', async () => {
    const clean = await whole(htmlReport(cleanSummary(), []));
    expect(clean).toContain('Nothing to fix');
    expect(clean).not.toContain('id="unread"');
    expect(await whole(htmlReport({ ...cleanSummary(), scores: [], inventory: {}, ledger: [] }, []))).toContain('No check applied');
  });

  test('shows a remedy once where it is the same for all, else with each resource', async () => {
    const same = [1, 2].map((at) => ({ ...sampleFinding(1), id: String(at) }));
    const own = same.map((finding, at) => ({ ...finding, remedy: { cli: `aws one ${at}`, cdk: '' } }));
    const panels = async (findings: Finding[]) => (await whole(htmlReport(sampleSummary(), findings))).match(/class="panel/g)!.length;
    expect([await panels(same), await panels(own)]).toEqual([2, 2]);
  });

  test('reads findings as they come, and comes in chunks', async () => {
    async function* slowly() { yield* sampleFindings(2000); }
    const sizes: number[] = [];
    for await (const chunk of htmlReport(sampleSummary(), slowly())) sizes.push(chunk.length);
    expect(sizes.length).toBeGreaterThan(5);
    expect(Math.max(...sizes)).toBeLessThan(150_000);
  });
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { arn, chains, entitlements } from './access-sample';
import { activityStories } from './activity-sample';
import { onPaths, sampleChapters } from './chapters-sample';
import { cryptoSample, NOW } from './crypto-sample';
import { cleanSummary, nastyNames, sampleFindings, sampleSummary, whole } from './sample';
import { accessChapter } from '../../../src/engine/report/access/chapter';
import { box } from '../../../src/engine/report/access/layout';
import { activityChapter } from '../../../src/engine/report/activity';
import { cryptoChapter } from '../../../src/engine/report/crypto';
import { htmlReport } from '../../../src/engine/report/html';

jest.setTimeout(120_000);

// A single process ends with its first page; without web security the page would be tested in an easier world than its own.
const unwanted = ['--single-process', '--disable-web-security', '--allow-running-insecure-content'];

/** The Chromium of the development dependency, which is an ES module and so out of reach of this one. */
function bundledChromium(): { executablePath: string; args: string[] } {
  const script = "import c from '@sparticuz/chromium'; console.log(JSON.stringify({ executablePath: await c.executablePath(), args: c.args }))";
  const { executablePath, args } = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: __dirname, encoding: 'utf8' }));
  return { executablePath, args: (args as string[]).filter((argument) => !unwanted.includes(argument)) };
}

const folder = mkdtempSync(join(tmpdir(), 'report-'));
const findings = onPaths(sampleFindings());
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
let page: Page;
let problems: string[];
let requests: string[];

async function open(file: string, settings: Parameters<Browser['newPage']>[0] = {}) {
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...settings });
  problems = [];
  requests = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('dialog', (dialog) => { problems.push(dialog.message()); void dialog.dismiss(); });
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(join(folder, file)).href);
}

const visibleRows = () => page.evaluate<number>("[...document.querySelectorAll('.rows > li')].filter((row) => !row.closest('[hidden]')).length");
const filter = (name: string) => page.locator(`select[name=${name}]`);
const shown = () => page.locator('output[name=shown]');
const matching = (test: (finding: typeof findings[number]) => boolean) => findings.filter(test).length;

beforeAll(async () => {
  const trends = new Map(sampleSummary().accounts.slice(1).map(({ accountId }, row) =>
    [accountId, Array.from({ length: 9 }, (_, at) => ({ startedAt: new Date(Date.UTC(2026, 9, 1 + at * at / 2)).toISOString(), score: 80 - row * 30 + at * 5 * (row - 1) }))]));
  const activity = (await activityChapter(nastyNames.flatMap(activityStories)))!;
  const access = (await accessChapter(entitlements(chains()), []))!;
  const chapters = [...sampleChapters(findings), access, cryptoChapter(await cryptoSample(nastyNames), NOW)!, activity];
  writeFileSync(join(folder, 'report.html'), await whole(htmlReport(sampleSummary(), findings, { why: () => 'Why it matters.', trends, chapters })));
  writeFileSync(join(folder, 'clean.html'), await whole(htmlReport(cleanSummary(), [])));
  browser = await chromium.launch(bundledChromium());
});

afterEach(async () => {
  expect(problems).toEqual([]);
  expect(requests).toHaveLength(1);
  await page.close();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

test('names from AWS are shown and do nothing', async () => {
  await open('report.html');
  expect(await page.title()).toBe('Cloud security report, 24 November 2026');
  expect(await page.locator('main img, main script, main b b').count()).toBe(0);
  const names = await page.locator('.what b').allTextContents();
  for (const name of nastyNames.slice(0, 5)) expect(names).toContain(name);
});

test('filters by click', async () => {
  await open('report.html');
  expect(await shown().textContent()).toBe('60 findings');
  await page.getByRole('button', { name: 'High', exact: true }).click();
  expect(await visibleRows()).toBe(matching(({ severity }) => severity === 'high'));
  await filter('account').selectOption('222233334444');
  expect(await visibleRows()).toBe(matching(({ severity, accountId }) => severity === 'high' && accountId === '222233334444'));
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await shown().filter({ hasText: /^60 findings$/ }).waitFor();
  await filter('service').selectOption('s3');
  expect(await visibleRows()).toBe(matching(({ service }) => service === 's3'));
  await filter('framework').selectOption('CIS 7.0');
  expect(await visibleRows()).toBe(matching(({ service, frameworks }) => service === 's3' && frameworks.cis !== undefined));
  await filter('status').selectOption('unknown');
  expect(await visibleRows()).toBe(matching(({ service, frameworks, status }) => service === 's3' && frameworks.cis !== undefined && status === 'unknown'));
});

test('filters by keyboard', async () => {
  await open('report.html');
  await page.keyboard.press('/');
  await page.keyboard.type('eu-west-1 KMS');
  await shown().filter({ hasText: ' of ' }).waitFor();
  expect(await visibleRows()).toBe(matching(({ region, service }) => region === 'eu-west-1' && service === 'kms'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await page.getByRole('button', { name: 'High', exact: true }).getAttribute('aria-pressed')).toBe('true');
  await page.getByText('No finding matches these filters.').waitFor();
});

test('a score leads to its findings', async () => {
  await open('report.html');
  await page.getByRole('link', { name: /^staging \(222233334444\), eu-west-1/ }).click();
  expect(await visibleRows()).toBe(matching(({ accountId, region }) => accountId === '222233334444' && region === 'eu-west-1'));
});

test('a check opens to its remedy in tabs, by keyboard too', async () => {
  await open('report.html');
  const check = page.locator('details.check', { hasText: 'S3 buckets block public access' });
  await check.locator('summary').focus();
  await page.keyboard.press('Enter');
  await check.getByRole('tab', { name: 'CLI' }).focus();
  await page.keyboard.press('ArrowRight');
  expect(await check.getByRole('tab', { name: 'CDK' }).getAttribute('aria-selected')).toBe('true');
  expect(await check.getByRole('tabpanel').locator('code').innerText()).toContain('BLOCK_ALL');
  await check.getByRole('button', { name: 'Copy' }).click();
  await check.getByRole('button', { name: /Copied|Selected/ }).waitFor();
});

test.each([1280, 400])('fits %i pixels', async (width) => {
  await open('report.html', { viewport: { width, height: 900 } });
  await page.getByRole('button', { name: 'Open all' }).click();
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
});

test('prints every finding', async () => {
  await open('report.html', { viewport: { width: 794, height: 1100 } });
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.filters').isVisible()).toBe(false);
  const heights = await page.evaluate<number[]>("[...document.querySelectorAll('.rows > li')].map((row) => row.getBoundingClientRect().height)");
  expect(heights).toHaveLength(60);
  expect(Math.min(...heights)).toBeGreaterThan(10);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(794);
  expect(await page.evaluate<string[]>("[...document.querySelectorAll('.panel pre')].filter((code) => code.scrollWidth > code.clientWidth).map((code) => code.textContent)")).toEqual([]);
});

test('is readable without JavaScript', async () => {
  await open('report.html', { javaScriptEnabled: false });
  expect(await page.locator('.filters').isVisible()).toBe(false);
  const check = page.locator('details.check').first();
  await check.locator('summary').click();
  expect(await check.locator('.rows > li').first().isVisible()).toBe(true);
  expect(await check.locator('.panel').nth(1).isVisible()).toBe(true);
});

test('has landmarks, headings in order and a name on everything to operate', async () => {
  await open('report.html');
  await page.getByRole('button', { name: 'Open all' }).click();
  for (const role of ['banner', 'main', 'contentinfo', 'search', 'navigation'] as const) expect(await page.getByRole(role).count()).toBe(1);
  const levels = await page.evaluate<number[]>("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) => Number(tagName[1]))");
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
  const nameless = await page.evaluate<string[]>(`[...document.querySelectorAll('button, input, select, a, summary, [tabindex="0"]')]
    .filter((element) => !(element.labels?.[0] ?? element).textContent.trim() && !element.getAttribute('aria-label')).map(({ outerHTML }) => outerHTML)`);
  expect(nameless).toEqual([]);
  const ids = await page.evaluate<string[]>("[...document.querySelectorAll('[id]')].map(({ id }) => id)");
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(['light', 'dark'] as const)('has enough contrast in %s', async (colorScheme) => {
  await open('report.html', { colorScheme });
  await page.getByRole('button', { name: 'Open all' }).click();
  const faint = await page.evaluate<string[]>(`(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const rgb = (color) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
    const light = (color) => rgb(color).slice(0, 3).map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
      .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const behind = (element) => { for (let at = element; at; at = at.parentElement) { const color = getComputedStyle(at).backgroundColor; if (rgb(color)[3] === 255) return color; } return 'white'; };
    const faint = new Set();
    for (const element of document.querySelectorAll('body *')) {
      if (element.disabled || element.closest('svg, script, option') || ![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
      const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x);
      if ((a + 0.05) / (b + 0.05) < 4.5) faint.add(element.tagName + '.' + element.className + ' ' + ((a + 0.05) / (b + 0.05)).toFixed(2));
    }
    return [...faint];
  })()`);
  expect(faint).toEqual([]);
});

// What the other rules look at is the same in every colour.
test.each([['dark', {}], ['light', { runOnly: ['color-contrast'] }]] as const)('axe finds no serious or critical violation in %s, nor on the page of a resource', async (colorScheme, only) => {
  await open('report.html', { colorScheme, viewport: { width: 400, height: 900 } });
  // One of a kind is enough: what is closed is not looked at.
  await page.evaluate("for (const kind of ['.check', '.attack', '.story', '.framework', '.gaps details']) { const one = document.querySelector(kind); if (one) one.open = true; }");
  await page.evaluate(axe);
  const violations = (of: string) => page.evaluate<string[]>(`axe.run('${of}', ${JSON.stringify({ resultTypes: ['violations'], ...only })}).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ': ' + nodes[0].html + ' ' + nodes[0].failureSummary))`);
  expect(await violations('html')).toEqual([]);
  await page.locator('.rows .resource').first().click();
  expect(await violations('dialog')).toEqual([]);
});

test('a framework answers requirement by requirement, and leads to the findings of a check', async () => {
  await open('report.html');
  await page.locator('.framework summary', { hasText: 'CIS AWS' }).click();
  expect(await page.locator('.framework[open] tbody tr').count()).toBeGreaterThan(60);
  const link = page.locator('.framework[open] a.to-check[data-check="kms-key-rotates"]');
  await link.first().focus();
  await page.keyboard.press('Enter');
  await page.locator('details.check[open]', { hasText: 'Customer managed KMS keys rotate automatically' }).waitFor();
});

test('a resource has a page with all that is listed of it, and the picture of its path', async () => {
  await open('report.html');
  await page.locator('details.check', { has: page.locator('a.raised') }).first().locator('summary').click();
  const row = page.locator('.rows > li', { has: page.locator('a.raised') }).first();
  const key = (await row.locator('code').first().textContent())!;
  await row.locator('.resource').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  expect(await dialog.locator('header code').textContent()).toBe(key);
  expect(await dialog.locator('.found > li').count()).toBe(matching(({ resource }) => resource[0] === key));
  expect(await dialog.locator('svg.route').count()).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  expect(await page.evaluate<string>('document.activeElement.className')).toBe('resource');
});

test('a finding leads to its path', async () => {
  await open('report.html');
  await page.locator('details.check', { has: page.locator('a.raised') }).first().locator('summary').click();
  const link = page.locator('a.raised').first();
  const id = (await link.getAttribute('href'))!.slice(1);
  await link.click();
  await page.locator(`details[id="${id}"][open] .hops`).waitFor();
});

describe('the picture of who leads where', () => {
  const figure = () => page.locator('figure.graph');
  const nodeOf = (name: string) => figure().locator(`[data-id="${arn(name)}"]`);
  const view = async () => (await figure().locator('> svg').getAttribute('viewBox'))!.split(' ').map(Number);
  const lit = () => figure().locator('.edge.lit').count();

  test('shows the paths through whom one clicks, zooms by button and by wheel, and follows the mouse', async () => {
    await open('report.html');
    await nodeOf('role/chain3-1').click();
    expect(await lit()).toBe(3);
    expect(await figure().locator('.node.lit').count()).toBe(4);
    expect(await figure().locator('.chosen').textContent()).toContain('leads on to 2, and 1 lead to it. ');
    await nodeOf('role/chain3-1').click();
    expect(await lit()).toBe(0);
    const [,, all] = await view();
    for (let times = 0; times < 3; times++) await figure().getByRole('button', { name: 'Zoom in' }).click();
    const [left, top, wide] = await view();
    expect(wide).toBeLessThan(all);
    await figure().locator('> svg').scrollIntoViewIfNeeded();
    // Somewhere between the nodes.
    const [x, y] = await page.evaluate<number[]>(`(() => {
      const svg = document.querySelector('figure.graph > svg');
      const { left, top, width, height } = svg.getBoundingClientRect();
      for (let x = left + 60; x < left + width; x += 10) for (let y = top + 60; y < top + height; y += 10) if (document.elementFromPoint(x, y) === svg) return [x, y];
    })()`);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 40, y - 28);
    await page.mouse.up();
    const moved = await view();
    expect(moved[0]).toBeGreaterThan(left);
    expect(moved[1]).toBeGreaterThan(top);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await page.waitForFunction(`Number(document.querySelector('figure.graph > svg').getAttribute('viewBox').split(' ')[2]) < ${wide}`);
    await figure().getByRole('button', { name: 'Whole picture' }).click();
    expect((await view())[2]).toBe(all);
  });

  test('does the same by keyboard, and brings into view what the focus comes to', async () => {
    await open('report.html');
    await figure().locator('> svg').focus();
    const all = await view();
    for (let times = 0; times < 5; times++) await page.keyboard.press('+');
    const near = await view();
    expect(near[2]).toBeLessThan(all[2]);
    await page.keyboard.press('ArrowRight');
    expect((await view())[0]).toBeGreaterThan(near[0]);
    for (let tab = 0; tab < 11; tab++) {
      await page.keyboard.press('Tab');
      const [left, top, wide, high] = await view();
      const [x, y] = (await page.evaluate<string>("document.activeElement.getAttribute('transform')")).match(/[\d.]+/g)!.map(Number);
      expect(left <= x && x + box.width <= left + wide && top <= y && y + box.height <= top + high).toBe(true);
    }
    await nodeOf('role/chain4-0').focus();
    await page.keyboard.press('Enter');
    expect(await lit()).toBe(4);
    await page.keyboard.press('Escape');
    expect(await lit()).toBe(0);
    await page.keyboard.press('0');
    expect((await view())[2]).toBeGreaterThan(near[2]);
  });
});

test('a scan without findings says so', async () => {
  await open('clean.html');
  await page.getByText('Nothing to fix').waitFor();
  expect(await page.locator('#unread').count()).toBe(0);
});

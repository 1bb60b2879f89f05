/**
 * How fast the HTML report is: made of many findings, opened in Chromium, filtered; with `--pictures <folder>` pictures of it in light, dark, narrow
 * and print. Run: npx projen bench:report [--pictures <folder>]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Table from 'cli-table3';
import { chromium, type Browser } from 'playwright-core';
import { checks } from '../src/catalogue/checks';
import type { Finding } from '../src/engine/contracts';
import { htmlReport } from '../src/engine/report/html';
import { onPaths, sampleChapters } from '../test/engine/report/chapters-sample';
import { sampleFinding, sampleSummary, whole } from '../test/engine/report/sample';

const FINDINGS = Number(process.env.FINDINGS ?? 20_000);

/** Findings of all checks of the catalogue, two or three to a resource. */
function finding(at: number): Finding {
  const check = checks[(at * 7) % checks.length];
  const { id, severity, title, remedy, service, frameworks, entity } = check;
  const base = sampleFinding(at);
  const resource = `arn:aws:${service}:${base.region}:${base.accountId}:${entity}/${Math.floor(at / 2.5)}`;
  return { ...base, id: `${id}|${resource}`, check: id, severity, title, remedy, service, frameworks, resource: [resource], resourceName: `${service}-${Math.floor(at / 2.5)}`, resourceType: entity };
}

function executable(): { executablePath: string; args: string[] } {
  const script = "import c from '@sparticuz/chromium'; console.log(JSON.stringify({ executablePath: await c.executablePath(), args: c.args.filter((a) => a !== '--single-process') }))";
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: __dirname, encoding: 'utf8' })) as { executablePath: string; args: string[] };
}

/** The renderers of every browser on this machine, by process id. */
const renderers = () => execFileSync('sh', ['-c', 'pgrep -f type=renderer || true'], { encoding: 'utf8' }).split('\n').filter(Boolean);

/** Milliseconds of CPU that processes have had (Linux); those that have ended count nothing. */
const cpuOf = (pids: readonly string[]) => pids.reduce((sum, pid) => {
  const file = `/proc/${pid}/schedstat`;
  return sum + (existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : 0);
}, 0);

/** Milliseconds from a change of the filters to the frame that shows it. */
const filtering = (change: string) => `new Promise((done) => { const from = performance.now(); ${change};
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - from))); })`;

async function measured(browser: Browser, file: string): Promise<Record<string, number>> {
  const others = renderers();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const from = performance.now();
  await page.goto(pathToFileURL(file).href);
  await page.locator('output[name=shown]').filter({ hasText: 'findings' }).waitFor();
  const opened = performance.now() - from;
  const cpu = cpuOf(renderers().filter((pid) => !others.includes(pid)));
  const form = "const form = document.querySelector('form.filters')";
  const click = await page.evaluate<number>(filtering("document.querySelector('[data-severity=high]').click()"));
  const select = await page.evaluate<number>(filtering(`${form}; form.elements.region.value = 'eu-west-1'; form.dispatchEvent(new Event('change'))`));
  await page.evaluate('document.querySelector("form.filters").reset()');
  await page.waitForTimeout(300);
  const words = await page.evaluate<number>(filtering(`${form}; form.elements.text.value = 'ec2-12'; form.dispatchEvent(new Event('change'))`));
  const again = await page.evaluate<number>(filtering(`${form}; form.elements.text.value = 'ec2-123'; form.dispatchEvent(new Event('change'))`));
  await page.evaluate('document.querySelector("form.filters").reset()');
  await page.waitForTimeout(300);
  await page.evaluate("document.querySelector('details.check').open = true");
  await page.locator('.rows .resource').first().waitFor();
  const dialog = await page.evaluate<number>(filtering("document.querySelector('.rows .resource').click()"));
  await page.close();
  return { 'open ms': opened, 'open CPU ms': cpu, 'filter by severity ms': click, 'filter by Region ms': select, 'first search ms': words, 'next search ms': again, 'page of a resource ms': dialog };
}

async function pictures(browser: Browser, file: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const looks = { light: { colorScheme: 'light', width: 1280 }, dark: { colorScheme: 'dark', width: 1280 }, narrow: { colorScheme: 'light', width: 400 } } as const;
  for (const [name, { colorScheme, width }] of Object.entries(looks)) {
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 1000 } });
    await page.goto(pathToFileURL(file).href);
    await page.evaluate("for (const kind of ['.check:has(a.raised)', '.framework']) document.querySelector(kind).open = true");
    for (const section of ['top', 'scores', 'findings', 'paths', 'frameworks']) {
      await page.evaluate(section === 'top' ? 'scrollTo(0, 0)' : `document.getElementById('${section}').scrollIntoView({ behavior: 'instant' })`);
      await page.waitForTimeout(200);
      await page.screenshot({ path: join(folder, `${name}-${section}.png`) });
    }
    await page.locator('.rows > li', { has: page.locator('a.raised') }).first().locator('.resource').click();
    await page.screenshot({ path: join(folder, `${name}-resource.png`) });
    await page.close();
  }
  const page = await browser.newPage({ viewport: { width: 794, height: 1123 } });
  await page.goto(pathToFileURL(file).href);
  await page.pdf({ path: join(folder, 'print.pdf'), format: 'A4' });
  await page.close();
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  const browser = await chromium.launch(executable());
  const write = async (name: string, count: number) => {
    const findings = onPaths(Array.from({ length: count }, (_, at) => finding(at)));
    const from = performance.now();
    const why = (id: string) => checks.find((check) => check.id === id)?.why;
    writeFileSync(join(folder, name), await whole(htmlReport(sampleSummary(), findings, { why, chapters: sampleChapters(findings) })));
    return performance.now() - from;
  };
  const at = process.argv.indexOf('--pictures');
  if (at > 0) {
    await write('small.html', 100);
    await pictures(browser, join(folder, 'small.html'), process.argv[at + 1]);
  } else {
    const made = await write('report.html', FINDINGS);
    const table = new Table({ style: { head: [], border: [] }, head: [`${FINDINGS} findings`, ''] });
    table.push(['made in ms', made.toFixed(0)], ['megabytes', (statSync(join(folder, 'report.html')).size / 1e6).toFixed(1)]);
    for (const [name, value] of Object.entries(await measured(browser, join(folder, 'report.html')))) table.push([name, value.toFixed(0)]);
    process.stdout.write(`${table.toString()}\n`);
  }
  await browser.close();
  rmSync(folder, { recursive: true });
}

void main();

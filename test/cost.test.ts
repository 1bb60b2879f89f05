import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { definitionOf, Interpreter } from './constructs/asl';
import { measured, paid, prices } from '../bench/cost/model';
import { bounds, costPage, ratedOperations, scanOf } from '../bench/cost/page';
import { flowOf } from '../bench/cost/rates';
import { costOf, simulate, STATES, type Setup } from '../bench/cost/simulate';
import { SecurityScanner } from '../src';
import { servicesOf } from '../src/derive/streams';

const PAGE = join(__dirname, '..', 'docs', 'reference', 'cost', 'README.md');
const setup: Setup = { accounts: 100, accountsAtOnce: 20, regionsAtOnce: 4, unitsAtOnce: 8, size: 1 };

test('the page is what the simulation says now', async () => {
  expect(existsSync(PAGE) && readFileSync(PAGE, 'utf8') === await costPage() ? 'up to date' : 'stale: run npx projen docs').toBe('up to date');
});

test('nearly every service of the catalogue was measured, and the page names the others', () => {
  const others = servicesOf().map(({ id }) => id).filter((id) => !(id in measured.services));
  expect(others.length / servicesOf().length).toBeLessThan(0.1);
  for (const id of others) expect(readFileSync(PAGE, 'utf8')).toContain(`\`${id}\``);
});

test('each price has a source, and the day on which it was read', () => {
  expect(Object.keys(prices).filter((name) => !['retrieved', 'region', 'note'].includes(name))).toEqual(paid);
  for (const { sources } of paid.map((name) => prices[name])) {
    expect(sources.length).toBeGreaterThan(0);
    for (const { address, read, dated } of sources) {
      expect([new URL(address).protocol, Number.isNaN(Date.parse(read)), read <= prices.retrieved, dated === undefined || dated <= read]).toEqual(['https:', false, true, true]);
    }
  }
});

test('states are counted as the state machine enters them', async () => {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Stack', { env: { account: '111111111111', region: 'eu-central-1' } });
  new SecurityScanner(stack, 'Scanner');
  const [accounts, regions, further] = [3, 2, 1];
  let stuck = further;
  const answers: Record<string, () => unknown> = {
    PlanAccounts: () => ({ run: 'r', startedAt: 's', key: 'accounts' }),
    PlanAccount: () => ({ batches: Array.from({ length: regions }, (_, at) => ({ accountId: '1', region: `r${at}`, services: ['s'] })) }),
    Collect: () => (stuck-- > 0 ? { services: ['s'], remaining: 1, stuck: false } : { services: [], remaining: 0, stuck: false }),
    Analyse: () => ({}),
    Publish: () => ({}),
  };
  const interpreter = new Interpreter({
    execution: 'e', read: async () => Array.from({ length: accounts }, (_, at) => `{"accountId":"${at}"}`).join('\n'), invoke: async (id) => answers[/^Scanner([A-Za-z]+?)[0-9A-F]{8}$/.exec(id)![1]](),
  });
  expect((await interpreter.run(definitionOf(Template.fromStack(stack).toJSON()))).status).toBe('SUCCEEDED');
  expect(interpreter.entered).toHaveLength(STATES.scan + accounts * STATES.account + accounts * regions * STATES.region + further * STATES.further);
});

test('more accounts cost in proportion, and more at once cost the same and end sooner', () => {
  const [few, many, wide] = [setup, { ...setup, accounts: 1000 }, { ...setup, accountsAtOnce: 60 }].map((each) => ({ scan: scanOf(each), cost: costOf(each, scanOf(each)) }));
  expect(many.cost.each / few.cost.each).toBeGreaterThan(8);
  expect(many.cost.each / few.cost.each).toBeLessThan(12);
  expect(wide.cost.each).toBeCloseTo(few.cost.each, 6);
  expect(wide.scan.seconds).toBeLessThan(few.scan.seconds);
});

test('with the defaults a scan keeps below the limits of its account, whatever the number of accounts', () => {
  for (const accounts of [10, 1000]) {
    const { peaks } = scanOf({ ...setup, accounts });
    expect([peaks.functions < bounds.functions, peaks.assumedRoles < bounds.assumedRoles, peaks.transitions < bounds.transitions]).toEqual([true, true, true]);
  }
});

test('no function runs longer than AWS Lambda lets it, however large a Region is', () => {
  const [small, large] = [1, 3000].map((size) => simulate({ ...setup, accounts: 1, size }));
  expect(large.invocations).toBeGreaterThan(small.invocations);
  expect(small.longest).toBeLessThan(bounds.seconds);
});

test('the scanner sends no more in a second than AWS lets through', async () => {
  const rated = await ratedOperations();
  expect(rated.length).toBeGreaterThan(20);
  expect(rated.filter(({ peak, rate, burst }) => peak > rate + burst)).toEqual([]);
  const { seconds, peak } = await flowOf('route53', 'GetHostedZone', 150, 16);
  expect([Math.floor(seconds), peak <= 60]).toEqual([10, true]);
});

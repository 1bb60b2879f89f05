import { assumed, callsOf, measured, paid, prices } from './model';
import { flowOf, isRated } from './rates';
import { analysisSeconds, costOf, simulate, type Setup, type Simulated } from './simulate';
import { servicesOf } from '../../src/derive/streams';
import { ratesOf } from '../../src/engine/collect/rates';
import limits from '../../test/facts/limits.json';

const number = (value: number, digits = 0) => value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const dollars = (value: number) => `$${number(value, value < 100 ? 2 : 0)}`;
const time = (seconds: number) => (seconds < 120 ? `${number(seconds)} s` : seconds < 7200 ? `${number(seconds / 60)} min` : `${number(seconds / 3600, 1)} h`);
const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** The size of an account in the middle: as large as was measured. */
const SIZE = 1;
const DEFAULTS = { regionsAtOnce: 4, unitsAtOnce: 8, size: SIZE };
const SETUPS: readonly Setup[] = [
  { accounts: 10, accountsAtOnce: 20, ...DEFAULTS },
  { accounts: 100, accountsAtOnce: 20, ...DEFAULTS },
  { accounts: 1000, accountsAtOnce: 20, ...DEFAULTS },
  { accounts: 1000, accountsAtOnce: 60, ...DEFAULTS },
  { accounts: 10_000, accountsAtOnce: 60, ...DEFAULTS },
  { accounts: 10_000, accountsAtOnce: 200, ...DEFAULTS },
];

const scans = new Map<string, Simulated>();

/** A scan, simulated once. */
export function scanOf(setup: Setup): Simulated {
  const key = JSON.stringify(setup);
  const scan = scans.get(key) ?? simulate(setup);
  scans.set(key, scan);
  return scan;
}

/** A rate that AWS documents for an operation, and the most that a scan sends of it. */
export interface Rated { readonly operation: string; readonly calls: number; readonly peak: number; readonly rate: number; readonly burst: number }

/** The operations of a Region of a large account whose rate is documented. */
export async function ratedOperations(size = 10 * SIZE): Promise<Rated[]> {
  const rated: Rated[] = [];
  for (const service of Object.keys(measured.services)) {
    for (const [name, calls] of callsOf(service, size)) {
      const [prefix, operation] = name.split(':');
      if (!isRated(prefix, operation)) continue;
      const [{ rate, burst = rate }] = [...ratesOf(prefix, operation)].sort((a, b) => a.rate - b.rate);
      const { peak } = await flowOf(prefix, operation, Math.ceil(calls), assumed.describedAtOnce);
      rated.push({ operation: name, calls: Math.ceil(calls), peak, rate, burst });
    }
  }
  return rated.sort((a, b) => b.peak / (b.rate + b.burst) - a.peak / (a.rate + a.burst));
}

function costTable(): string {
  const rows = SETUPS.map((setup) => {
    const scan = scanOf(setup);
    const { lambda, stepFunctions, s3, kms, logs, athena, each, month } = costOf(setup, scan);
    const costs = [lambda, stepFunctions, s3, kms, logs, athena, each, month].map(dollars);
    return [number(setup.accounts), number(setup.accountsAtOnce), time(scan.seconds), number(scan.gbSeconds), ...costs];
  });
  return table(['accounts', 'at once', 'a scan takes', 'GB-s', 'Lambda', 'Step Functions', 'S3 requests', 'KMS', 'logs', 'Athena', 'a scan', 'a month, daily'], rows);
}

/** Limits of the account of the scanner. */
export const bounds = {
  functions: limits.lambda.concurrentExecutionsDefault,
  seconds: limits.lambda.timeoutSeconds,
  assumedRoles: limits.api.find(({ iamPrefix }) => iamPrefix === 'sts')!.bucket!.rate,
  transitions: limits.stepFunctions.stateTransitions.other,
  transitionsInLargeRegions: limits.stepFunctions.stateTransitions.large,
  children: limits.stepFunctions.distributedMapChildConcurrency,
} as const;

function limitTable(): string {
  const rows = SETUPS.map((setup) => {
    const { peaks, longest } = scanOf(setup);
    const values = [peaks.functions, peaks.assumedRoles, peaks.transitions, Math.min(setup.accountsAtOnce, setup.accounts), longest];
    const limit = [bounds.functions, bounds.assumedRoles, bounds.transitions, bounds.children, bounds.seconds];
    const shown = values.map((value, at) => (at === 4 ? time(value) : number(value))).map((text, at) => (values[at] > limit[at] ? `**${text}**` : text));
    return [number(setup.accounts), number(setup.accountsAtOnce), ...shown];
  });
  const { functions, assumedRoles, transitions, children, seconds } = bounds;
  return table(['accounts', 'at once', 'functions at the same time', 'roles assumed in a second', 'transitions in a second', 'child executions', 'longest function'],
    [...rows, ['limit', '', number(functions), number(assumedRoles), `${number(transitions)}, in large Regions ${number(bounds.transitionsInLargeRegions)}`, number(children), time(seconds)]]);
}

/** The services that came to the catalogue after the measurement. */
function unmeasured(): string {
  const names = servicesOf().filter(({ id }) => !(id in measured.services)).map(({ id }) => `\`${id}\``);
  return names.length === 0 ? '' : `Not among them, as they are newer: ${names.join(', ')}. `;
}

/** Where each price was read, and how old the page says that it is. */
const sourceTable = (): string => table(['price of', 'source', 'read on', 'dated'], paid.flatMap((name) =>
  prices[name].sources.map(({ address, read, dated = '' }) => [`\`${name}\``, `<${address}>`, read, dated])));

/** docs/reference/cost/README.md. */
export async function costPage(): Promise<string> {
  const { machine } = measured;
  const thousand = { accounts: 1000, accountsAtOnce: 60, ...DEFAULTS };
  const sizes = [SIZE, 5 * SIZE, 25 * SIZE].map((size) => {
    const setup = { ...thousand, size };
    const scan = scanOf(setup);
    const { each, month } = costOf(setup, scan);
    return [number(scan.entities / setup.accounts), number(scan.calls / setup.accounts), time(scan.seconds), dollars(each), dollars(month)];
  });
  const rated = (await ratedOperations()).slice(0, 15).map(({ operation, calls, peak, rate, burst }) => [`\`${operation}\``, number(calls), number(peak), number(rate, rate % 1 ? 1 : 0), number(burst)]);
  return `<!-- Written by projen docs from docs/reference/cost: do not edit. -->
# What a scanner of your own costs

A simulation of the state machine of \`SecurityScanner\` over ${assumed.regions} Regions and ${Object.keys(measured.services).length} services, with what was
measured on ${measured.measured}; prices of ${prices.region} of ${prices.retrieved}, without free tiers. It is an estimate: a real account is
larger or smaller, and AWS answers slower or faster. \`bench/units.ts\` measures, \`bench/cost\` simulates.

${costTable()}

*At once* is \`accountsAtOnce\`; \`regionsAtOnce\` and \`unitsAtOnce\` are their defaults. The month is 30 scans, what lies in the bucket, and
${dollars(costOf(SETUPS[0], scanOf(SETUPS[0])).fixed)} for key, dashboard, metrics and alarms. AWS Glue is asked ten times a scan, which is free below
${number(prices.glue.freeRequestsMonth)} requests a month. Athena: each table read whole once a scan.

1,000 accounts, 60 at once, by the size of an account:

${table(['resources of an account', 'calls', 'a scan takes', 'a scan', 'a month, daily'], sizes)}

## Limits

In the account of the scanner, against \`test/facts/limits.json\`:

${limitTable()}

What is bold is above a limit: AWS then refuses calls for being too many, and functions and state machine try again. Choose fewer at once. One function
links and checks an account of up to ${number(Math.floor(bounds.seconds / analysisSeconds(1) / 1000) * 1000)} resources, by its processor time alone; memory may end before. The Regions of
an account are read by as many functions as it takes.

In each account and Region, where 16 resources are described at the same time and the account has ten times the resources of the first table: the fifteen
operations that come nearest to the rate that AWS documents. The scanner waits for its turn, by the code that it ships with:

${table(['operation', 'calls', 'the most in a second', 'rate a second', 'burst'], rated)}

## Formula

- *seconds of a unit* = (calls of an empty service + further calls ÷ ${assumed.describedAtOnce}) × ${measured.latencyMilliseconds} ms + processor seconds of its calls + 2 × ${assumed.s3Seconds * 1000} ms for Amazon S3
- *seconds of a function* = its units, \`unitsAtOnce\` side by side; no unit is begun after 675 s, and what is left goes to the next function
- *Lambda* = Σ seconds × memory (2 GB; 0.5 GB to enter an account) × ${prices.lambda.gbSecondArm} + functions × ${prices.lambda.request}
- *Step Functions* = (5 + 5 × accounts + 3 × Regions + 4 × further functions) × ${prices.stepFunctions.transition}
- *Amazon S3* = writes and lists × ${prices.s3.writeOrList} + reads × ${prices.s3.read}, counted in the measured run
- *AWS KMS* = ${assumed.kmsShare * 100} % of the requests of Amazon S3, as the bucket has an S3 Bucket Key
- *logs* = ${number(assumed.logBytes.run)} bytes a function and ${number(assumed.logBytes.state)} a state

## Prices

${prices.note}

${sourceTable()}

## Measured and assumed

Measured: calls, rows and bytes of each service, processor time, requests of Amazon S3, over ${measured.accounts} accounts and ${measured.regions.length} Regions of the emulator
(${machine.processors} processors, load ${machine.load}, Node.js ${machine.node}, at most ${machine.peakMebibytes} MB), the second scan of two. ${unmeasured()}A service is interpolated between where it held least and where it held most.

Assumed: AWS answers in ${measured.latencyMilliseconds} ms; an account works in ${assumed.busyRegions} of its Regions; sizes of accounts are log-normal (σ = 1), half of them below the middle; a day changes
${assumed.changedShare * 100} % of the partitions; a processor of Lambda is as fast as ours.
`;
}

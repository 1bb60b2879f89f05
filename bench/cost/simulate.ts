import { assumed, measured, prices, unitOf, type MeasuredPart } from './model';
import { servicesOf } from '../../src/derive/streams';

/** What is scanned, and with which settings. */
export interface Setup {
  readonly accounts: number;
  readonly accountsAtOnce: number;
  readonly regionsAtOnce: number;
  readonly unitsAtOnce: number;
  /** Size of an account in the middle: 1 as measured. */
  readonly size: number;
}

/** What a scan comes to. */
export interface Simulated {
  readonly seconds: number;
  readonly invocations: number;
  readonly gbSeconds: number;
  readonly transitions: number;
  readonly s3: { readonly writes: number; readonly reads: number };
  readonly calls: number;
  readonly entities: number;
  /** The most at the same time, or within one second. */
  readonly peaks: { readonly functions: number; readonly assumedRoles: number; readonly transitions: number };
  /** Seconds of the longest run of a function. */
  readonly longest: number;
}

const LAMBDA_SECONDS = 900;
// As the collector has them: it begins no unit in the last quarter, and keeps thirty seconds to store.
const [BEGUN_UNTIL, KEPT] = [0.75 * LAMBDA_SECONDS, 30];
const GB = { small: 0.5, large: 2 };
// States that an execution, an account, a Region and a further function of a Region enter; the tests compare them with the definition.
export const STATES = { scan: 5, account: 5, region: 3, further: 4 } as const;

/** A generator of numbers from 0 to 1: always the same ones (Lehmer's, with the factor of MINSTD). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Sizes of accounts: few are large, most are small; half are below 1. */
function sizes(count: number): number[] {
  const next = random(20_261_126);
  return Array.from({ length: count }, () => Math.exp(Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())));
}

const part = (name: string): MeasuredPart => measured.parts[`again ${name}`];
// Of the units that were measured most were empty.
const cpuOfUnit = part('collect-unit').cpuSeconds / part('collect-unit').units;

/** When each of the pieces of work ends that `workers` do one after the other. */
function schedule(durations: readonly number[], workers: number): { readonly end: number; readonly starts: readonly number[] } {
  const free = Array.from({ length: Math.min(workers, Math.max(1, durations.length)) }, () => 0);
  const starts = durations.map((duration) => {
    const next = free.indexOf(Math.min(...free));
    const start = free[next];
    free[next] += duration;
    return start;
  });
  return { end: Math.max(...free), starts };
}

/** Functions that a Region takes, by their seconds. */
function functionsOf(units: readonly number[], unitsAtOnce: number): number[] {
  const runs: number[] = [];
  let waiting = [...units];
  while (waiting.length > 0) {
    const { end, starts } = schedule(waiting, unitsAtOnce);
    const left = waiting.flatMap((seconds, at) => {
      if (starts[at] >= BEGUN_UNTIL) return [seconds];
      const time = LAMBDA_SECONDS - KEPT - starts[at];
      return seconds > time ? [seconds - time] : [];
    });
    runs.push(Math.min(end, LAMBDA_SECONDS - KEPT));
    waiting = left;
  }
  return runs;
}

/** Seconds of a unit: its first calls one after the other, the rest as many at once as the engine sends, and what Amazon S3 takes. */
function unitSeconds({ base, extra }: { base: number; extra: number }): number {
  const latency = measured.latencyMilliseconds / 1000;
  return (base + extra / assumed.describedAtOnce) * latency + (1 + extra / Math.max(1, base)) * cpuOfUnit + 2 * assumed.s3Seconds;
}

interface Region { readonly runs: readonly number[]; readonly calls: number; readonly entities: number; readonly units: number }

const services = Object.keys(measured.services);
const globals = new Set(servicesOf().filter(({ scope }) => scope === 'global').map(({ id }) => id));
const [global, regional] = [services.filter((service) => globals.has(service)), services.filter((service) => !globals.has(service))];

function regionOf(ids: readonly string[], size: number, unitsAtOnce: number): Region {
  const units = ids.map((service) => unitOf(service, size));
  const sum = (of: (unit: (typeof units)[number]) => number) => units.reduce((total, unit) => total + of(unit), 0);
  const runs = functionsOf(units.map(unitSeconds), unitsAtOnce);
  return { runs, calls: sum(({ base, extra }) => base + extra), entities: sum(({ entities }) => entities), units: units.length };
}

/** Most of what begins within one second. */
function peakOf(times: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const time of times) counts.set(Math.floor(time), (counts.get(Math.floor(time)) ?? 0) + 1);
  return [...counts.values()].reduce((most, count) => Math.max(most, count), 0);
}

/** What an account takes: to enter it, its Regions side by side, and what comes after them. */
function accountOf(size: number, { regionsAtOnce, unitsAtOnce }: Setup, empty: Region) {
  const busy = regionOf(regional, size, unitsAtOnce);
  const regions = [regionOf(global, size, unitsAtOnce), ...Array.from({ length: assumed.regions }, (_, at) => (at < assumed.busyRegions ? busy : empty))];
  const enter = part('plan-account').cpuSeconds / part('plan-account').times + 0.5 + assumed.invokeSeconds;
  const { end, starts } = schedule(regions.map(({ runs }) => runs.reduce((sum, run) => sum + run + assumed.invokeSeconds, 0)), regionsAtOnce);
  const add = (of: (region: Region) => number) => regions.reduce((sum, region) => sum + of(region), 0);
  const [units, entities, calls] = [add((region) => region.units), add((region) => region.entities), add((region) => region.calls)];
  const analysis = part('analyse-account');
  const [reads, writes] = [analysis.reads / analysis.units * units, (analysis.writes + analysis.lists) / analysis.units * units];
  const analyse = analysis.cpuSeconds / analysis.entities * entities + (reads / 16 + writes) * assumed.s3Seconds;
  return {
    enter,
    starts,
    regions,
    analyse,
    units,
    entities,
    calls,
    runs: regions.flatMap((region) => region.runs),
    seconds: enter + end + analyse + assumed.invokeSeconds,
    writes: units + regions.length + writes + 2,
    reads: units + 2 * regions.length + reads + 2,
  };
}

/** Runs the state machine in a time of its own: accounts side by side, their Regions side by side, functions as long as their units take. */
export function simulate(setup: Setup): Simulated {
  const { accounts, accountsAtOnce, unitsAtOnce, size } = setup;
  const empty = regionOf(regional, 0, unitsAtOnce);
  const total = { invocations: 2, gbSeconds: 0, transitions: STATES.scan, calls: 0, entities: 0 };
  const s3 = { writes: 0, reads: accounts };
  const free = Array.from({ length: Math.min(accountsAtOnce, accounts) }, () => 0);
  const [begun, ended]: [number[], number[]] = [[], []];
  let longest = 0;
  for (const own of sizes(accounts)) {
    const account = accountOf(own * size, setup, empty);
    const next = free.indexOf(Math.min(...free));
    account.starts.forEach((start, at) => {
      begun.push(free[next] + account.enter + start);
      ended.push(begun.at(-1)! + account.regions[at].runs.reduce((sum, run) => sum + run, 0));
    });
    free[next] += account.seconds;
    longest = Math.max(longest, account.analyse, ...account.runs);
    total.invocations += 2 + account.runs.length;
    total.gbSeconds += account.enter * GB.small + (account.runs.reduce((sum, run) => sum + run, 0) + account.analyse) * GB.large;
    total.transitions += STATES.account + account.regions.length * STATES.region + (account.runs.length - account.regions.length) * STATES.further;
    total.calls += account.calls;
    total.entities += account.entities;
    s3.writes += account.writes;
    s3.reads += account.reads;
  }
  const publish = 10 + accounts * (assumed.s3Seconds / 32 + 0.005);
  const peaks = {
    functions: mostAtOnce(begun, ended),
    assumedRoles: peakOf(begun) + Math.min(accountsAtOnce, accounts),
    transitions: peakOf([...begun, ...ended]) * STATES.region,
  };
  return { ...total, seconds: Math.max(...free) + publish, gbSeconds: total.gbSeconds + publish * GB.large, s3, longest, peaks };
}

/** Seconds that linking and checking an account of so many resources takes, by one function. */
export const analysisSeconds = (entities: number): number => part('analyse-account').cpuSeconds / part('analyse-account').entities * entities;

/** The most that run at the same time. */
function mostAtOnce(begun: readonly number[], ended: readonly number[]): number {
  const events = [...begun.map((time) => [time, 1] as const), ...ended.map((time) => [time, -1] as const)].sort(([a, x], [b, y]) => a - b || x - y);
  let [most, now] = [0, 0];
  for (const [, change] of events) most = Math.max(most, now += change);
  return most;
}

/** What a scan costs, and what is paid each month for one scan a day, in US dollars. */
export function costOf(setup: Setup, scan: Simulated) {
  const gb = (bytes: number) => bytes / 1e9;
  const perAccount = (table: string) => (measured.lakeBytes[table] ?? 0) / measured.accounts * setup.size * setup.accounts;
  const tables = perAccount('entities') + perAccount('relationships') + perAccount('findings');
  const requests = scan.s3.writes + scan.s3.reads;
  const parts = {
    lambda: scan.gbSeconds * prices.lambda.gbSecondArm + scan.invocations * prices.lambda.request,
    stepFunctions: scan.transitions * prices.stepFunctions.transition,
    s3: scan.s3.writes * prices.s3.writeOrList + scan.s3.reads * prices.s3.read,
    kms: requests * assumed.kmsShare * prices.kms.request,
    logs: gb(scan.invocations * assumed.logBytes.run + scan.transitions * assumed.logBytes.state) * prices.logs.gb,
    athena: Math.max(gb(tables) / 1000, prices.athena.leastBytes / 1e12) * prices.athena.terabyte,
  };
  const each = Object.values(parts).reduce((sum, value) => sum + value, 0);
  // Units are written by every scan and stay for 30 days as older versions; tables where something changed; what runs leave for a year.
  const stored = 31 * perAccount('units') + (1 + 30 * assumed.changedShare) * tables + 365 * (perAccount('scans') + perAccount('ledger')) / 2;
  const fixed = prices.kms.keyMonth + prices.metrics.dashboardMonth + 25 * prices.metrics.month + 11 * prices.metrics.alarmMonth;
  const storage = gb(stored) * prices.s3.gbMonth;
  return { ...parts, each, storage, fixed, month: 30 * each + storage + fixed };
}

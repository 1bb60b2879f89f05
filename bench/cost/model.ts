import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', 'docs', 'reference', 'cost');
const json = <T>(file: string) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as T;

/** A unit as it was measured: rows, and calls by `prefix:Operation`. */
export interface MeasuredUnit { readonly entities: number; readonly calls: Readonly<Record<string, number>> }

/** What a part of a scan took, all its runs added up. */
export interface MeasuredPart {
  readonly lists: number;
  readonly reads: number;
  readonly writes: number;
  readonly cpuSeconds: number;
  readonly times: number;
  readonly units: number;
  readonly entities: number;
}

/** docs/reference/cost/measured.json, which `bench/units.ts` writes. */
export interface Measured {
  readonly measured: string;
  readonly latencyMilliseconds: number;
  readonly machine: { readonly processors: number; readonly load: number; readonly node: string; readonly peakMebibytes: number };
  readonly accounts: number;
  readonly regions: readonly string[];
  readonly lakeBytes: Readonly<Record<string, number>>;
  readonly parts: Readonly<Record<string, MeasuredPart>>;
  readonly services: Readonly<Record<string, { readonly least: MeasuredUnit; readonly most: MeasuredUnit }>>;
}

/** Where a price was read: the page, the day, and the day that the page itself gives. */
export interface Source { readonly address: string; readonly read: string; readonly dated?: string }

/** What is paid for, in the order of the cost page. */
export const paid = ['lambda', 'stepFunctions', 's3', 'kms', 'glue', 'athena', 'logs', 'metrics'] as const;

/** Prices in US dollars: docs/reference/cost/prices.json. */
export interface Prices {
  readonly retrieved: string;
  readonly region: string;
  readonly note: string;
  readonly lambda: { readonly gbSecondArm: number; readonly request: number; readonly sources: readonly Source[] };
  readonly stepFunctions: { readonly transition: number; readonly sources: readonly Source[] };
  readonly s3: { readonly writeOrList: number; readonly read: number; readonly gbMonth: number; readonly sources: readonly Source[] };
  readonly kms: { readonly request: number; readonly keyMonth: number; readonly sources: readonly Source[] };
  readonly glue: { readonly request: number; readonly freeRequestsMonth: number; readonly sources: readonly Source[] };
  readonly athena: { readonly terabyte: number; readonly leastBytes: number; readonly sources: readonly Source[] };
  readonly logs: { readonly gb: number; readonly sources: readonly Source[] };
  readonly metrics: { readonly month: number; readonly alarmMonth: number; readonly dashboardMonth: number; readonly sources: readonly Source[] };
}

/** The newest measurement. */
export const measured = json<Measured>('measured.json');
/** Prices as they were published. */
export const prices = json<Prices>('prices.json');

/** What is assumed, because no machine of ours can measure it. */
export const assumed = {
  /** Resources of a service described at the same time, as the engine has it. */
  describedAtOnce: 16,
  /** Regions of an account that hold resources; the others are read and found empty. */
  busyRegions: 3,
  regions: 17,
  /** Seconds of a request of Amazon S3. */
  s3Seconds: 0.03,
  /** Seconds of AWS Step Functions and AWS Lambda around a function. */
  invokeSeconds: 0.1,
  /** Bytes that a run of a function and a state that is entered write to Amazon CloudWatch Logs. */
  logBytes: { run: 2500, state: 1500 },
  /** Share of the requests of Amazon S3 that an S3 Bucket Key leaves to AWS KMS. */
  kmsShare: 0.01,
  /** Share of the partitions that a day changes. */
  changedShare: 0.1,
} as const;

const between = (from: number, to: number, size: number) => from + Math.max(0, to - from) * size;
const sum = (calls: Readonly<Record<string, number>>) => Object.values(calls).reduce((total, count) => total + count, 0);
const totals = new Map(Object.entries(measured.services).map(([service, { least, most }]) => [service, { least: sum(least.calls), most: sum(most.calls) }]));

/** A unit of a service: rows, the calls that it sends when it is empty, and those beside them. */
export interface SizedUnit { readonly entities: number; readonly base: number; readonly extra: number }

/** A unit of a service of some size: 0 as when it holds nothing, 1 as where most was measured, and on in proportion. */
export function unitOf(service: string, size: number): SizedUnit {
  const { least, most } = measured.services[service];
  const { least: base, most: all } = totals.get(service)!;
  return { entities: between(least.entities, most.entities, size), base, extra: between(base, all, size) - base };
}

/** Its calls by operation. */
export function callsOf(service: string, size: number): ReadonlyMap<string, number> {
  const { least, most } = measured.services[service];
  const names = [...new Set([...Object.keys(least.calls), ...Object.keys(most.calls)])];
  return new Map(names.map((name) => [name, between(least.calls[name] ?? 0, most.calls[name] ?? 0, size)]));
}

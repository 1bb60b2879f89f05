/**
 * Measures what a function of AWS Lambda pays before its first event: a new process of Node.js loads the shipped bundle, several times each, and tells how long
 * that took and what memory it has then. Prints a table. Run: npx projen bench:cold-start
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';

const HANDLERS = join(__dirname, '..', 'assets', 'handlers');
const TIMES = 7;
const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  POWERTOOLS_SERVICE_NAME: 'bench',
  POWERTOOLS_METRICS_NAMESPACE: 'Bench',
  POWERTOOLS_TRACE_ENABLED: 'false',
  LAKE_BUCKET: 'lake',
  SCAN_SETTINGS: '{"roleName":"SecurityScanner","unitsAtOnce":8,"notifyAt":"high","securityHub":false}',
  SCAN_PART: 'collect-unit',
};
// Only what happens after the start of Node.js itself: that is in the runtime of AWS Lambda already.
const PROGRAM = 'const from=process.cpuUsage(),at=performance.now();import(process.argv[1]).then(()=>{const cpu=process.cpuUsage(from);'
  + 'console.log(JSON.stringify({wall:performance.now()-at,cpu:(cpu.user+cpu.system)/1000,megabytes:process.memoryUsage().rss/1048576}))})';

interface Start { readonly wall: number; readonly cpu: number; readonly megabytes: number }

const startOf = (bundle: string): Start =>
  JSON.parse(execFileSync(process.execPath, ['-e', PROGRAM, bundle], { env: { ...process.env, ...ENVIRONMENT }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as Start;
const megabytesOf = (files: readonly string[]) => `${(files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6).toFixed(1)} MB`;
const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

console.log(`Node.js ${process.version}, ${process.arch}, ${availableParallelism()} processors, load ${loadavg()[0].toFixed(1)}, the middle of ${TIMES} starts.\n`);
console.log('| bundle | size | its first file | loaded in | processor | memory |\n| --- | --- | --- | --- | --- | --- |');
for (const name of readdirSync(HANDLERS).sort()) {
  const folder = join(HANDLERS, name);
  const bundle = ['index.mjs', 'index.js'].map((file) => join(folder, file)).find((file) => existsSync(file))!;
  const starts = Array.from({ length: TIMES }, () => startOf(bundle));
  const of = (figure: keyof Start) => Math.round(middle(starts.map((start) => start[figure])));
  console.log(`| ${name} | ${megabytesOf(readdirSync(folder).map((file) => join(folder, file)))} | ${megabytesOf([bundle])} | ${of('wall')} ms | ${of('cpu')} ms | ${of('megabytes')} MB |`);
}

import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import { exit, WrongInput } from './errors';
import { findingsOf, printScan } from './summary';
import { checks } from '../catalogue/checks';
import { htmlReport } from '../engine/report/html';
import { LocalLake } from '../engine/store/lake';

/** Adds `report` to the program. */
export function addReport(program: Command): void {
  program.command('report')
    .description('Make a report of the newest scan in a lake')
    .option('--lake <folder>', 'folder of the lake', 'scan-lake')
    .addOption(new Option('--format <format>', 'what to make').choices(['html', 'json', 'console']).default('html'))
    .option('--output <file>', 'file to write (html only)', 'security-report.html')
    .action(async ({ lake: folder, format, output }: { lake: string; format: string; output: string }) => {
      if (format === 'html') {
        process.stdout.write(`Report: ${await writeHtml(folder, output)}\n`);
      } else {
        const lake = new LocalLake(folder);
        await printScan(await newestRun(lake), lake, format === 'json');
      }
      process.exitCode = exit.done;
    });
}

async function newestRun(lake: LocalLake) {
  const run = await lake.latestRun();
  if (!run) throw new WrongInput(`No scan in the lake '${lake.folder}'. Run cdk-security-scanner scan --out ${lake.folder} first, or name another folder with --lake.`);
  return run;
}

/**
 * Writes the HTML report of the newest scan, whole or not at all.
 * @returns the path of the file
 */
export async function writeHtml(folder: string, output: string): Promise<string> {
  const lake = new LocalLake(folder);
  const summary = await newestRun(lake);
  const draft = `${output}.draft`;
  await mkdir(dirname(resolve(output)), { recursive: true });
  try {
    const why = (id: string) => checks.find((check) => check.id === id)?.why;
    await pipeline(Readable.from(htmlReport(summary, findingsOf(summary, lake), why, lake.findings('activity'))), createWriteStream(draft));
    await rename(draft, output);
  } finally {
    await rm(draft, { force: true });
  }
  return resolve(output);
}

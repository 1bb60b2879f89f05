import { Option, type Command } from 'commander';
import { exit, WrongInput } from './errors';
import { writeExport } from './export';
import { LAKE_HELP, openLake } from './lake';
import { printScan } from './summary';
import { writeWhole } from './whole-file';
import { checks } from '../catalogue/checks';
import { exportFormats, type ExportFormat } from '../engine/report/export/formats';
import { findingFormats, writtenFindings, type FindingFormat } from '../engine/report/findings/formats';
import { exportedFindingsOf, htmlOf, securityHubFindingsOf } from '../engine/report/lake';
import type { Lake } from '../engine/store/lake';

const exportHelp = `\nExports:\n${Object.entries(exportFormats).map(([name, use]) => `  ${name.padEnd(20)}${use}\n`).join('')}`;
const findingsHelp = `\nFindings:\n${Object.entries(findingFormats).map(([name, { use }]) => `  ${name.padEnd(20)}${use}\n`).join('')}`;

const checkOf = (id: string) => checks.find((check) => check.id === id);

/** Adds `report` to the program. */
export function addReport(program: Command): void {
  program.command('report')
    .description('Make a report of the newest scan in a lake, or export its findings or its graph')
    .option('--lake <place>', LAKE_HELP, 'scan-lake')
    .addOption(new Option('--format <format>', 'what to make').choices(['html', 'json', 'console', ...Object.keys(findingFormats), ...Object.keys(exportFormats)]).default('html'))
    .option('--output <path>', 'file of html or findings, folder of an export (default: security-report.html, security-findings.<format>, security-export)')
    .option('--account <id>', 'the bill of materials of this account only (cyclonedx)')
    .addHelpText('after', findingsHelp + exportHelp)
    .action(async ({ lake: folder, format, output, account }: { lake: string; format: string; output?: string; account?: string }) => {
      if (account !== undefined && !format.startsWith('cyclonedx')) throw new WrongInput(`--account goes with --format cyclonedx or cyclonedx-1.7, got ${format}.`);
      if (format === 'html') {
        process.stdout.write(`Report: ${await writeHtml(folder, output ?? 'security-report.html')}\n`);
      } else if (format in findingFormats) {
        process.stdout.write(`Findings: ${await writeFindings(folder, format as FindingFormat, output)}\n`);
      } else if (format in exportFormats) {
        const lake = await openLake(folder);
        await newestRun(lake);
        const written = await writeExport(lake.objects, format as ExportFormat, output ?? 'security-export', account);
        process.stdout.write(written.map((file) => `Export: ${file}\n`).join(''));
      } else {
        const lake = await openLake(folder);
        await printScan(await newestRun(lake), lake, { json: format === 'json' });
      }
      process.exitCode = exit.done;
    });
}

async function newestRun(lake: Lake) {
  const run = await lake.latestRun();
  if (!run) throw new WrongInput(`No scan in the lake '${lake.location}'. Run cdk-security-scanner scan --out ${lake.location} first, or name another one with --lake.`);
  return run;
}

/**
 * Writes the HTML report of the newest scan, whole or not at all.
 * @returns the path of the file
 */
export async function writeHtml(folder: string, output: string): Promise<string> {
  const lake = await openLake(folder);
  const summary = await newestRun(lake);
  return writeWhole(output, htmlOf(summary, lake, checks));
}

async function writeFindings(folder: string, format: FindingFormat, output?: string): Promise<string> {
  const lake = await openLake(folder);
  const summary = await newestRun(lake);
  const file = output ?? `security-findings.${findingFormats[format].extension}`;
  return writeWhole(file, writtenFindings((format === 'asff' ? securityHubFindingsOf : exportedFindingsOf)(summary, lake), format, checkOf));
}

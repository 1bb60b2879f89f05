import { join } from 'node:path';
import type { Command } from 'commander';
import { writeHtml } from './report';
import { runScan } from './scan';

/** The sample organisation, deployed into an emulator that runs until `stop`. */
export interface DemoOrganization {
  /** Variables that point the AWS SDK at the emulator, as the security account. */
  readonly environment: Readonly<Record<string, string>>;
  readonly managementAccountId: string;
  readonly roleName: string;
  readonly externalId: string;
  readonly regions: readonly string[];
  stop(): Promise<void>;
}

// Bundled apart: only the demo needs the emulator and the templates.
const bundle = () => join(__dirname, '..', 'demo', 'index.js');

/** Adds `demo` to the program. */
export function addDemo(program: Command): void {
  program.command('demo')
    .description('Deploy a sample organisation into an embedded AWS emulator, scan it, and show what a scan finds')
    .option('--out <folder>', 'folder of the lake', 'demo-lake')
    .option('--report <file>', 'report to write', 'demo-report.html')
    .action(async ({ out, report }: { out: string; report: string }) => {
      const { startDemo } = await import(bundle()) as { startDemo(log: (line: string) => void): Promise<DemoOrganization> };
      const demo = await startDemo((line) => process.stderr.write(`${line}\n`));
      try {
        Object.assign(process.env, demo.environment);
        const { managementAccountId: org, roleName, externalId, regions } = demo;
        process.exitCode = await runScan({ org, roleName, externalId, regions, out, concurrency: 8 });
        process.stdout.write(`\nReport: ${await writeHtml(out, report)}\n`);
      } finally {
        await demo.stop();
      }
    });
}

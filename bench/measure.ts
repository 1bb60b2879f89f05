import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a measured mode gives: its figures. */
type Mode = () => Promise<object>;

/** Runs one mode in this process and writes its figures with the CPU seconds it took and the most memory of the process, as JSON. */
export async function measure(mode: Mode): Promise<void> {
  const from = process.cpuUsage();
  const result = await mode();
  const { user, system } = process.cpuUsage(from);
  process.stdout.write(JSON.stringify({ seconds: (user + system) / 1e6, megabytes: Math.round(process.resourceUsage().maxRSS / 1024), ...result }));
}

/**
 * A bundle of a benchmark: what is measured is what is shipped.
 * @returns its path, in a new folder
 */
export async function bundled(file: string): Promise<{ bundle: string; folder: string }> {
  const { buildSync } = await import('esbuild');
  const bundle = join(mkdtempSync(join(tmpdir(), 'bench-')), 'bench.js');
  buildSync({
    bundle: true, minify: true, platform: 'node', target: 'node20', mainFields: ['module', 'main'], external: ['esbuild'], logLevel: 'error', entryPoints: [file], outfile: bundle,
  });
  return { bundle, folder: dirname(bundle) };
}

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a measured mode gives: its figures. */
type Mode = () => Promise<object>;

/** Runs one mode in this process and writes its figures with the CPU seconds it took and the most memory of the process, as JSON. */
export async function measure(mode: Mode): Promise<void> {
  const from = process.cpuUsage();
  const result = await mode();
  const { user, system } = process.cpuUsage(from);
  process.stdout.write(JSON.stringify({ seconds: (user + system) / 1e6, megabytes: Math.round(process.resourceUsage().maxRSS / 1024), ...result }));
}

/** What CommonJS modules in the bundle ask for. */
const COMMON_JS = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * A bundle of a benchmark: what is measured is what is shipped, in parts that are loaded when they are used.
 * @returns its path, in a new folder
 */
export async function bundled(file: string): Promise<{ bundle: string; folder: string }> {
  const { buildSync } = await import('esbuild');
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  buildSync({
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['esbuild'],
    logLevel: 'error',
    banner: { js: COMMON_JS },
    entryPoints: { bench: file },
    outdir: folder,
  });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  return { bundle: join(folder, 'bench.js'), folder };
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The module that holds what wasm/skim.ts is compiled to. */
export const TARGET = 'src/engine/activity/reader/skim-module.ts';

/** Compiles wasm/skim.ts: what the module is to hold. */
export function skimModule(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wasm-'));
  const binary = join(folder, 'skim.wasm');
  try {
    execFileSync(process.execPath, [require.resolve('assemblyscript/bin/asc.js'), 'wasm/skim.ts', '-O3', '--runtime', 'stub', '--enable', 'simd', '--noAssert', '-o', binary]);
    const base64 = readFileSync(binary).toString('base64');
    return `// Made of wasm/skim.ts by \`npx projen wasm\`. Do not edit.\n\n/** WebAssembly that skims JSON records, in base64. */\nexport const module = '${base64}';\n`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (require.main === module) writeFileSync(TARGET, skimModule());

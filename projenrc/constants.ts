import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { presets } from '../src/catalogue/presets';
import { services } from '../src/catalogue/services';

/** Rewrites the constants of a class, one for each part of the catalogue, in the order of their ids. */
function writeConstants(file: string, name: string, parts: readonly { readonly id: string; readonly title: string }[]): void {
  const path = join(__dirname, '..', 'src', 'constructs', file);
  const constants = [...parts].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, title }) =>
    `  /** ${title}. */\n  public static readonly ${id.replace(/-/g, '_').toUpperCase()} = ${name}.of('${id}');\n`);
  const written = new RegExp(`(?: {2}/\\*\\* .* \\*/\\n {2}public static readonly \\w+ = ${name}\\.of\\('[^']+'\\);\\n)+`);
  writeFileSync(path, readFileSync(path, 'utf8').replace(written, constants.join('')));
}

writeConstants('scanner-stream.ts', 'ScannerStream', services);
writeConstants('scanner-preset.ts', 'ScannerPreset', presets);

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Project, TextFile } from 'projen';
import { parse } from 'yaml';

const camelCase = (kebab: string) => kebab.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Writes the Sigma rules of a folder as `<folder>/sigma.json`, one a line, so that nothing parses YAML at run time. */
function sigma(project: Project, folder: string, files: readonly string[]) {
  const rules = files.map((file) => {
    const rule = parse(readFileSync(join(folder, file), 'utf8')) as { name?: string };
    if (rule.name !== basename(file, '.yml')) throw new Error(`${join(folder, file)} has the name '${rule.name}'; it must be that of the file.`);
    return JSON.stringify(rule);
  });
  new TextFile(project, join(folder, 'sigma.json'), { lines: ['[', rules.join(',\n'), ']'] });
}

/**
 * Writes `<folder>/index.ts`: every file of the folder (one level of subfolders too) in an array named after the folder.
 * Sigma rules (`.yml`) become detections of it, by `<folder>/sigma.json`.
 */
export function barrels(project: Project, ...folders: string[]) {
  for (const folder of folders) {
    const files = existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && file !== 'index.ts').map((file) => file.slice(0, -3)).sort()
      : [];
    const rules = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yml')).sort() : [];
    if (rules.length > 0) sigma(project, folder, rules);
    const names = files.map((file) => camelCase(basename(file)));
    const imports = files.map((file, at) => [file, `{ ${names[at]} }`]);
    if (rules.length > 0) imports.push(['sigma.json', 'sigma']);
    new TextFile(project, join(folder, 'index.ts'), {
      marker: true,
      lines: [
        '// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".',
        ...imports.sort().map(([file, name]) => `import ${name} from './${file}';`),
        ...rules.length > 0 ? ["import { sigmaDetection, type SigmaFile } from '../model/sigma-file';"] : [],
        '',
        `/** Every file of \`${folder}\`, in the order of their names. */`,
        `export const ${camelCase(basename(folder))} = [`,
        ...names.map((name) => `  ${name},`),
        ...rules.length > 0 ? ['  ...(sigma as unknown as SigmaFile[]).map(sigmaDetection),'] : [],
        '];',
      ],
    });
  }
}

import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Project, TextFile } from 'projen';

const camelCase = (kebab: string) => kebab.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Writes `<folder>/index.ts`: every file of the folder (one level of subfolders too) in an array named after the folder. */
export function barrels(project: Project, ...folders: string[]) {
  for (const folder of folders) {
    const files = existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && file !== 'index.ts').map((file) => file.slice(0, -3)).sort()
      : [];
    const names = files.map((file) => camelCase(basename(file)));
    new TextFile(project, join(folder, 'index.ts'), {
      marker: true,
      lines: [
        '// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".',
        ...files.map((file, at) => `import { ${names[at]} } from './${file}';`),
        '',
        `/** Every file of \`${folder}\`, in the order of their names. */`,
        `export const ${camelCase(basename(folder))} = [`,
        ...names.map((name) => `  ${name},`),
        '];',
      ],
    });
  }
}

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referencePages } from '../src/derive/reference';

const folder = join(__dirname, '..', 'docs', 'reference');
const pages = referencePages();

mkdirSync(folder, { recursive: true });
// Folders beside the pages are kept by hand.
for (const old of readdirSync(folder).filter((file) => /\.(md|svg)$/.test(file) && !(file in pages))) rmSync(join(folder, old));
for (const [file, content] of Object.entries(pages)) writeFileSync(join(folder, file), content);

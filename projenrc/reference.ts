import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededPage } from './seeded';
import { costPage } from '../bench/cost/page';
import { referencePages } from '../src/derive/reference';
import { proofsPage } from '../src/derive/reference/proofs';
import { prowlerPage } from '../src/derive/reference/prowler';
import verdicts from '../test/facts/prowler-verdicts.json';
import { proven } from '../test/proven';

const folder = join(__dirname, '..', 'docs', 'reference');
const pages: Record<string, string> = { ...referencePages(), 'prowler.md': prowlerPage(verdicts), 'proofs.md': proofsPage(proven) };

mkdirSync(folder, { recursive: true });
// Folders beside the pages are kept by hand.
for (const old of readdirSync(folder).filter((file) => /\.(md|svg)$/.test(file) && !(file in pages))) rmSync(join(folder, old));
for (const [file, content] of Object.entries(pages)) writeFileSync(join(folder, file), content);
writeFileSync(join(__dirname, '..', 'docs', 'emulator.md'), seededPage());

// It depends on measurements, too.
void costPage().then((page) => writeFileSync(join(folder, 'cost', 'README.md'), page));

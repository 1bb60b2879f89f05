/*
 * Writes what the bundles hold of others, by the metafiles that esbuild leaves in `.bundles`: assets/NOTICE.txt with the texts of the licences,
 * assets/sbom.cdx.json as a bill of materials (CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/).
 * A licence that an Apache-2.0 package may not carry stops the build.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const METAFILES = '.bundles';
const ALLOWED = ['Apache-2.0', 'MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'CC0-1.0', 'Unlicense', 'BlueOak-1.0.0'];

interface Module { readonly name: string; readonly version: string; readonly license: string; readonly text: string }

/** Folder of the package that a bundled file belongs to; undefined for a file of our own. */
const packageOf = (file: string): string | undefined => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];

function bundled(): string[] {
  const inputs = readdirSync(METAFILES).flatMap((file) => Object.keys(JSON.parse(readFileSync(join(METAFILES, file), 'utf8')).inputs));
  return [...new Set(inputs.flatMap((file) => packageOf(file) ?? []))];
}

function moduleIn(folder: string): Module {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return { name, version, license: license ?? 'none', text: file ? readFileSync(join(folder, file), 'utf8').trim() : '' };
}

/** Modules by licence text, so that sixty clients of one SDK do not repeat theirs. */
function notice(modules: readonly Module[]): string {
  const texts = new Map<string, Module[]>();
  for (const module of modules) texts.set(module.text, [...texts.get(module.text) ?? [], module]);
  const chapters = [...texts].map(([text, those]) =>
    `${those.map(({ name, version, license }) => `${name} ${version} (${license})`).join('\n')}\n\n${text || 'Its package holds no text of its licence.'}\n`);
  return `The bundles of cdk-security-scanner hold modules of others, under these licences.\n\n${chapters.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

const component = ({ name, version, license }: Module) => ({
  'type': 'library',
  'bom-ref': `${name}@${version}`,
  name,
  version,
  'purl': `pkg:npm/${name.replace('@', '%40')}@${version}`,
  'licenses': license.includes(' OR ') ? [{ expression: license }] : [{ license: { id: license } }],
});

const id = ({ name, version }: Module) => `${name}@${version}`;
// A version may lie in several folders.
const modules = [...new Map(bundled().map(moduleIn).map((module) => [id(module), module])).values()].sort((a, b) => (id(a) < id(b) ? -1 : 1));
const alternatives = (license: string) => license.replace(/[()]/g, '').split(' OR ');
const refused = modules.filter(({ license }) => !alternatives(license).some((each) => ALLOWED.includes(each)));
if (refused.length > 0) throw new Error(`Not to be bundled: ${refused.map(({ name, license }) => `${name} (${license})`).join(', ')}. Allowed: ${ALLOWED.join(', ')}.`);
writeFileSync('assets/NOTICE.txt', notice(modules));
writeFileSync('assets/sbom.cdx.json', JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: modules.map(component) }));

import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Check, Example } from '../../src/catalogue/model/check';
import type { Frameworks } from '../../src/catalogue/model/frameworks';
import type { Service } from '../../src/catalogue/model/service';
import { services as catalogue } from '../../src/catalogue/services';
import { unanswered } from '../../src/catalogue/unanswered';
import { lookAtExample } from '../../src/engine/posture/own-checks';
import facts from '../facts/cspm-checks.json';

const services: readonly Service[] = catalogue;
const folder = join(__dirname, '../../src/catalogue/checks');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && file !== 'index.ts').sort();

const load = (file: string) => Object.entries(jest.requireActual<Record<string, Check>>(join(folder, file)));

const factsOf = (check: Check) => check.prowler.map((source) => facts.checks.find(({ id }) => id === source)!);

/** Every requirement of the facts once, as `framework version requirement`. */
const requirements = (frameworks: Frameworks) => [...new Set(Object.entries(frameworks).flatMap(([name, ids]) =>
  Array.isArray(ids) ? ids.map((id) => `${name} ${id}`)
    : Object.entries(ids as Record<string, string[]>).flatMap(([version, each]) => each.map((id) => `${name} ${version} ${id}`))))].sort();

const run = (check: Check, example: Example<object>) => {
  const look = lookAtExample(example);
  return check.applies && !check.applies(example.entity, look) ? 'does not apply' : check.fails(example.entity, look);
};

describe.each(files)('%s', (file) => {
  const [[name, check], ...others] = load(file);

  test('exports one check under the name of the file', () => {
    expect(others).toEqual([]);
    expect(check.id).toBe(basename(file, '.ts'));
    expect(name).toBe(check.id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
  });

  test('has the severity of its source in the facts and its requirements', () => {
    const known = factsOf(check);
    if (known.length > 0) expect(known.map(({ severity }) => severity)).toContain(check.severity);
    const expected = known.flatMap(({ id: _, severity: __, ...frameworks }) => requirements(frameworks as Frameworks));
    expect(requirements(check.frameworks)).toEqual(expect.arrayContaining([...new Set(expected)]));
  });

  test('needs operations of the catalogue, some of its entity among them', () => {
    const reads = services.find(({ id }) => id === check.service)!.entities[check.entity]!.reads;
    expect(check.needs).not.toHaveLength(0);
    if (check.entity !== 'aws_account') expect(check.needs.filter(({ operation }) => reads.includes(operation))).not.toHaveLength(0);
    for (const { service, operation, action } of check.needs) {
      expect(services.find(({ id }) => id === service)?.operations[operation].action).toBe(action);
    }
  });

  test('says what is good, why, and how to get there', () => {
    for (const text of [check.title, check.why, check.remedy.cli, check.remedy.cdk]) expect(text).toMatch(/^\S.{9}/s);
  });

  test('passes its good examples', () => {
    expect(check.examples.pass).not.toHaveLength(0);
    for (const example of check.examples.pass) expect({ example, reason: run(check, example) }).toEqual({ example, reason: undefined });
  });

  test('fails its bad examples, with a reason', () => {
    expect(check.examples.fail).not.toHaveLength(0);
    for (const example of check.examples.fail) {
      const reason = run(check, example);
      expect(reason).toEqual(expect.any(String));
      expect(reason).not.toBe('does not apply');
    }
  });
});

test('every question of the facts is asked by a check, or a person has to answer it', () => {
  const asked = new Set<string>(files.flatMap((file) => load(file)[0][1].prowler));
  expect(facts.checks.map(({ id }) => id).filter((id) => !asked.has(id) && !(id in unanswered))).toEqual([]);
  expect(Object.keys(unanswered).filter((id) => asked.has(id))).toEqual([]);
});

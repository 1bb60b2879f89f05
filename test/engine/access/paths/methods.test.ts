import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT, ALL, arn, build, caller, details, resourceOf, type Built, type Fact, type Statement } from './from-fact';
import { privilegePaths } from '../../../../src/catalogue/privilege-paths';
import { resourceKinds } from '../../../../src/catalogue/resource-kinds';
import { readLandscape } from '../../../../src/engine/access/account/landscape';
import { analyse } from '../../../../src/engine/access/paths/analyse';
import type { Path } from '../../../../src/engine/access/paths/routes';

const facts = (JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'facts', 'privesc-public.json'), 'utf8')) as { paths: Fact[] }).paths;
const NOW = new Date('2026-11-01T00:00:00Z');

function pathsOf(fact: Fact, built: Built): Path[] {
  const landscape = readLandscape([{ name: 'gaad.json', content: details(fact, built) }], { ...built.scp && { scp: [[{ Version: '2012-10-17', Statement: built.scp }]] } });
  const { paths } = analyse(landscape, { now: NOW, ...built.carriers && { carriers: built.carriers } });
  return paths.filter(({ from }) => from === caller(fact));
}

const methodsOf = (fact: Fact, built: Built) => pathsOf(fact, built).map(({ hops }) => hops[0].method);

const found = (fact: Fact, change: (built: Built) => void = () => {}) => {
  const built = build(fact);
  change(built);
  return methodsOf(fact, built);
};

/** What the statements that are left still suffice for: other methods of the catalogue whose actions are among them. */
const stillThere = (built: Built) => {
  const left = new Set(built.statements.map(({ Action }) => Action as string));
  return new Set(privilegePaths.filter(({ requires }) => requires.every(({ action }) => [action].flat().some((each) => left.has(each)))).map(({ id }) => id));
};

describe.each(facts.map((fact): [string, Fact] => [fact.id, fact]))('%s', (id, fact) => {
  test('is found in an account with just what it needs', () => expect(found(fact)).toContain(id));

  test.each(fact.requires.map((_, at): [string, number] => [`${fact.requires[at].action} ${Object.values(fact.requires[at].context ?? {}).join()}`, at]))('nothing without %s', (_, at) => {
    const built = build(fact);
    built.statements.splice(at, 1);
    const others = stillThere(built);
    expect(methodsOf(fact, built).filter((method) => !others.has(method) || method === id)).toEqual([]);
  });

  test.each(fact.requires.map(({ action }, at): [string, number] => [action, at]))('nothing where %s is denied', (action) => {
    expect(found(fact, (built) => built.beside.push({ Effect: 'Deny', Action: action, Resource: '*' }))).not.toContain(id);
  });

  test('nothing where a boundary, an organization or a condition that is false closes it', () => {
    const blind = { StringEquals: { 'aws:PrincipalTag/clearance': 'secops' } };
    const [{ action, on }] = fact.requires;
    const but: Statement[] = [{ Effect: 'Allow', NotAction: action, Resource: '*' }];
    expect(found(fact, (built) => { built.boundary = but; })).not.toContain(id);
    expect(found(fact, (built) => { built.scp = [ALL, { Effect: 'Deny', Action: action, Resource: resourceOf(fact, on) }]; })).not.toContain(id);
    expect(found(fact, (built) => { built.scp = but; })).not.toContain(id);
    expect(found(fact, (built) => built.statements.forEach((statement) => Object.assign(statement, { Condition: blind })))).not.toContain(id);
  });
});

const passing = facts.filter(({ targetRoleTrusts }) => targetRoleTrusts?.some((each) => !each.startsWith('AWS:')));

test.each(passing.map((fact): [string, Fact] => [fact.id, fact]))('%s: nothing where the role does not trust who must act as it', (id, fact) => {
  const elsewhere = (): Statement[] => [{ Effect: 'Allow', Principal: { Service: 'config.amazonaws.com' }, Action: 'sts:AssumeRole' }];
  expect(found(fact, (built) => { built.trust = elsewhere(); })).not.toContain(id);
  for (const [at] of build(fact).trust.entries()) expect(found(fact, (built) => { built.trust.splice(at, 1, ...elsewhere()); })).not.toContain(id);
  expect(found(fact, (built) => built.trust.forEach((statement) => Object.assign(statement, { Condition: { StringEquals: { 'aws:SourceAccount': '999999999999', 'aws:PrincipalTag/x': 'y' } } })))).not.toContain(id);
});

test.each(facts.filter((fact) => fact.requires.some(({ on }) => /(role|user)\/target$/.test(resourceOf(fact, on)))).map((fact): [string, Fact] => [fact.id, fact]))('%s: nothing on a name in another letter case', (id, fact) => {
  expect(found(fact, (built) => built.statements.forEach((statement) => {
    if (/(role|user)\/target$/.test(String(statement.Resource))) Object.assign(statement, { Resource: String(statement.Resource).replace('target', 'Target') });
  }))).not.toContain(id);
});

test.each(facts.filter(({ preconditions }) => preconditions.includes('an instance profile with the role exists')).map((fact): [string, Fact] => [fact.id, fact]))('%s: nothing without an instance profile', (id, fact) => {
  expect(found(fact, (built) => { built.instanceProfile = false; })).not.toContain(id);
});

const carried = facts.filter(({ category, requires, targetRoleTrusts }) => category === 'existing-passrole' && targetRoleTrusts?.some((each) => !each.includes(':'))
  && requires.every(({ on }) => on.startsWith('existing:') && on === requires[0].on));

test.each(carried.map((fact): [string, Fact] => [fact.id, fact]))('%s: proven where the resource carries the role, nothing where it carries another', (id, fact) => {
  const kind = resourceKinds[fact.requires[0].on.slice('existing:'.length)];
  const resource = kind.arn.replace('${account}', ACCOUNT).replace('arn:*', 'arn:aws').replace(':*:', ':eu-west-1:').replace('*', 'one');
  const status = (carriers: Map<string, string[]>) => pathsOf(fact, { ...build(fact), carriers }).filter(({ hops }) => hops[0].method === id && hops[0].to === arn('role/target')).map((path) => path.status);
  expect(status(new Map())).toEqual(['possible']);
  expect(status(new Map([[arn('role/target'), [resource]]]))).toEqual(['proven']);
  expect(status(new Map([[arn('role/other'), [resource]]]))).toEqual([]);
});

import { services } from '../../src/catalogue/services';
import { grant } from '../../src/derive/policy';
import cspm from '../facts/cspm-checks.json';
import tiers from '../facts/operation-tiers.json';
import beyond from '../facts/operations-beyond.json';

/** Operations whose tier differs from the facts, and why. */
const differs: Record<string, string> = {
  'iam.GetAccountAuthorizationDetails': 'the catalogue lists users, groups, roles and policies by it, where the facts count core calls such as ListGroups',
};

const beyondFacts = new Map(beyond.operations.map(({ client, operation, tier }) => [`${client}.${operation}`, tier ?? 'detail']));

const operations = services.flatMap((service) => Object.entries(service.operations).map(([name, { detail, action }]) => {
  const [operation, further] = name.split('.').reverse();
  const client = further ?? /@aws-sdk\/client-([\w-]+)/.exec(String(service.client))![1];
  return { fact: `${client}.${operation}`, detail: detail === true, action };
}));

test('every operation of the catalogue has a tier in the facts, or a published check or a cryptographic asset needs it', () => {
  const known = [...tiers.core, ...tiers.detail, ...beyondFacts.keys()];
  expect(operations.map(({ fact }) => fact).filter((fact) => !known.includes(fact))).toEqual([]);
  const checks = new Set(cspm.checks.map(({ id }) => id));
  expect(beyond.operations.filter(({ check, asset }) => !(check ? checks.has(check) : asset))).toEqual([]);
});

test('an operation is a detail where the facts say so for every entity, and nowhere else', () => {
  const wrong = operations.filter(({ fact, detail }) => detail !== (tiers.detail.includes(fact) || beyondFacts.get(fact) === 'detail')).map(({ fact }) => fact);
  expect([...new Set(wrong)]).toEqual(Object.keys(differs));
});

test('the core grant is the exact grant without what only details need', () => {
  const actions = (core: boolean) => grant(services, { core }).flatMap(({ Action }) => Action);
  const needed = new Set(operations.filter(({ detail }) => !detail).map(({ action }) => action as string));
  expect(actions(true).sort()).toEqual(actions(false).filter((action) => needed.has(action)).sort());
  expect(actions(true).length).toBeGreaterThan(25);
  expect(actions(true).length).toBeLessThan(actions(false).length);
});

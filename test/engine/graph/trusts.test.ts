import { ACCOUNT, entity, linked, OTHER } from './support';
import { isNode, nodeOfPrincipal } from '../../../src/catalogue/service-nodes';
import facts from '../../facts/entity-catalogue.json';

const role = `arn:aws:iam::${ACCOUNT}:role/app`;
const trusting = (statements: object[], others: Parameters<typeof linked>[0] = []) => {
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const graph = linked([entity(role, 'aws_iam_role', { AssumeRolePolicyDocument, _class: ['AccessRole'] }), ...others]);
  const edges = graph.from(role).filter(({ _class }) => _class === 'TRUSTS');
  return { graph, edges, ends: edges.map(({ _toEntityKey, _toType }) => [_toEntityKey, _toType]) };
};
const allow = (Principal: unknown, more: object = {}) => ({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more });

test('users and roles, here and elsewhere', () => {
  const [user, far] = [`arn:aws:iam::${ACCOUNT}:user/team/ann`, `arn:aws:iam::${OTHER}:role/far`];
  const { ends, graph } = trusting([allow({ AWS: [user, far] })], [entity(user, 'aws_iam_user')]);
  expect(ends).toEqual([[user, 'aws_iam_user'], [far, 'aws_iam_role']]);
  expect(graph.get(far)).toMatchObject({ _mapped: true, accountId: OTHER, _class: ['AccessRole'], displayName: 'far' });
});

test('an account by its number and by its root, once', () => {
  const { ends, graph } = trusting([allow({ AWS: OTHER }), allow({ AWS: `arn:aws:iam::${OTHER}:root` })]);
  expect(ends).toEqual([[`arn:aws:iam::${OTHER}:root`, 'aws_account']]);
  expect(graph.get(`arn:aws:iam::${OTHER}:root`)).toMatchObject({ _class: ['Account'], accountId: OTHER });
});

test('the external id is kept', () => {
  const condition = { StringEquals: { 'sts:ExternalId': 'abc' } };
  const [edge] = trusting([allow({ AWS: OTHER }, { Condition: condition })]).edges;
  expect(edge).toMatchObject({ conditional: true, externalIds: ['abc'], conditions: [{ StringEquals: { 'sts:ExternalId': ['abc'] } }] });
  expect(trusting([allow({ AWS: OTHER })]).edges[0]).toMatchObject({ conditional: false });
});

test('a service by its node, or by its name where the model has none', () => {
  const { ends, graph } = trusting([allow({ Service: ['ecs-tasks.amazonaws.com', 'states.eu-west-1.amazonaws.com'] })]);
  expect(ends).toEqual([[`aws_ecs:${ACCOUNT}`, 'aws_ecs'], ['Service:states.eu-west-1.amazonaws.com', 'Service']]);
  expect(graph.get(`aws_ecs:${ACCOUNT}`)).toMatchObject({ _class: ['Service'], _mapped: true });
  expect(graph.get('Service:states.eu-west-1.amazonaws.com')).toMatchObject({ _class: ['Service'], principal: 'states.eu-west-1.amazonaws.com' });
});

test('everybody', () => {
  expect(trusting([allow('*')]).graph.get('global:everyone')).toMatchObject({ _type: 'everyone', _class: ['UserGroup', 'Everyone'] });
  expect(trusting([allow({ AWS: '*' })]).ends).toEqual([['global:everyone', 'everyone']]);
});

test('what a Deny takes away is not trusted', () => {
  const deny = { ...allow({ AWS: `arn:aws:iam::${OTHER}:role/far` }), Effect: 'Deny' };
  expect(trusting([allow({ AWS: [`arn:aws:iam::${OTHER}:role/far`, `arn:aws:iam::${OTHER}:role/near`] }), deny]).ends)
    .toEqual([[`arn:aws:iam::${OTHER}:role/near`, 'aws_iam_role']]);
});

test('another action is no trust, and neither are ids of what was deleted or a document that AWS would not take', () => {
  expect(trusting([allow({ AWS: OTHER }, { Action: 'sts:TagSession' })]).ends).toEqual([]);
  expect(trusting([allow({ AWS: 'AROAEXAMPLEID' })]).ends).toEqual([]);
  expect(trusting([{ Effect: 'Maybe' }]).ends).toEqual([]);
});

test('the service nodes are those of the facts', () => {
  const nodes = new Set(facts.relationships.filter(({ from, verb, to }) => verb === 'HAS' && from.startsWith('aws_') && isNode(from as never) && to).map(({ from }) => from));
  const published = facts.relationships.filter(({ kind, from }) => kind === 'implicit' && from !== 'aws_account').map(({ from }) => from);
  expect(nodes).toEqual(new Set(published));
  expect(['lambda.amazonaws.com', 'monitoring.rds.amazonaws.com', 'ec2.amazonaws.com.cn', 'events.amazonaws.com'].map(nodeOfPrincipal))
    .toEqual(['aws_lambda', 'aws_rds', 'aws_ec2', undefined]);
});

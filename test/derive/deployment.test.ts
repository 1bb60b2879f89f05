import { deploymentStatements, type TemplateResource } from '../../src/derive/deployment';

const statements = (resources: Record<string, TemplateResource>) => deploymentStatements(resources, 'forwarders');
const of = (resources: Record<string, TemplateResource>, action: string) => statements(resources).filter(({ Action }) => Action.includes(action));

test('the stacks of the stack set, and what has no resource', () => {
  expect(statements({}).map(({ Action, Resource }) => [Action, Resource])).toEqual([
    [['cloudformation:*'], ['arn:${Partition}:cloudformation:*:${Account}:stack/StackSet-forwarders-*']],
    [['cloudformation:GetTemplateSummary', 'cloudformation:ListStacks', 'cloudformation:ValidateTemplate'], ['*']],
  ]);
});

test('a resource by its name, or by the beginning of the name that CloudFormation makes', () => {
  const role = (Properties: object) => ({ Role: { Type: 'AWS::IAM::Role', Properties: { ...Properties } } });
  expect(of(role({ RoleName: 'reader', Path: '/team/' }), 'iam:CreateRole')[0].Resource).toEqual(['arn:${Partition}:iam::${Account}:role/team/reader']);
  expect(of(role({}), 'iam:CreateRole')[0].Resource).toEqual(['arn:${Partition}:iam::${Account}:role/StackSet-forwarders*']);
  expect(deploymentStatements(role({}), 'a-name-that-is-much-longer')[3].Resource).toEqual(['arn:${Partition}:iam::${Account}:role/StackSet-a-name-that-is-*']);
});

test('a rule of a bus, and the role that is passed to it', () => {
  const resources = { Rule: { Type: 'AWS::Events::Rule', Properties: { Name: 'changes' } }, Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'put-events' } } };
  expect(of(resources, 'events:PutRule')[0].Resource).toEqual(['arn:${Partition}:events:*:${Account}:rule/changes', 'arn:${Partition}:events:*:${Account}:rule/*/changes']);
  expect(of(resources, 'iam:PassRole')).toEqual([expect.objectContaining({
    Resource: ['arn:${Partition}:iam::${Account}:role/put-events'], Condition: { StringEquals: { 'iam:PassedToService': ['events.amazonaws.com'] } },
  })]);
  expect(of({ Rule: resources.Rule }, 'iam:PassRole')).toEqual([]);
});

test('the policy of a bus of the template is part of it', () => {
  const policy = { Policy: { Type: 'AWS::Events::EventBusPolicy', Properties: { EventBusName: '*' } } };
  const bus = { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'hub' } } };
  expect(of({ ...policy, ...bus }, 'events:PutPermission').map(({ Resource }) => Resource)).toEqual([['arn:${Partition}:events:*:${Account}:event-bus/hub']]);
});

test('the same for two is said once', () => {
  const policy = { Type: 'AWS::IAM::ManagedPolicy', Properties: {} };
  expect(of({ One: policy, Two: policy }, 'iam:CreatePolicy')).toHaveLength(1);
});

test('a type whose calls are not known, and a name that is not, are refused', () => {
  expect(() => statements({ Thing: { Type: 'AWS::IoT::Thing' } })).toThrow(/Which calls deploy AWS::IoT::Thing is not known\. Known are .*AWS::IAM::Role/);
  expect(() => statements({ Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: '*' } } })).toThrow('The RoleName of a resource of type AWS::IAM::Role is known at deployment only');
});

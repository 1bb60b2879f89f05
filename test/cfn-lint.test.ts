import { lint, LINT_TIMEOUT, lintAll } from './cfn-lint';

const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] } } };

test('a clean template has no messages, in JSON and in YAML', async () => {
  expect(await lint({ Resources: { Role: role } })).toEqual([]);
  expect(await lint('Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n')).toEqual([]);
}, LINT_TIMEOUT);

test('errors, warnings and informational messages name the template, the rule and the place', async () => {
  const messages = await lintAll({
    'good.json': { Resources: { Role: role } },
    'wrong-property.json': { Resources: { Role: { ...role, Properties: { ...role.Properties, RoleNmae: 'x' } } } },
    'unused-parameter.json': { Parameters: { Unused: { Type: 'String' } }, Resources: { Role: role } },
    'hard-coded-partition.json': { Resources: { Role: { ...role, Properties: { ...role.Properties, PermissionsBoundary: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:policy/x' } } } } },
    'broken.yaml': 'Resources: [',
  });
  expect(messages.map((message) => message.split(/ at |: /).slice(0, 2).join(' ')).sort()).toEqual([
    'broken.yaml E0000', 'hard-coded-partition.json I3042', 'unused-parameter.json W2001', 'wrong-property.json E3002',
  ]);
  expect(messages.find((message) => message.includes('E3002'))).toMatch(/at Resources\/Role\/Properties\/RoleNmae: .*RoleNmae/);
}, LINT_TIMEOUT);

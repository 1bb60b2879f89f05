import { Aws } from '../../../src/engine/doctor/aws';
import { ANY, REST } from '../../../src/engine/doctor/compare';
import { parseTemplate } from '../../../src/engine/doctor/deployed';
import { Resolver } from '../../../src/engine/doctor/resolve';
import type { Template } from '../../../src/engine/template/template';

const resolve = (value: unknown, rest: Partial<Template> = {}, region = 'eu-west-1') => {
  const template: Template = {
    Parameters: { Primary: { Type: 'String' }, Secret: { Type: 'String', NoEcho: true }, Names: { Type: 'CommaDelimitedList' } },
    Mappings: { Map: { a: { b: 'mapped' } } },
    Conditions: { IsHub: { 'Fn::Or': [{ 'Fn::Equals': [{ Ref: 'Primary' }, ''] }, { 'Fn::Equals': [{ Ref: 'AWS::Region' }, { Ref: 'Primary' }] }] }, IsSpoke: { 'Fn::Not': [{ Condition: 'IsHub' }] } },
    ...rest,
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { Path: '/p/' } },
      Queue: { Type: 'AWS::SQS::Queue' },
      Destination: { Type: 'AWS::Events::ApiDestination' },
      Odd: { Type: 'AWS::Odd::Thing' },
      It: { Type: 'AWS::Any::Thing', Properties: { value: value as never } },
    },
  };
  const physicalIds = new Map([['Role', 'role-1'], ['Queue', 'https://sqs.eu-west-1.amazonaws.com/111111111111/queue-1'], ['Destination', 'dest'], ['Odd', 'odd-1'], ['It', 'it']]);
  const aws = new Aws('111111111111', region, async () => ({ accessKeyId: 'x', secretAccessKey: 'x' }), {});
  return new Resolver(template, { aws, stackId: 'arn:stack/name/uuid', stackName: 'name', parameters: { Primary: 'eu-west-1', Names: 'a, b' }, physicalIds }).properties('It').value;
};

test.each<[unknown, unknown]>([
  [{ Ref: 'AWS::AccountId' }, '111111111111'],
  [{ Ref: 'Primary' }, 'eu-west-1'],
  [{ Ref: 'Names' }, ['a', 'b']],
  [{ Ref: 'Secret' }, ANY],
  [{ Ref: 'Role' }, 'role-1'],
  [{ 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws:iam::111111111111:role/p/role-1'],
  [{ 'Fn::GetAtt': 'Queue.Arn' }, 'arn:aws:sqs:eu-west-1:111111111111:queue-1'],
  [{ 'Fn::GetAtt': ['Destination', 'Arn'] }, `arn:aws:events:eu-west-1:111111111111:api-destination/dest${REST}`],
  [{ 'Fn::GetAtt': ['Odd', 'Secret'] }, ANY],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-eu-west-1'],
  [{ 'Fn::Sub': '${AWS::Partition}:${Queue.QueueName}:${!literal}:${Role}' }, 'aws:queue-1:${literal}:role-1'],
  [{ 'Fn::Sub': ['${x}', { x: { Ref: 'Role' } }] }, 'role-1'],
  [{ 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] }, 'uuid'],
  [{ 'Fn::FindInMap': ['Map', 'a', 'b'] }, 'mapped'],
  [{ 'Fn::If': ['IsHub', 'hub', 'spoke'] }, 'hub'],
  [{ 'Fn::If': ['IsSpoke', 'spoke', { Ref: 'AWS::NoValue' }] }, undefined],
  [[{ 'Fn::If': ['IsSpoke', 'spoke', { Ref: 'AWS::NoValue' }] }, 'kept'], ['kept']],
  [{ 'Fn::ImportValue': 'other' }, ANY],
  ['{{resolve:secretsmanager:key}}', '{{resolve:secretsmanager:key}}'],
])('%j is %j', (value, expected) => expect(resolve(value)).toEqual(expected));

test('the partition and its suffix are those of the Region', () => {
  expect(resolve({ 'Fn::Sub': 'arn:${AWS::Partition}:x.${AWS::URLSuffix}' }, {}, 'cn-north-1')).toBe('arn:aws-cn:x.amazonaws.com.cn');
});

test('a template in YAML, with the short forms', () => {
  const text = 'Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n      One: !Ref B\n      Two: !GetAtt B.Arn\n      Three: !Sub "${AWS::Region}-x"\n      Four: !Join ["-", [a, !Ref B]]\n      Five: !If [C, yes, !Select [0, [a]]]\n';
  expect(parseTemplate(text).Resources.A.Properties).toEqual({
    One: { Ref: 'B' },
    Two: { 'Fn::GetAtt': 'B.Arn' },
    Three: { 'Fn::Sub': '${AWS::Region}-x' },
    Four: { 'Fn::Join': ['-', ['a', { Ref: 'B' }]] },
    Five: { 'Fn::If': ['C', 'yes', { 'Fn::Select': [0, ['a']] }] },
  });
});

import { Template } from 'aws-cdk-lib/assertions';
import { App, SecretValue, Stack } from 'aws-cdk-lib/core';
import { withoutDeadLetters } from './dead-letters';
import { CloudTrailConsumer, CloudTrailIngestPipeline, EksAuditLogPipeline, EventBridgeForwarder, ForwarderAuthorization, LogNotification, SecurityScanner } from '../../src';

const env = { account: '111111111111', region: 'eu-central-1' };
type Resources = { Resources: Record<string, { Type: string; Properties: Record<string, never> }> };
const templateOf = (build: (stack: Stack) => void) => {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Stack', { env });
  build(stack);
  return Template.fromStack(stack).toJSON() as Resources;
};

const templates: Record<string, (stack: Stack) => void> = {
  'a scanner with changes': (stack) => { new SecurityScanner(stack, 'Scanner', { changes: { organizationId: 'o-abcdefghij' } }); },
  'a consumer': (stack) => {
    const pipeline = new CloudTrailIngestPipeline(stack, 'Pipeline');
    new CloudTrailConsumer(stack, 'Consumer', { pipeline });
    new EksAuditLogPipeline(stack, 'Eks', { pipeline, clusterName: 'apps' });
  },
  'a pipeline by the event bus': (stack) => { new CloudTrailIngestPipeline(stack, 'Pipeline', { notification: LogNotification.EVENT_BRIDGE }); },
  'a forwarder': (stack) => {
    new EventBridgeForwarder(stack, 'Forwarder', { primaryRegion: env.region, endpoint: 'https://example.com/events', authorization: ForwarderAuthorization.apiKey(SecretValue.secretsManager('platform-key')) });
  },
};

test.each(Object.entries(templates))('what %s does asynchronously has a dead-letter queue', (_, build) => {
  expect(withoutDeadLetters(templateOf(build))).toEqual([]);
});

test('each way to lose something asynchronously is seen', () => {
  const lost = (build: (stack: Stack) => void, type: string, property: string) => {
    const template = templateOf(build);
    const first = Object.entries(template.Resources).find(([, { Type, Properties }]) => Type === type && property in (Properties ?? {}))!;
    const [id, { Properties }] = first;
    return { id, seen: () => withoutDeadLetters({ Resources: { ...template.Resources, [id]: { Type: type, Properties: { ...Properties, [property]: undefined as never } } } }) };
  };
  for (const [type, property] of [['AWS::Lambda::Function', 'DeadLetterConfig'], ['AWS::SNS::Subscription', 'RedrivePolicy'], ['AWS::SQS::Queue', 'RedrivePolicy']]) {
    const { id, seen } = lost(templates['a consumer'], type, property);
    expect(seen()).toContain(id);
  }
  const rules = templateOf(templates['a scanner with changes']);
  for (const { Type, Properties } of Object.values(rules.Resources) as { Type: string; Properties: { Target?: object; Targets?: object[] } }[]) {
    if (Type === 'AWS::Scheduler::Schedule') delete (Properties.Target as { DeadLetterConfig?: object }).DeadLetterConfig;
    if (Type === 'AWS::Events::Rule') for (const target of Properties.Targets!) delete (target as { DeadLetterConfig?: object }).DeadLetterConfig;
  }
  const types = withoutDeadLetters(rules).map((id) => rules.Resources[id].Type);
  expect(new Set(types)).toEqual(new Set(['AWS::Scheduler::Schedule', 'AWS::Events::Rule']));
});

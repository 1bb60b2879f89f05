type Json = any; // eslint-disable-line @typescript-eslint/no-explicit-any

const ASYNCHRONOUS = ['events.amazonaws.com', 'scheduler.amazonaws.com', 'sns.amazonaws.com', 's3.amazonaws.com', 'logs.amazonaws.com'];
const idIn = (reference: Json): string | undefined => reference?.['Fn::GetAtt']?.[0] ?? reference?.Ref;

/**
 * What is called or delivered asynchronously in a template, by logical id, and has no dead-letter queue: targets of rules and schedules, subscriptions
 * of topics, queues that a function reads, and functions that others call without waiting for the answer.
 */
export function withoutDeadLetters({ Resources }: { Resources: Record<string, Json> }): string[] {
  const of = (type: string) => Object.entries<Json>(Resources).filter(([, { Type }]) => Type === type).map(([id, { Properties = {} }]) => [id, Properties] as const);
  const guardedFunctions = new Set([
    ...of('AWS::Lambda::Function').filter(([, { DeadLetterConfig }]) => DeadLetterConfig?.TargetArn).map(([id]) => id),
    ...of('AWS::Lambda::EventInvokeConfig').filter(([, { DestinationConfig }]) => DestinationConfig?.OnFailure).map(([, { FunctionName }]) => idIn(FunctionName)),
  ]);
  const calledAsynchronously = of('AWS::Lambda::Permission').filter(([, { Principal }]) => ASYNCHRONOUS.includes(Principal)).map(([, { FunctionName }]) => idIn(FunctionName)!);
  const read = of('AWS::Lambda::EventSourceMapping').map(([, { EventSourceArn }]) => idIn(EventSourceArn)!);
  return [
    ...of('AWS::Events::Rule').flatMap(([id, { Targets = [] }]) => Targets.filter((target: Json) => !target.DeadLetterConfig?.Arn).map(() => id)),
    ...of('AWS::Scheduler::Schedule').filter(([, { Target }]) => !Target.DeadLetterConfig?.Arn).map(([id]) => id),
    ...of('AWS::SNS::Subscription').filter(([, { RedrivePolicy }]) => !RedrivePolicy?.deadLetterTargetArn).map(([id]) => id),
    ...read.filter((id) => !Resources[id]?.Properties.RedrivePolicy?.deadLetterTargetArn),
    ...calledAsynchronously.filter((id) => !guardedFunctions.has(id)),
  ];
}

import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Aws, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge, nagText } from './acknowledge';
import { atOnceOf, type ScannerFunctions } from './scanner-functions';
import type { ScannerLake } from './scanner-lake';
import type { SecurityScannerProps } from '../security-scanner-props';

const at = sfn.JsonPath.stringAt;
// What AWS Lambda answers when it, rather than the function, failed: https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html
const OF_LAMBDA = ['Lambda.ClientExecutionTimeoutException', 'Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException', 'Lambda.TooManyRequestsException'];
const JOB = { run: at('$.run'), startedAt: at('$.startedAt') };

/** A task of a function, tried again with growing, random pauses. */
function invoke(
  scope: Construct, id: string, lambdaFunction: IFunction, payload: Record<string, unknown>, options: { output?: string; attempts?: number } = {},
): LambdaInvoke {
  const { output = sfn.JsonPath.DISCARD, attempts = 2 } = options;
  const task = new LambdaInvoke(scope, id, {
    lambdaFunction, payload: sfn.TaskInput.fromObject(payload), retryOnServiceExceptions: false, resultSelector: { 'Payload.$': '$.Payload' }, resultPath: output,
  });
  const pause = { interval: Duration.seconds(2), backoffRate: 2, maxDelay: Duration.minutes(5), jitterStrategy: sfn.JitterType.FULL };
  task.addRetry({ errors: OF_LAMBDA, maxAttempts: 8, ...pause });
  // Something else works on the account, for as long as it takes.
  task.addRetry({ errors: ['AccountLocked'], maxAttempts: 10, ...pause, interval: Duration.seconds(20) });
  if (attempts > 0) task.addRetry({ errors: ['States.ALL'], maxAttempts: attempts, ...pause });
  return task;
}

/** Reads one batch: again for what is left, unit by unit when the function fails or reads nothing. */
function collecting(scope: Construct, collect: IFunction): sfn.Chain {
  const batch = { ...JOB, accountId: at('$.accountId'), region: at('$.region') };
  const nothingLeft = sfn.Condition.numberEquals('$.collected.Payload.remaining', 0);
  const done = new sfn.Pass(scope, 'RegionDone', { result: sfn.Result.fromObject({}) });
  const alone = new sfn.Map(scope, 'UnitByUnit', {
    itemsPath: '$.services', maxConcurrency: 1, itemSelector: { ...batch, services: sfn.JsonPath.array(at('$$.Map.Item.Value')) }, resultPath: sfn.JsonPath.DISCARD,
  });
  const one = invoke(scope, 'CollectUnit', collect, { ...batch, services: at('$.services') }, { output: '$.collected', attempts: 1 });
  // The unit has not been stored: the analysis tells of it.
  const lost = new sfn.Pass(scope, 'UnitLost', { result: sfn.Result.fromObject({}) });
  const unitDone = new sfn.Pass(scope, 'UnitDone', { result: sfn.Result.fromObject({}) });
  alone.itemProcessor(one.addCatch(lost).next(new sfn.Choice(scope, 'UnitRead').when(nothingLeft, unitDone).otherwise(one)));
  const several = invoke(scope, 'CollectRegion', collect, { ...batch, services: at('$.services') }, { output: '$.collected', attempts: 1 });
  several.addCatch(alone, { resultPath: sfn.JsonPath.DISCARD });
  const rest = new sfn.Pass(scope, 'TakeWhatIsLeft', {
    parameters: { ...batch, services: at('$.collected.Payload.services'), stuck: at('$.collected.Payload.stuck') },
  });
  const goOn = new sfn.Choice(scope, 'GoOn').when(sfn.Condition.booleanEquals('$.stuck', true), alone).otherwise(several);
  alone.next(done);
  return several.next(new sfn.Choice(scope, 'AllRead')
    .when(nothingLeft, done)
    .otherwise(rest.next(goOn)));
}

/** What is done for each account: enter it, read its Regions, link and check it. */
function accountOf(scope: Construct, functions: ScannerFunctions, regionsAtOnce: number): sfn.Chain {
  const enter = invoke(scope, 'EnterAccount', functions['plan-account'], { ...JOB, account: at('$.account') }, { output: '$.planned' });
  const regions = new sfn.Map(scope, 'Regions', {
    itemsPath: '$.planned.Payload.batches',
    maxConcurrency: regionsAtOnce,
    itemSelector: { ...JOB, accountId: at('$$.Map.Item.Value.accountId'), region: at('$$.Map.Item.Value.region'), services: at('$$.Map.Item.Value.services') },
    resultPath: sfn.JsonPath.DISCARD,
  });
  regions.itemProcessor(collecting(scope, functions['collect-unit']));
  const analyse = invoke(scope, 'AnalyseAccount', functions['analyse-account'], { ...JOB, accountId: at('$.account.accountId') });
  // Thousands of results must stay below 256 KB.
  const done = new sfn.Pass(scope, 'AccountDone', { result: sfn.Result.fromObject({}) });
  return enter.next(new sfn.Choice(scope, 'Refused')
    .when(sfn.Condition.isPresent('$.planned.Payload.refused'), done)
    .otherwise(regions.next(analyse).next(done)));
}

/** The state machine of a scan. */
export function scanStateMachine(
  scope: Construct, stateMachineName: string, lake: ScannerLake, functions: ScannerFunctions, props: SecurityScannerProps,
): sfn.StateMachine {
  const { toleratedFailurePercentage = 100, timeout = Duration.hours(12) } = props;
  const { accountsAtOnce, regionsAtOnce } = atOnceOf(props);
  const states = new Construct(scope, 'States');
  // What it refuses, it refuses for good.
  const plan = invoke(states, 'PlanAccounts', functions['plan-accounts'], { execution: at('$$.Execution.Id') }, { output: '$', attempts: 0 });
  const unwrap = new sfn.Pass(states, 'Job', { inputPath: '$.Payload' });
  const accounts = new sfn.DistributedMap(states, 'Accounts', {
    itemReader: new sfn.S3JsonLItemReader({ bucket: lake.bucket, key: at('$.key') }),
    itemSelector: { ...JOB, account: sfn.JsonPath.objectAt('$$.Map.Item.Value') },
    maxConcurrency: accountsAtOnce,
    toleratedFailurePercentage,
    mapExecutionType: sfn.StateMachineType.STANDARD,
    label: 'Accounts',
    resultPath: sfn.JsonPath.DISCARD,
  });
  accounts.itemProcessor(accountOf(states, functions, regionsAtOnce));
  const publish = invoke(states, 'Publish', functions.publish, JOB, { output: '$' });
  const partly = invoke(states, 'PublishWhatThereIs', functions.publish, JOB);
  partly.next(new sfn.Fail(states, 'TooManyFailed', { error: 'TooManyAccountsFailed', cause: 'More accounts failed than are tolerated. What was read is published.' }));
  accounts.addCatch(partly, { resultPath: sfn.JsonPath.DISCARD });
  const logs = new LogGroup(scope, 'ScanLogs', { logGroupName: `/aws/vendedlogs/states/${stateMachineName}`, retention: props.logRetention ?? RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY });
  const machine = new sfn.StateMachine(scope, 'Scan', {
    stateMachineName,
    definitionBody: sfn.DefinitionBody.fromChainable(plan.next(unwrap).next(accounts).next(publish).next(new sfn.Pass(states, 'Told', { outputPath: '$.Payload' }))),
    timeout,
    tracingEnabled: true,
    logs: { destination: logs, level: sfn.LogLevel.ALL, includeExecutionData: false },
  });
  machine.addToRolePolicy(new PolicyStatement({ sid: 'DecryptAccounts', actions: ['kms:Decrypt'], resources: [lake.keyArn] }));
  acknowledgeWildcards(machine, lake, functions);
  return machine;
}

/** Tells cdk-nag why the wildcards in the policies that the tasks and the map bring are meant. */
function acknowledgeWildcards(machine: sfn.StateMachine, { bucket }: ScannerLake, functions: ScannerFunctions): void {
  const stack = Stack.of(machine);
  const name = Fn.select(6, Fn.split(':', machine.stateMachineArn));
  const executions = (label: string) => `arn:${Aws.PARTITION}:states:${stack.region}:${stack.account}:execution:${name}${label}:*`;
  const meant = (value: string) => `AwsSolutions-IAM5[Resource::${nagText(stack.resolve(value))}]`;
  acknowledge(machine, {
    'AwsSolutions-IAM5[Resource::*]': 'AWS X-Ray and the delivery of logs take no resource.',
    [meant(`arn:${Aws.PARTITION}:s3:::${bucket.bucketName}/*`)]: 'The list of accounts is named when it is written.',
    ...Object.fromEntries(Object.values(functions).map(({ functionArn }) => [meant(`${functionArn}:*`), 'The versions of one function.'])),
    ...Object.fromEntries(['', '/Accounts'].map((label) => [meant(executions(label)), 'The executions of the state machine itself.'])),
  });
}

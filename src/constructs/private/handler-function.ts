import { join } from 'node:path';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { PolicyStatement as Statement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Names, RemovalPolicy, Stack, type Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge, nagText } from './acknowledge';

/** What a handler of this package runs with. */
export interface HandlerFunctionProps {
  /** Its folder in assets/handlers. */
  readonly handler: string;
  readonly description: string;
  readonly memorySize: number;
  readonly timeout: Duration;
  readonly environment: Record<string, string>;
  readonly logRetention?: RetentionDays;
  /** Concurrent executions that are kept for it, and that it never exceeds. @default - it shares those of the account */
  readonly reservedConcurrency?: number;
  /** Takes the events that it was called with asynchronously and failed on. */
  readonly deadLetterQueue?: IQueue;
}

const ASSETS = join(__dirname, '..', '..', '..', 'assets', 'handlers');

/** Namespace of the metrics that the handlers write. */
export const METRICS = 'SecurityScanner';

/** A handler of this package as a function, with a role and a log group of its own. */
export function handlerFunction(scope: Construct, id: string, props: HandlerFunctionProps): LambdaFunction {
  const logGroup = new LogGroup(scope, `${id}Logs`, { retention: props.logRetention ?? RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY });
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com'), description: props.description });
  role.addToPolicy(new Statement({ sid: 'WriteLogs', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] }));
  return new LambdaFunction(scope, id, {
    description: props.description,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(join(ASSETS, props.handler)),
    handler: 'index.handler',
    memorySize: props.memorySize,
    timeout: props.timeout,
    role,
    reservedConcurrentExecutions: props.reservedConcurrency,
    deadLetterQueue: props.deadLetterQueue,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    tracing: Tracing.ACTIVE,
    environment: { ...props.environment, POWERTOOLS_SERVICE_NAME: serviceName(scope, id), POWERTOOLS_METRICS_NAMESPACE: METRICS },
  });
}

/** What the metrics of a handler are told apart by. */
export const serviceName = (scope: Construct, id: string): string => `${Names.uniqueResourceName(scope, { maxLength: 100, separator: '-' })}-${id}`;

/** Tells cdk-nag why the wildcards in the policy of a handler are meant. */
export function acknowledgeWildcards(handler: LambdaFunction, statements: readonly PolicyStatement[]): void {
  const text = (value: unknown) => nagText(Stack.of(handler).resolve(value));
  const wildcards = (values: readonly string[]) => values.map(text).filter((value) => value.includes('*'));
  acknowledge(handler.role!, {
    'AwsSolutions-IAM5[Resource::*]': 'AWS X-Ray takes no resource.',
    ...Object.fromEntries(statements.flatMap(({ resources, actions }) => [
      ...wildcards(resources).map((name) => [`AwsSolutions-IAM5[Resource::${name}]`, 'Objects are named when they are written; the wildcard stands for account, Region, day and file.']),
      ...wildcards(actions).map((name) => [`AwsSolutions-IAM5[Action::${name}]`, 'AWS KMS names the actions for data keys so.']),
    ])),
  });
}

import { EventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import type { aws_events } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { API_CALL, SIGN_IN } from './forwarder-pattern';
import { Environment } from '../../handlers/environment';

/** How the function takes events. */
export interface LiveEvents {
  readonly handler: Function;
  readonly timeout: Duration;
  readonly batchSize: number;
  readonly maxConcurrency: number;
  readonly bus?: aws_events.IEventBusRef;
}

/**
 * Brings events of CloudTrail to a function as they happen: rule → queue → function. A queue of its own, as in that of log files events would hide
 * that these have stopped. What the function finds in them it puts on the default bus.
 *
 * @returns the queue of those that were given up
 */
export function liveEvents(parent: Construct, id: string, { handler, timeout, batchSize, maxConcurrency, bus }: LiveEvents): Queue {
  const scope = new Construct(parent, id);
  const queue = (name: string, props: QueueProps) => new Queue(scope, name, { ...props, encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true });
  const lost = queue('Lost', { retentionPeriod: Duration.days(14) });
  acknowledge(lost, { 'AwsSolutions-SQS3': 'It is the dead-letter queue.' });
  const waiting = queue('Queue', { visibilityTimeout: Duration.seconds(timeout.toSeconds() * 6), deadLetterQueue: { queue: lost, maxReceiveCount: 5 } });
  new Rule(scope, 'Rule', {
    description: 'Changes and sign-ins, for the detections',
    eventPattern: { source: Match.prefix('aws.'), detailType: [API_CALL, SIGN_IN] },
    ...bus && { eventBus: EventBus.fromEventBusArn(scope, 'Bus', bus.eventBusRef.eventBusArn) },
    targets: [new SqsQueue(waiting, { deadLetterQueue: lost })],
  });
  waiting.grantConsumeMessages(handler);
  EventBus.fromEventBusName(scope, 'Findings', 'default').grantPutEventsTo(handler);
  handler.addEnvironment(Environment.EVENT_BUS, 'default');
  handler.addEventSourceMapping(`${id}Notices`, { eventSourceArn: waiting.queueArn, batchSize, maxConcurrency, reportBatchItemFailures: true }).node.addDependency(handler.role!);
  return lost;
}

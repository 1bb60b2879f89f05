import { EventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import type { aws_events } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { API_CALL, SIGN_IN } from './forwarder-pattern';
import { guardedQueue } from './guarded-queue';
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
  const { queue, deadLetters } = guardedQueue(scope, ['Queue', 'Lost'], Duration.seconds(timeout.toSeconds() * 6));
  new Rule(scope, 'Rule', {
    description: 'Changes and sign-ins, for the detections',
    eventPattern: { source: Match.prefix('aws.'), detailType: [API_CALL, SIGN_IN] },
    ...bus && { eventBus: EventBus.fromEventBusArn(scope, 'Bus', bus.eventBusRef.eventBusArn) },
    targets: [new SqsQueue(queue, { deadLetterQueue: deadLetters })],
  });
  queue.grantConsumeMessages(handler);
  EventBus.fromEventBusName(scope, 'Findings', 'default').grantPutEventsTo(handler);
  handler.addEnvironment(Environment.EVENT_BUS, 'default');
  handler.addEventSourceMapping(`${id}Notices`, { eventSourceArn: queue.queueArn, batchSize, maxConcurrency, reportBatchItemFailures: true }).node.addDependency(handler.role!);
  return deadLetters;
}

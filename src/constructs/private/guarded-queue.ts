import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';

/** A queue and its dead letters. */
export interface GuardedQueue { readonly queue: Queue; readonly deadLetters: Queue }

const TRIED = 5;

/** A queue with dead letters of its own, under these ids. */
export function guardedQueue(scope: Construct, [id, deadLettersId]: readonly string[], visibilityTimeout: Duration, props: QueueProps = {}): GuardedQueue {
  const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, fifo: props.fifo };
  const deadLetters = new Queue(scope, deadLettersId, { ...common, retentionPeriod: Duration.days(14) });
  acknowledge(deadLetters, { 'AwsSolutions-SQS3': 'It is a dead-letter queue itself.' });
  const deadLetterQueue = { queue: deadLetters, maxReceiveCount: TRIED };
  return { deadLetters, queue: new Queue(scope, id, { ...common, ...props, visibilityTimeout, deadLetterQueue }) };
}

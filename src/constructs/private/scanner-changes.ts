import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { DeduplicationScope, FifoThroughputLimit } from 'aws-cdk-lib/aws-sqs';
import { Aws, Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ForwarderHubBus } from './forwarder-hub';
import { eventPatterns, forwardedPattern } from './forwarder-pattern';
import { guardedQueue, type GuardedQueue } from './guarded-queue';
import { accountOutlets, entering, listeners, partFunction, rereadInLake, type ScannerShare } from './scanner-functions';
import { Environment } from '../../handlers/environment';
import { ForwarderEvents } from '../forwarder-events';
import type { ScannerChanges } from '../scanner-changes';

/** What reads again what has changed. */
export interface Changes {
  readonly busArn: string;
  readonly note: LambdaFunction;
  readonly reread: LambdaFunction;
  readonly events: GuardedQueue;
  readonly units: GuardedQueue;
}

const NOTE_TIMEOUT = Duration.minutes(2);
// As long as a message may stay invisible without keeping its account waiting for too long after a failure.
const REREAD_TIMEOUT = Duration.minutes(10);
// Five batches of a hundred events; what comes faster waits in the queue.
const NOTED_AT_ONCE = 5;

function assertChanges({ debounce = Duration.minutes(1), accountsAtOnce: accounts = 5, memberAccountIds = [] }: ScannerChanges): void {
  if (debounce.toSeconds() < 10 || debounce.toSeconds() > 300) throw new Error(`changes.debounce must be 10 seconds to 5 minutes, got ${debounce.toHumanString()}.`);
  if (!Number.isInteger(accounts) || accounts < 2 || accounts > 1000) {
    throw new Error(`changes.accountsAtOnce must be a whole number from 2 to 1,000, got ${accounts}.`);
  }
  const wrong = memberAccountIds.find((account) => !/^\d{12}$/.test(account));
  if (wrong !== undefined) throw new Error(`changes.memberAccountIds must be ids of AWS accounts such as '111111111111', got '${wrong}'.`);
}

/** The rules that bring events: of this account in this Region, and what forwarders send to the bus. */
function rulesOf(scope: Construct, { props }: ScannerShare, busName: string, { queue, deadLetters }: GuardedQueue): void {
  const targets = [{ id: 'Changes', arn: queue.queueArn, deadLetterConfig: { arn: deadLetters.queueArn } }];
  const own = eventPatterns(scope, { patterns: ForwarderEvents.changes(...props.streams ?? [])._patterns, signIn: false });
  const rules = [
    ...own.map((eventPattern, at) => new CfnRule(scope, `OwnChanges${at + 1}`, { eventPattern, targets, state: 'ENABLED', description: 'Changes in this account, for the security scanner' })),
    new CfnRule(scope, 'ForwardedChanges', { eventBusName: busName, eventPattern: forwardedPattern(false), targets, state: 'ENABLED', description: 'Changes that forwarders send, for the security scanner' }),
  ];
  for (const each of [queue, deadLetters]) {
    each.addToResourcePolicy(new PolicyStatement({
      sid: 'ChangesOfRules',
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [each.queueArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID }, ArnEquals: { 'aws:SourceArn': rules.map(({ attrArn }) => attrArn) } },
    }));
  }
}

/** Reads again what has changed: events become units, each of them once in a while, and each account is read by one function at a time. */
export function scannerChanges(parent: Construct, share: ScannerShare, changes: ScannerChanges): Changes {
  assertChanges(changes);
  const { lake, props } = share;
  const { busName = 'SecurityScannerEvents', debounce = Duration.minutes(1), accountsAtOnce = 5 } = changes;
  const scope = new Construct(parent, 'Changes');
  const bus = new ForwarderHubBus(scope, 'Bus', busName, changes, 'hub');
  const events = guardedQueue(scope, ['Events', 'EventsDeadLetters'], Duration.seconds(6 * NOTE_TIMEOUT.toSeconds()));
  const units = guardedQueue(scope, ['Units', 'UnitsDeadLetters'], REREAD_TIMEOUT, {
    fifo: true, deliveryDelay: debounce, deduplicationScope: DeduplicationScope.MESSAGE_GROUP, fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
  });
  rulesOf(scope, share, bus.busName, events);
  const note = partFunction(parent, 'note-changes', {
    id: 'NoteChanges',
    description: 'Turns events of CloudTrail into units to read again',
    memorySize: 512,
    timeout: NOTE_TIMEOUT,
    atOnce: NOTED_AT_ONCE,
    environment: {
      [Environment.UNITS_QUEUE_URL]: units.queue.queueUrl,
      [Environment.DEBOUNCE_SECONDS]: String(debounce.toSeconds()),
      [Environment.DEAD_LETTER_QUEUE_URL]: events.deadLetters.queueUrl,
    },
    statements: [new PolicyStatement({ sid: 'QueueUnits', actions: ['sqs:SendMessage'], resources: [units.queue.queueArn, events.deadLetters.queueArn] })],
  }, share);
  const { environment, statements } = listeners(scope, props);
  const reread = partFunction(parent, 'reread-units', {
    id: 'Reread',
    description: 'Reads units again after changes',
    timeout: REREAD_TIMEOUT,
    atOnce: accountsAtOnce,
    environment,
    statements: [entering(scope, props), ...rereadInLake(scope, lake), ...statements, ...accountOutlets(scope, props)],
  }, share);
  note.addEventSource(new SqsEventSource(events.queue, {
    batchSize: 100, maxBatchingWindow: Duration.seconds(5), maxConcurrency: NOTED_AT_ONCE, reportBatchItemFailures: true,
  }));
  reread.addEventSource(new SqsEventSource(units.queue, { batchSize: 10, maxConcurrency: accountsAtOnce, reportBatchItemFailures: true }));
  const busArn = Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: busName });
  return { busArn, note, reread, events, units };
}

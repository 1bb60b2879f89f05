import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { serviceName, METRICS } from './handler-function';
import { alarmOn, type Watch } from './ingest-monitoring';
import type { Changes } from './scanner-changes';
import type { ScannerFunctions } from './scanner-functions';
import type { SecurityScannerProps } from '../security-scanner-props';

const PERIOD = Duration.hours(1);

/** What the functions count, by the id of the function. */
const counted = (scope: Construct, id: string, metricName: string): cloudwatch.IMetric =>
  new cloudwatch.Metric({ namespace: METRICS, dimensionsMap: { service: serviceName(scope, id) }, metricName, statistic: 'Sum', period: PERIOD });

/** What of a scanner is watched. */
export interface Watched { readonly machine: StateMachine; readonly functions: ScannerFunctions; readonly deadLetters: IQueue; readonly changes?: Changes }

/** Changes that were not read again: given up, or waiting for too long. */
function changeWatches({ events, units }: Changes): Watch[] {
  const latest = { period: Duration.minutes(5), statistic: 'Maximum' };
  return [
    { id: 'ChangesNotNoted', meaning: 'Events of changes were given up.', metric: events.deadLetters.metricApproximateNumberOfMessagesVisible(latest) },
    { id: 'ChangesNotRead', meaning: 'What changed could not be read again, and was given up.', metric: units.deadLetters.metricApproximateNumberOfMessagesVisible(latest) },
    { id: 'ChangesWaiting', meaning: 'Changes wait for more than an hour to be read again.', threshold: 3600, metric: units.queue.metricApproximateAgeOfOldestMessage(latest) },
  ];
}

/** What is watched: an alarm for each way in which a scan may tell less than it should. */
function watchesOf(scope: Construct, { machine, deadLetters, changes }: Watched, { scheduled = true }: SecurityScannerProps): Watch[] {
  const ended = { period: PERIOD, statistic: 'Sum' };
  return [
    { id: 'ScanFailed', meaning: 'A scan failed, or was refused because another one ran.', metric: machine.metricFailed(ended) },
    { id: 'ScanTimedOut', meaning: 'A scan did not come to its end in time.', metric: machine.metricTimedOut(ended) },
    { id: 'AccountsNotScanned', meaning: 'Accounts could not be scanned.', metric: counted(scope, 'Publish', 'AccountsNotScanned') },
    { id: 'AccountsNotTold', meaning: 'An outlet was not told of the findings of accounts.', metric: counted(scope, 'Publish', 'AccountsNotTold') },
    { id: 'UnitsFailed', meaning: 'Services of an account could not be read.', metric: counted(scope, 'Collect', 'UnitsFailed') },
    { id: 'UnitsLost', meaning: 'The function that reads a service of an account failed again and again.', metric: counted(scope, 'Analyse', 'UnitsLost') },
    { id: 'ScansNotStarted', meaning: 'The schedule could not start a scan.', metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }) },
    ...changes ? changeWatches(changes) : [],
    ...scheduled ? [{
      id: 'NoScan',
      meaning: 'No scan came to its end for two days.',
      metric: machine.metricSucceeded({ period: Duration.days(1), statistic: 'Sum' }),
      threshold: 1,
      evaluationPeriods: 2,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    }] : [],
  ];
}

function dashboard(scope: Construct, { machine, functions, changes }: Watched, alarms: cloudwatch.Alarm[]): void {
  const graph = (title: string, left: cloudwatch.IMetric[]) => new cloudwatch.GraphWidget({ title, left, width: 12 });
  const options = { period: PERIOD };
  const all = [...Object.values(functions), ...changes ? [changes.note, changes.reread] : []];
  new cloudwatch.Dashboard(scope, 'Dashboard', {
    widgets: [
      [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms, width: 24 })],
      [
        graph('Scans', [machine.metricStarted(options), machine.metricSucceeded(options), machine.metricFailed(options)]),
        graph('Accounts', [counted(scope, 'PlanAccounts', 'AccountsPlanned'), counted(scope, 'Analyse', 'AccountsScanned'), counted(scope, 'Publish', 'AccountsNotScanned')]),
        graph('Units', ['UnitsComplete', 'UnitsPartial', 'UnitsFailed'].map((name) => counted(scope, 'Collect', name))),
        graph('Calls to AWS', [counted(scope, 'Collect', 'Calls')]),
        ...changes ? [graph('Changes', [...['Changes', 'UnitsChanged'].map((name) => counted(scope, 'NoteChanges', name)), counted(scope, 'Reread', 'UnitsReread')])] : [],
        graph('Errors of functions', all.map((each) => each.metricErrors(options))),
        graph('Longest run of a function', all.map((each) => each.metricDuration({ ...options, statistic: 'Maximum' }))),
      ],
    ],
  });
}

/** The alarms of a scanner, each with a section of docs/runbook.md, and its dashboard. */
export function scannerMonitoring(scope: Construct, watched: Watched, props: SecurityScannerProps): cloudwatch.Alarm[] {
  const alarms = watchesOf(scope, watched, props).map((watch) => alarmOn(scope, watch, props.alarmTopic));
  if (props.dashboard ?? true) dashboard(scope, watched, alarms);
  return alarms;
}

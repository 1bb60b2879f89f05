import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { serviceName, METRICS } from './handler-function';
import { alarmOn, type Watch } from './ingest-monitoring';
import type { ScannerFunctions } from './scanner-functions';
import type { SecurityScannerProps } from '../security-scanner-props';

const PERIOD = Duration.hours(1);

/** What the functions count, by the id of the function. */
const counted = (scope: Construct, id: string, metricName: string): cloudwatch.IMetric =>
  new cloudwatch.Metric({ namespace: METRICS, dimensionsMap: { service: serviceName(scope, id) }, metricName, statistic: 'Sum', period: PERIOD });

/** What is watched: an alarm for each way in which a scan may tell less than it should. */
function watchesOf(scope: Construct, machine: StateMachine, deadLetters: IQueue, { scheduled = true }: SecurityScannerProps): Watch[] {
  const ended = { period: PERIOD, statistic: 'Sum' };
  return [
    { id: 'ScanFailed', meaning: 'A scan failed, or was refused because another one ran.', metric: machine.metricFailed(ended) },
    { id: 'ScanTimedOut', meaning: 'A scan did not come to its end in time.', metric: machine.metricTimedOut(ended) },
    { id: 'AccountsNotScanned', meaning: 'Accounts could not be scanned.', metric: counted(scope, 'Publish', 'AccountsNotScanned') },
    { id: 'AccountsNotTold', meaning: 'An outlet was not told of the findings of accounts.', metric: counted(scope, 'Publish', 'AccountsNotTold') },
    { id: 'UnitsFailed', meaning: 'Services of an account could not be read.', metric: counted(scope, 'Collect', 'UnitsFailed') },
    { id: 'UnitsLost', meaning: 'The function that reads a service of an account failed again and again.', metric: counted(scope, 'Analyse', 'UnitsLost') },
    { id: 'ScansNotStarted', meaning: 'The schedule could not start a scan.', metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }) },
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

function dashboard(scope: Construct, machine: StateMachine, functions: ScannerFunctions, alarms: cloudwatch.Alarm[]): void {
  const graph = (title: string, left: cloudwatch.IMetric[]) => new cloudwatch.GraphWidget({ title, left, width: 12 });
  const options = { period: PERIOD };
  new cloudwatch.Dashboard(scope, 'Dashboard', {
    widgets: [
      [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms, width: 24 })],
      [
        graph('Scans', [machine.metricStarted(options), machine.metricSucceeded(options), machine.metricFailed(options)]),
        graph('Accounts', [counted(scope, 'PlanAccounts', 'AccountsPlanned'), counted(scope, 'Analyse', 'AccountsScanned'), counted(scope, 'Publish', 'AccountsNotScanned')]),
        graph('Units', ['UnitsComplete', 'UnitsPartial', 'UnitsFailed'].map((name) => counted(scope, 'Collect', name))),
        graph('Calls to AWS', [counted(scope, 'Collect', 'Calls')]),
        graph('Errors of functions', Object.values(functions).map((each) => each.metricErrors(options))),
        graph('Longest run of a function', Object.values(functions).map((each) => each.metricDuration({ ...options, statistic: 'Maximum' }))),
      ],
    ],
  });
}

/** The alarms of a scanner, each with a section of docs/runbook.md, and its dashboard. */
export function scannerMonitoring(
  scope: Construct, machine: StateMachine, functions: ScannerFunctions, deadLetters: IQueue, props: SecurityScannerProps,
): cloudwatch.Alarm[] {
  const alarms = watchesOf(scope, machine, deadLetters, props).map((watch) => alarmOn(scope, watch, props.alarmTopic));
  if (props.dashboard ?? true) dashboard(scope, machine, functions, alarms);
  return alarms;
}

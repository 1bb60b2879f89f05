import { CloudWatchClient, paginateGetMetricData, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { eachStack, fail, pass, unknown, type DoctorCheck } from '../contract';
import type { DeployedResource } from '../deployed';
import { ruleOf } from '../event-rule';

const MINUTES = 60_000;
const PERIOD_SECONDS = 300;
const METRICS = ['Invocations', 'FailedInvocations'] as const;

interface Point { readonly at: number; readonly value: number }

/**
 * Whether an event went the whole way lately: the hello of a deployment is one. Metrics of rules are kept for 15 days in steps of 5 minutes.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
export const eventsArrive: DoctorCheck = {
  id: 'events-arrive',
  title: 'An event went the whole way lately',
  part: 'events',
  reads: ['cloudwatch:GetMetricData'],
  afterInStack: ['rule-exists', 'rule-enabled', 'rule-pattern', 'rule-target', 'connection-authorized', 'api-destination-active', 'dead-letter-queue-empty', 'role-policies', 'role-exists', 'role-trust', 'hub-reachable'],
  afterAny: ['primary-region', 'management-events-logged', 'hub-bus-policy'],
  tasks: eachStack(async ({ aws, resources }, { request }) => {
    const now = request.clock();
    const points: Record<string, Point[]> = { Invocations: [], FailedInvocations: [] };
    const [StartTime, EndTime] = [new Date(now - 14 * 24 * 60 * MINUTES), new Date(now + MINUTES)];
    const asked = { StartTime, EndTime, MetricDataQueries: forwarding(resources).flatMap(queries) };
    for await (const { MetricDataResults = [] } of paginateGetMetricData({ client: aws.client(CloudWatchClient) }, asked)) {
      for (const { Label, Timestamps = [], Values = [] } of MetricDataResults) {
        points[Label!].push(...Timestamps.map((at, each) => ({ at: at.getTime(), value: Values[each] })));
      }
    }
    return verdict(points.Invocations, points.FailedInvocations);
  }, ({ resources }) => forwarding(resources).length > 0),
};

/** Rules that deliver, or send to what does. */
const forwarding = (resources: readonly DeployedResource[]) =>
  resources.filter(({ type, properties }) => type === 'AWS::Events::Rule' && /:(api-destination|event-bus)\//.test(JSON.stringify(properties.Targets ?? '')));

/** The names of metrics are the labels of their answers. */
const queries = (rule: DeployedResource, at: number): MetricDataQuery[] => METRICS.map((MetricName) => ({
  Id: `${MetricName.toLowerCase()}${at}`,
  Label: MetricName,
  MetricStat: { Metric: { Namespace: 'AWS/Events', MetricName, Dimensions: dimensions(rule) }, Period: PERIOD_SECONDS, Stat: 'Sum' },
}));

function dimensions(rule: DeployedResource): { Name: string; Value: string }[] {
  const { Name, EventBusName } = ruleOf(rule);
  return [...EventBusName === undefined ? [] : [{ Name: 'EventBusName', Value: EventBusName }], { Name: 'RuleName', Value: Name }];
}

function verdict(invocations: readonly Point[], failures: readonly Point[]) {
  const newest = (points: readonly Point[]) => Math.max(0, ...points.filter(({ value }) => value > 0).map(({ at }) => at));
  const sumAt = (points: readonly Point[], time: number) => points.filter(({ at }) => at === time).reduce((sum, { value }) => sum + value, 0);
  const last = Math.max(newest(invocations), newest(failures));
  if (last === 0) return unknown('No event has been forwarded for 14 days, nor the hello of a deployment.', 'Make a change that is to be forwarded, or deploy the stack with a change, and run this again in 10 minutes.');
  const [tried, failed] = [sumAt(invocations, last), sumAt(failures, last)];
  const when = new Date(last).toISOString();
  return failed > 0 && failed >= tried
    ? fail(`Of the newest events, about ${when}, none was delivered: ${failed} failed.`, 'Look at the dead-letter queue, then at the endpoint: docs/runbook.md.')
    : pass(`Events were delivered last about ${when}.`);
}

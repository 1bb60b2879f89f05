import { ArnFormat, Aws, Fn, Names, Stack, Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { CloudTrailIngestPipelineProps } from '../cloud-trail-ingest-pipeline-props';

/** Names and ARNs that the policies of a pipeline need before the resources exist, which refer to one another in a circle. */
export interface IngestNames {
  /** Account that owns the trail. */
  readonly owner: string;
  readonly trailName: string;
  readonly trailArn: string;
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly bucketAccount: string;
  readonly bucketRegion: string;
  readonly topicName: string;
  readonly topicArn: string;
  readonly ruleName: string;
  readonly ruleArn: string;
  /** What all keys begin with, up to the slash behind `AWSLogs`. */
  readonly root: string;
  /** Begins of the keys of everything the trail writes, each with a slash at the end. */
  readonly writtenPrefixes: string[];
  /** Keys of log files, digest files left out, as IAM patterns. */
  readonly logKeys: string[];
}

/** Names what exists after itself, and what is new so that no other stack has the same. */
export function namesOf(scope: IConstruct, props: CloudTrailIngestPipelineProps): IngestNames {
  const stack = Stack.of(scope);
  const stem = Names.uniqueResourceName(scope, { maxLength: 60, separator: '-' });
  const arn = (service: string, resource: string, options = {}) => stack.formatArn({ service, resource, arnFormat: ArnFormat.NO_RESOURCE_NAME, ...options });
  const topicName = props.topicName ?? stem;
  const owner = props.managementAccountId ?? props.trail?.env.account ?? stack.account;
  const trailName = props.trail?.trailRef.trailName ?? props.trailName ?? stem;
  const bucketName = props.bucket?.bucketRef.bucketName ?? props.bucketName ?? lastingName(scope);
  const paths = pathsOf(owner, props);
  return {
    owner,
    trailName,
    trailArn: props.trail?.trailRef.trailArn ?? arn('cloudtrail', `trail/${trailName}`, { account: owner }),
    bucketName,
    bucketArn: props.bucket?.bucketRef.bucketArn ?? arn('s3', bucketName, { account: '', region: '' }),
    bucketAccount: props.bucket?.env.account ?? stack.account,
    bucketRegion: props.bucket?.env.region ?? stack.region,
    topicName,
    topicArn: props.topic?.topicRef.topicArn ?? arn('sns', topicName),
    ruleName: stem,
    ruleArn: arn('events', `rule/${stem}`),
    ...paths,
  };
}

/** A bucket outlives its stack: the id of the stack in its name lets the next stack make its own. */
const lastingName = (scope: IConstruct): string => Fn.join('-', [
  'cloudtrail', Aws.ACCOUNT_ID, Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID)))), scope.node.addr.slice(-6),
]);

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
function pathsOf(owner: string, { logPrefix, organizationId, insights, advancedEventSelectors }: CloudTrailIngestPipelineProps) {
  const root = `${logPrefix ? `${logPrefix}/` : ''}AWSLogs/`;
  const network = advancedEventSelectors?.some(({ fieldSelectors }) => JSON.stringify(fieldSelectors).includes('NetworkActivity'));
  const folders = ['CloudTrail', ...insights?.length ? ['CloudTrail-Insight'] : [], ...network ? ['CloudTrail-NetworkActivity'] : []];
  const accounts = organizationId ? `${organizationId}/*` : owner;
  return {
    root,
    // CloudTrail wants the prefix of the owner even where it writes everything below that of the organisation.
    writtenPrefixes: [`${root}${owner}/`, ...organizationId ? [`${root}${organizationId}/`] : []],
    logKeys: folders.map((folder) => `${root}${accounts}/${folder}/*`),
  };
}

/** Whether two accounts or Regions are known to be, or may be, different. */
export const mayDiffer = (a: string, b: string): boolean => a !== b && (Token.isUnresolved(a) !== Token.isUnresolved(b) || !Token.isUnresolved(a));

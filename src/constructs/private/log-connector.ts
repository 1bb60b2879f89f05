import { agreedTrust, output, type Agreed } from './connector';
import type { MemberBuild } from './member-template';
import type { Preset } from '../../derive/preset';
import { CloudTrailIngestPipeline } from '../cloud-trail-ingest-pipeline';
import type { CloudTrailIngestPipelineProps } from '../cloud-trail-ingest-pipeline-props';
import { LogReaderRole } from '../log-reader-role';

/** What makes a platform read log files of CloudTrail. */
export interface LogConnector {
  readonly preset: Preset;
  readonly agreed: Agreed;
  readonly pipeline: CloudTrailIngestPipelineProps;
}

/** Creates the way of log files to a platform, and the role with which it polls the queue and reads them, with outputs for what it asks to be told. */
export function buildLogConnector(
  { preset, agreed, pipeline }: LogConnector, told: (pipeline: CloudTrailIngestPipeline, reader: LogReaderRole) => void = () => undefined): MemberBuild {
  return (member) => {
    const source = new CloudTrailIngestPipeline(member.scope, 'CloudTrail', pipeline);
    const { trust, externalId } = agreedTrust(member, preset, agreed);
    const reader = new LogReaderRole(member.scope, 'LogReader', { source, trust, diagnostics: true });
    const values = {
      BucketName: source.bucketName,
      BucketArn: source.bucketArn,
      SqsName: source.queueName,
      SqsArn: source.queueArn,
      SqsUrl: source.queueUrl,
      SnsArn: source.topicArn,
      BucketSseKeyArn: source.logKeyArn,
      LogReaderRoleArn: reader.roleArn,
      LogReaderExternalId: externalId,
    };
    for (const [name, value] of Object.entries(values)) if (value !== undefined) output(member.scope, name, value);
    told(source, reader);
  };
}

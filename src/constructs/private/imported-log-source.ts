import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ChangesToMake } from './changes-to-make';
import { namesOf, type IngestNames } from './ingest-names';
import { diagnosticStatements, readStatements } from './ingest-statements';
import type { CloudTrailIngestPipelineAttributes } from '../cloud-trail-ingest-pipeline-props';
import type { ILogSource } from '../log-source';

/** Logs of a pipeline of another app: what a reader needs is known, what its owner has to allow is not. */
export class ImportedLogSource extends Construct implements ILogSource {
  private readonly names: IngestNames;
  private readonly changes: ChangesToMake;

  constructor(scope: Construct, id: string, private readonly attributes: CloudTrailIngestPipelineAttributes, warningId: string) {
    super(scope, id);
    const { trailArn, bucketArn, bucketRegion, organizationId, logPrefix } = attributes;
    this.names = namesOf(this, {
      trail: CfnTrail.fromTrailArn(this, 'Trail', trailArn),
      bucket: Bucket.fromBucketAttributes(this, 'Bucket', { bucketArn, region: bucketRegion }),
      organizationId,
      logPrefix,
    });
    this.changes = new ChangesToMake(this, warningId);
  }

  public get readStatements(): PolicyStatement[] {
    return readStatements(this.names, this.attributes.queueArn, this.attributes, Stack.of(this));
  }

  public get diagnosticStatements(): PolicyStatement[] {
    return diagnosticStatements(this.names, this.attributes.topicArn);
  }

  public grantRead(reader: IGrantable): void {
    this.changes.grant(reader, this.readStatements);
  }

  public grantDiagnostics(reader: IGrantable): void {
    this.changes.grant(reader, this.diagnosticStatements);
  }
}

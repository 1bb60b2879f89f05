import { Aws } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { CloudTrailIngestPipeline } from './cloud-trail-ingest-pipeline';
import type { CloudTrailIngestPipelineProps } from './cloud-trail-ingest-pipeline-props';
import type { LogReaderRole } from './log-reader-role';
import { agreedOn } from './private/connector-plan';
import { buildLogConnector } from './private/log-connector';
import { buildHere } from './private/member-template';
import { ScannerConnector } from './scanner-connector';
import type { ScannerConnectorOptions } from './scanner-connector-props';
import { ScannerPreset } from './scanner-preset';

/** Properties of a `FortiCnappConnector`. */
export interface FortiCnappConnectorProps extends ScannerConnectorOptions {
  /** External id that FortiCNAPP gives to this customer. */
  readonly externalId: string;

  /**
   * Lets FortiCNAPP read log files of CloudTrail: a new trail, or what exists already. With `organization` too it is made in this stack alone, as
   * an organisation has one trail.
   *
   * @default - FortiCNAPP reads no logs
   */
  readonly cloudTrail?: CloudTrailIngestPipelineProps;
}

/**
 * Connects to FortiCNAPP (Lacework): the cross-account role with which it reads configuration and identities, for CSPM and CIEM, and, if asked for,
 * the queue that it polls and the role with which it reads log files.
 *
 * @see https://docs.fortinet.com/product/forticnapp
 */
export class FortiCnappConnector extends ScannerConnector {
  /** Way of the log files to FortiCNAPP; undefined without `cloudTrail`. */
  public readonly pipeline?: CloudTrailIngestPipeline;
  /** Role with which FortiCNAPP reads log files; undefined without `cloudTrail`. */
  public readonly logReader?: LogReaderRole;

  constructor(scope: Construct, id: string, props: FortiCnappConnectorProps) {
    const { cloudTrail, ...options } = props;
    const all = { ...options, preset: ScannerPreset.FORTICNAPP };
    super(scope, id, all);
    if (!cloudTrail) return;
    const made: { pipeline?: CloudTrailIngestPipeline; logReader?: LogReaderRole } = {};
    const { _preset: preset } = ScannerPreset.FORTICNAPP;
    buildHere(new Construct(this, 'Logs'), Aws.REGION, buildLogConnector({ preset, agreed: agreedOn(preset, all), pipeline: cloudTrail }, (pipeline, logReader) => {
      Object.assign(made, { pipeline, logReader });
    }));
    ({ pipeline: this.pipeline, logReader: this.logReader } = made);
  }
}

import type { IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Logs that a platform reads: notices in a queue, objects in a bucket. */
export interface ILogSource {
  /** What a reader needs: its queue, the log objects, and both keys through their services. Nothing else of the bucket. */
  readonly readStatements: PolicyStatement[];

  /** What a platform may ask for beside, to find out why nothing arrives: the settings of trail, bucket and topic, and the names of log objects. */
  readonly diagnosticStatements: PolicyStatement[];

  /**
   * Lets a principal read the logs.
   *
   * @param reader such as a role; where bucket or keys are in another account, what to add to their policies is shown
   */
  grantRead(reader: IGrantable): void;

  /**
   * Lets a principal read the settings of trail, bucket and topic.
   *
   * @param reader such as a role
   */
  grantDiagnostics(reader: IGrantable): void;
}

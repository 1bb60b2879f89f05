import { PolicyDocument, type IGrantable, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnOutput, Stack, Validations } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import type { IngestNames } from './ingest-names';
import type { TrailDelivery } from './ingest-trail';
import { writtenOut } from './statements';

interface WithResourcePolicy { addToResourcePolicy(statement: PolicyStatement): { readonly statementAdded: boolean } }

/** Changes to resources that exist: made where the resource belongs to this app, else shown, as a stack output and as a warning of `cdk synth`. */
export class ChangesToMake {
  constructor(private readonly scope: Construct, private readonly warningId: string) {}

  /** Adds statements to the policy of a resource, or says that they have to be added. */
  public allow(resource: IConstruct, kind: string, arn: string, statements: readonly PolicyStatement[]): void {
    const owner = resource as IConstruct & Partial<WithResourcePolicy>;
    const left = statements.filter((statement) => !owner.addToResourcePolicy?.(statement).statementAdded);
    if (left.length === 0) return;
    this.tell(`${kind}PolicyToAdd`, `Add to the policy of ${arn}`, new PolicyDocument({ statements: [...left] }).toJSON());
  }

  /** Says what to do; `change` is shown as JSON, with what only the deployment knows in the output alone. */
  public tell(name: string, what: string, change: object): void {
    const stack = Stack.of(this.scope);
    const count = this.scope.node.children.filter(({ node }) => node.id.startsWith(name)).length;
    new CfnOutput(this.scope, `${name}${count || ''}`, { value: stack.toJsonString(change), description: `${this.written(what)}`.slice(0, 1024) });
    Validations.of(this.scope).addWarning(this.warningId,
      `${this.written(what)}, then acknowledge this warning. The output ${name} has what is known at deployment only.\n${JSON.stringify(this.written(change))}`);
  }

  /** Says what to change on an existing trail. */
  public tellTrail({ trailArn, bucketName }: IngestNames, delivery: TrailDelivery & { readonly newBucket: boolean; readonly logPrefix?: string }): void {
    const { newBucket, logPrefix, logKey, topic } = delivery;
    if (!newBucket && !topic) return;
    this.tell('TrailSettingsToChange', `Change the trail ${trailArn} by UpdateTrail, which replaces what it has in their place`, {
      ...newBucket && { S3BucketName: bucketName, S3KeyPrefix: logPrefix, KmsKeyId: logKey?.keyRef.keyArn },
      ...topic && { SnsTopicName: topic.topicRef.topicArn },
    });
  }

  /** Gives a principal permissions, or says that they have to be given where the principal is not of this app. */
  public grant({ grantPrincipal }: IGrantable, statements: readonly PolicyStatement[]): void {
    const left = statements.filter((statement) => !grantPrincipal.addToPrincipalPolicy(statement).statementAdded);
    if (left.length > 0) this.tell('ReaderPolicyToAdd', 'Add to the policies of the reader', new PolicyDocument({ statements: left }).toJSON());
  }

  private written(value: unknown): unknown {
    return writtenOut(Stack.of(this.scope).resolve(value), '<known at deployment>');
  }
}

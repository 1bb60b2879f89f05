import { Aws, CfnOutput, Fn, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

const OUTPUT = 'ScannerExternalId';

/** External ids that need not be invented. */
export class ScannerExternalId {
  /**
   * An external id that CloudFormation makes with the stack: the unique id at the end of the stack's ARN, shown as the stack output
   * `ScannerExternalId`. It stays the same for the life of the stack, whatever is synthesized or deployed again, and differs in
   * every account; it changes when the stack is deleted and created anew.
   *
   * An external id is no secret: it only has to be this customer's alone. So no secret store is needed, and nothing random is made
   * at synthesis, where it would change with every run. Where the platform gives an external id, as AWS recommends, use that one.
   *
   * @param scope a construct of the stack
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
   */
  public static generated(scope: Construct): string {
    const stack = Stack.of(scope);
    const value = Fn.select(2, Fn.split('/', Aws.STACK_ID));
    if (!stack.node.tryFindChild(OUTPUT)) {
      new CfnOutput(stack, OUTPUT, { value, description: 'External id to give to the platform that assumes the scanner role' });
    }
    return value;
  }

  private constructor() {}
}

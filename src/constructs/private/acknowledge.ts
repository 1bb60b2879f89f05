import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * Acknowledges findings of cdk-nag on a construct and what is below it. `Validations.acknowledge` refuses ids that hold an ARN
 * (`::` is its delimiter), so the record that it keeps is written directly.
 */
export function acknowledge(construct: IConstruct, reasons: Readonly<Record<string, string>>): void {
  construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, reasons);
}

/** A resolved value as cdk-nag spells it in the id of a finding. */
export function nagText(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, argument]] = Object.entries(value as Record<string, unknown>);
  if (name === 'Fn::Join') return ((argument as [string, unknown[]])[1]).map(nagText).join((argument as [string, unknown[]])[0]);
  if (name === 'Fn::GetAtt') return `<${(argument as string[]).join('.')}>`;
  return name === 'Ref' ? `<${String(argument)}>` : JSON.stringify(value);
}

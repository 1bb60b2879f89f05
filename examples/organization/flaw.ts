import { CfnResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** Notes in the template that the resource is flawed on purpose, and which check must say so. */
export function flawed<T extends IConstruct>(construct: T, check: string): T {
  const resource = (CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild) as CfnResource;
  resource.addMetadata('PlantedFlaw', check);
  return construct;
}

import type { DeployedResource } from './deployed';
import type { Json } from '../json';

/**
 * The policy that the template puts on a resource; undefined where it puts none.
 * @param type of the resource that holds the policy
 * @param member of it that names the resources, or the one resource, it is for
 */
export function policyFor({ physicalId, stack }: DeployedResource, type: string, member: string): Json | undefined {
  const holder = stack.resources.find(({ type: each, properties }) => each === type && [properties[member]].flat().map(String).includes(physicalId));
  return holder?.properties.PolicyDocument as Json | undefined;
}

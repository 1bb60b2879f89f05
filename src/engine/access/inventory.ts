import { fail, list, object, text } from './account/shape';

/**
 * Reads which resources carry a role: a list of `{arn, role}`, as an inventory of functions, instances or projects has it.
 * @returns ARNs of resources by ARN of the role
 * @throws InvalidAccountData
 */
export function readCarriers(file: unknown): Map<string, string[]> {
  if (!Array.isArray(file)) fail('the inventory', file, 'a list of {arn, role}');
  const carriers = new Map<string, string[]>();
  for (const [at, each] of list(file, 'the inventory').entries()) {
    const { arn, role } = object(each, `[${at}]`);
    const key = text(role, `[${at}].role`);
    carriers.set(key, [...carriers.get(key) ?? [], text(arn, `[${at}].arn`)]);
  }
  return carriers;
}

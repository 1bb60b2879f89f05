import type { Place } from './service';

/**
 * ARN of a KMS key, or of an alias of it, as an AWS service names the key: by ARN, by id or by alias. Undefined where none is named.
 * @param other Region or account of the key where they are not those of the unit
 */
export function keyArn(at: Place, key: string | undefined, other?: { readonly region?: string; readonly accountId?: string }): string | undefined {
  if (!key || key.startsWith('arn:')) return key || undefined;
  return at.arn('kms', key.startsWith('alias/') ? key : `key/${key}`, other);
}

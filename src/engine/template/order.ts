import { isObject } from '../json';

// What a reader looks for first; everything else follows in alphabetical order.
const ORDER = [
  'AWSTemplateFormatVersion', 'Transform', 'Type', 'Default', 'Description', 'Metadata', 'Rules', 'Mappings', 'Parameters', 'Conditions',
  'Version', 'Sid', 'Effect', 'Principal', 'Action', 'NotAction', 'Resource', 'Condition', 'DependsOn', 'DeletionPolicy', 'UpdateReplacePolicy', 'Properties',
  'Resources', 'Outputs', 'Key', 'Value', 'Statement',
];

/** The value with the keys of its objects in a fixed order, those of policies as AWS writes them; what is undefined is left out. */
export function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  const rank = (key: string) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  const keys = Object.keys(value).filter((key) => value[key] !== undefined).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(keys.map((key) => [key, ordered(value[key])]));
}

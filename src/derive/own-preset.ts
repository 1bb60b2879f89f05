import type { Preset } from '../catalogue/model/preset';

/** What another platform than those of the catalogue tells of itself. */
export interface OwnPreset {
  readonly id: string;
  readonly title: string;
  readonly roleName: string;
  readonly actions: readonly string[];
  readonly principalArn?: string;
  readonly securityAudit?: boolean;
  readonly source?: string;
}

const rules: readonly [keyof OwnPreset, (value: unknown) => boolean, string][] = [
  ['id', (value) => /^[a-z][a-z0-9-]*$/.test(String(value)), 'a name in kebab-case'],
  ['title', (value) => typeof value === 'string' && value !== '', 'the name of the platform'],
  ['roleName', (value) => /^[\w+=,.@-]{1,64}$/.test(String(value)), '1 to 64 characters of A-Z a-z 0-9 _ + = , . @ -'],
  ['actions', (value) => Array.isArray(value) && value.length > 0 && value.every((each) => /^[a-z0-9-]+:[\w*?]+$/.test(String(each))),
    'a list of IAM actions such as ec2:DescribeInstances'],
  ['principalArn', (value) => value === undefined || /^arn:[^:]+:iam::\d{12}:(root|role\/[^*?]+)$/.test(String(value)),
    'the ARN of the root of an account or of a role, without wildcards'],
  ['securityAudit', (value) => value === undefined || typeof value === 'boolean', 'true or false'],
  ['source', (value) => value === undefined || /^https:\/\/\S+$/.test(String(value)), 'an address with https'],
];

/**
 * A preset from what a platform tells of itself, with names made of its own.
 * @throws naming what is wrong, what was given and what is allowed
 */
export function presetFrom(own: OwnPreset): Preset {
  const unknown = Object.keys(own).find((name) => !rules.some(([known]) => known === name));
  if (unknown !== undefined) throw new Error(`A preset has no '${unknown}'. It has ${rules.map(([name]) => name).join(', ')}.`);
  for (const [name, holds, allowed] of rules) {
    if (!holds(own[name])) throw new Error(`${name} of a preset must be ${allowed}, got ${JSON.stringify(own[name]) ?? 'nothing'}.`);
  }
  const { id, title, roleName, actions, principalArn, securityAudit, source = '' } = own;
  return {
    id,
    title,
    source,
    roleName,
    principal: principalArn?.replace(/^arn:[^:]+:/, 'arn:${Partition}:'),
    externalId: 'required',
    streams: [{ id: 'configuration', title: `What ${title} reads`, actions }],
    grant: securityAudit ? 'SECURITY_AUDIT' : 'EXACT',
    parts: ['config'],
    template: {
      file: `${id}.json`,
      stackName: id,
      parameters: { externalId: 'ExternalId', trustedAccountId: 'TrustedAccountId' },
      outputs: { RoleArn: 'roleArn', ExternalId: 'externalId' },
      logicalIds: { role: 'ScannerRole', policy: 'ScannerPolicy' },
    },
  };
}

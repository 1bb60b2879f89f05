import type { JsonPolicy, JsonStatement } from './minimal';
import type { Identity } from '../account/model';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** A text of JSON is one of JavaScript; within single quotes the double ones need no escape, and the single ones do. */
const quoted = (value: unknown) => `'${JSON.stringify(String(value)).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
const list = (value: unknown) => `[${listOf(value).map(quoted).join(', ')}]`;

const FIELDS = [['Action', 'actions'], ['NotAction', 'notActions'], ['Resource', 'resources'], ['NotResource', 'notResources']] as const;

function statement(given: JsonStatement): string {
  const fields = [
    ...given.Effect === 'Deny' ? ['effect: iam.Effect.DENY'] : [],
    ...FIELDS.flatMap(([from, to]) => (given[from] === undefined ? [] : [`${to}: ${list(given[from])}`])),
    ...given.Condition ? [`conditions: ${object(given.Condition)}`] : [],
  ];
  return ['      new iam.PolicyStatement({', ...fields.map((field) => `        ${field},`), '      }),'].join('\n');
}

const object = (value: unknown): string => (Array.isArray(value) ? list(value) : typeof value === 'object' && value !== null
  ? `{ ${Object.entries(value).map(([key, each]) => `${quoted(key)}: ${object(each)}`).join(', ')} }`
  : quoted(value));

/** Policies as TypeScript for a CDK stack: managed policies of a role or user that is found by its name. Names and values are quoted. */
export function cdkOf({ kind, name }: Pick<Identity, 'kind' | 'name'>, policies: readonly JsonPolicy[]): string {
  const [of, type] = kind === 'role' ? ['role', 'Role'] : ['user', 'User'];
  return [
    "import * as iam from 'aws-cdk-lib/aws-iam';",
    '',
    `const ${of} = iam.${type}.from${type}Name(this, '${type}', ${quoted(name)});`,
    ...policies.flatMap(({ Statement }, at) => [
      `new iam.ManagedPolicy(this, 'LeastPrivilege${policies.length > 1 ? at + 1 : ''}', {`,
      `  ${of}s: [${of}],`,
      '  document: new iam.PolicyDocument({',
      '    statements: [',
      ...listOf(Statement).map((each) => statement(each as JsonStatement)),
      '    ],',
      '  }),',
      '});',
    ]),
    '',
  ].join('\n');
}

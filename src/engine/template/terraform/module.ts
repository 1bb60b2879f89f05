import { convert, type Definition, type Place } from './arguments';
import { Conditional, Expression, isArgument, printArguments, printBlock, render, type Argument, type Block, type Hcl, type Item } from './hcl';
import { Names, snake } from './names';
import { definitions } from './resources';
import { Scope, type Reference } from './scope';
import { variableOf, variableValue } from './variables';
import { assertParametersKnown, InvalidTemplate, isSecret, plainId, type DeploymentTemplate, type Resource, type Template, type TextFile } from '../template';

// terraform_data came with 1.4; the attribute `region` of aws_region with version 6 of the provider.
const VERSIONS: Block = {
  type: 'terraform',
  labels: [],
  items: [
    { name: 'required_version', value: '>= 1.4.0' },
    { type: 'required_providers', labels: [], items: [{ name: 'aws', value: { source: 'hashicorp/aws', version: '>= 6.0.0, < 7.0.0' } }] },
  ],
};

function definitionOf(logicalId: string, { Type }: Resource, file: string): Definition {
  const definition = definitions[Type];
  if (!definition) throw new InvalidTemplate(`${file}: ${logicalId} is of type ${Type}, which the Terraform printer does not know; it knows ${Object.keys(definitions).join(', ')}.`);
  return definition;
}

function assertSections({ Rules, Transform, Outputs = {} }: Template, file: string): void {
  const exported = Object.keys(Outputs).find((name) => Outputs[name].Export !== undefined);
  const section = Rules !== undefined ? 'Rules' : Transform !== undefined ? 'Transform' : exported && `Outputs.${exported}.Export`;
  if (section) throw new InvalidTemplate(`${file} has ${section}, which Terraform has nothing like.`);
}

/** Makes the blocks of a template's resources. */
class Resources {
  readonly files: TextFile[] = [];
  readonly scope: Scope;
  private readonly names = new Names();
  private readonly references = new Map<string, Reference>();

  constructor(private readonly deployment: DeploymentTemplate) {
    const { template, stackName, file } = deployment;
    for (const [logicalId, resource] of Object.entries(template.Resources)) {
      const { type, ref, attributes = {}, spread } = definitionOf(logicalId, resource, file);
      const wanted = snake(plainId(logicalId, template));
      const name = spread ? wanted : this.names.unique(type, wanted);
      this.references.set(logicalId, { address: `${type}.${name}`, type: resource.Type, conditional: resource.Condition !== undefined, ref, attributes });
    }
    this.scope = new Scope(template, stackName, this.references);
  }

  /** The blocks in the order of the template. */
  blocks(): Block[] {
    const made = new Map(Object.entries(this.deployment.template.Resources).map(([logicalId, resource]) => [logicalId, this.blocksOf(logicalId, resource)]));
    const addresses = (logicalId: string): Expression[] => {
      const found = made.get(logicalId);
      if (!found) throw new InvalidTemplate(`${this.deployment.file}: DependsOn names '${logicalId}', which is no resource of the template.`);
      return found.map(addressOf);
    };
    return [...made].flatMap(([logicalId, blocks]) => {
      const needed = [this.deployment.template.Resources[logicalId].DependsOn ?? []].flat().flatMap(addresses);
      return needed.length === 0 ? blocks : blocks.map((block, at) => (at === 0 ? { ...block, items: [...block.items, { name: 'depends_on', value: needed }] } : block));
    });
  }

  private blocksOf(logicalId: string, resource: Resource): Block[] {
    const { type, properties, shared, named, spread } = definitions[resource.Type];
    const place = this.placeOf(logicalId, resource);
    const given = resource.Properties ?? {};
    if (spread) return spread(given, place).map((block) => retained(block, resource));
    const sharing = Object.fromEntries(Object.entries(given).filter(([name]) => shared && name in shared));
    const { body, beside } = convert(given, properties, { ...place, shared: shared ? convert(sharing, shared, place).body : [] });
    const name: Item[] = named && !body.some((item) => isArgument(item) && item.name === named) ? [{ name: named, value: `${this.deployment.stackName}-${plainId(logicalId, this.deployment.template)}` }] : [];
    const [, label] = this.references.get(logicalId)!.address.split('.');
    return [retained(this.counted({ type: 'resource', labels: [type, label], items: [...name, ...body] }, resource), resource), ...beside];
  }

  private placeOf(logicalId: string, resource: Resource): Place {
    const { address } = this.references.get(logicalId)!;
    const name = address.split('.')[1];
    return {
      where: logicalId,
      type: resource.Type,
      scope: this.scope,
      self: address,
      properties: resource.Properties ?? {},
      shared: [],
      attribute: (attribute) => new Expression(`${address}${resource.Condition === undefined ? '' : '[0]'}.${attribute}`),
      beside: (type, suffix, items) => {
        const label = this.names.unique(type, suffix ? `${name}_${snake(suffix)}`.replace(/_r_(\d)/, '_$1') : name);
        return this.counted({ type: 'resource', labels: [type, label], items }, resource);
      },
      address: addressOf,
      file: (suffix, content) => {
        const file = `${this.names.unique('file', name)}.${suffix}`;
        this.files.push({ name: file, content });
        return file;
      },
    };
  }

  /** The block, created only where the condition of its resource holds. */
  private counted(block: Block, { Condition }: Resource): Block {
    if (Condition === undefined) return block;
    const own = block.items.filter(isArgument).find(({ name }) => name === 'count');
    const count: Hcl = new Conditional(this.scope.conditionNamed(Condition, `${this.deployment.file}: Condition`), own?.value ?? 1, 0);
    return { ...block, items: [{ name: 'count', value: count }, ...block.items.filter((item) => item !== own)] };
  }
}

const addressOf = ({ labels }: Block) => new Expression(labels.join('.'));

/** What CloudFormation keeps when its stack goes, Terraform refuses to destroy. */
function retained(block: Block, { DeletionPolicy = 'Delete', UpdateReplacePolicy = 'Delete' }: Resource): Block {
  const policies = [DeletionPolicy, UpdateReplacePolicy];
  if (policies.includes('Snapshot')) throw new InvalidTemplate(`${block.labels.join('.')} is to leave a snapshot; the Terraform printer takes Delete and Retain.`);
  const lifecycles = block.items.filter((item): item is Block => !isArgument(item) && item.type === 'lifecycle');
  const keep: Item[] = policies.some((policy) => policy.startsWith('Retain')) ? [{ name: 'prevent_destroy', value: true }] : [];
  const items = [...keep, ...lifecycles.flatMap((each) => each.items)];
  if (items.length === 0) return block;
  return { ...block, items: [...block.items.filter((item) => !lifecycles.includes(item as Block)), { type: 'lifecycle', labels: [], items }] };
}

function locals({ Conditions = {}, Mappings = {} }: Template, scope: Scope): Block[] {
  const items = [
    ...Object.entries(Conditions).map(([name, condition]) => ({ name: snake(name), value: new Expression(scope.condition(condition, `Conditions.${name}`)) })),
    ...Object.entries(Mappings).map(([name, mapping]) => ({ name: snake(name), value: scope.value(mapping, `Mappings.${name}`) })),
  ];
  return items.length === 0 ? [] : [{ type: 'locals', labels: [], items }];
}

function outputs({ Outputs = {}, Parameters = {} }: Template, scope: Scope): Block[] {
  const secrets = Object.keys(Parameters).filter((name) => isSecret(Parameters[name])).map((name) => `var\\.${snake(name)}\\b`);
  const sensitive = new RegExp([...secrets, '^aws_iam_access_key\\.\\w+\\.secret$', '\\.secret_string\\b', 'aws_ssm_parameter\\.'].join('|'));
  return Object.entries(Outputs).map(([name, { Value, Description, Condition }]) => {
    const value = scope.value(Value, `Outputs.${name}`);
    return {
      type: 'output',
      labels: [snake(name)],
      items: [
        ...Description ? [{ name: 'description', value: Description }] : [],
        { name: 'value', value: Condition === undefined ? value : new Conditional(scope.conditionNamed(Condition, `Outputs.${name}`), value, null) },
        ...sensitive.test(render(value, '')) ? [{ name: 'sensitive', value: true }] : [],
      ],
    };
  });
}

const assertDistinct = (kind: string, names: readonly string[], file: string) => {
  const twice = names.find((name, at) => names.findIndex((other) => snake(other) === snake(name)) !== at);
  if (twice !== undefined) throw new InvalidTemplate(`${file}: two ${kind} are called ${snake(twice)} in Terraform.`);
};

/** Chosen values, for Terraform to find when it runs in the module's folder. */
function chosen({ template: { Parameters = {} }, parameters }: DeploymentTemplate): Argument[] {
  return Object.entries(parameters).filter(([name]) => !isSecret(Parameters[name]))
    .map(([name, value]) => ({ name: snake(name), value: variableValue(Parameters[name], value) }));
}

const print = (...blocks: readonly Block[]) => blocks.map((block) => `${printBlock(block)}\n`).join('\n');

/**
 * A Terraform module that means the same as the template. Secrets are not among the values: they are asked for, or come from `TF_VAR_<name>`.
 * @throws InvalidTemplate for a type, property or function that has no counterpart here: nothing is left out silently
 */
export function toTerraform(deployment: DeploymentTemplate): TextFile[] {
  const { template, title, place, file } = deployment;
  assertParametersKnown(deployment);
  assertSections(template, file);
  assertDistinct('parameters', Object.keys(template.Parameters ?? {}), file);
  assertDistinct('outputs', Object.keys(template.Outputs ?? {}), file);
  assertDistinct('local values', [...Object.keys(template.Conditions ?? {}), ...Object.keys(template.Mappings ?? {})], file);
  const resources = new Resources(deployment);
  const blocks = resources.blocks();
  const results = outputs(template, resources.scope);
  const main = [...locals(template, resources.scope), ...resources.scope.dataSources, ...blocks];
  const heading = [title, template.Description, `For ${place}.`].filter(Boolean).map((line) => `# ${String(line).replace(/\s+/g, ' ')}\n`).join('');
  const variables = Object.entries(template.Parameters ?? {}).map(([name, parameter]) => variableOf(name, parameter));
  const values = chosen(deployment);
  return [
    { name: 'main.tf', content: `${heading}\n${print(...main)}` },
    ...variables.length > 0 ? [{ name: 'variables.tf', content: print(...variables) }] : [],
    ...results.length > 0 ? [{ name: 'outputs.tf', content: print(...results) }] : [],
    { name: 'versions.tf', content: print(VERSIONS) },
    ...values.length > 0 ? [{ name: 'terraform.tfvars', content: printArguments(values) }] : [],
    ...resources.files,
  ];
}

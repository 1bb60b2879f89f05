import { partitionOf } from '../../collect/place';
import { isObject, type Json } from '../../json';
import { attributeOf, intrinsicOf, InvalidTemplate, isSecret, isStackUuid, plainId, subParts, type DeploymentTemplate, type Resource } from '../template';

const NOTHING = Symbol('AWS::NoValue');

type Place = { readonly partition: string; readonly region: string; readonly accountId: string };

/** Names and ARNs that follow from what the reader types; `undefined`: AWS makes it up. */
interface Identity {
  /** the property that holds the name */
  readonly name: string;
  /** what Ref gives where that is not the name */
  readonly ref?: (name: string, place: Place, properties: Json) => string | undefined;
  readonly arn?: (name: string, place: Place, properties: Json) => string | undefined;
}

const iam = (kind: string) => (name: string, { partition, accountId }: Place, { Path = '/' }: Json) => `arn:${partition}:iam::${accountId}:${kind}${String(Path)}${name}`;
const regional = (service: string, prefix = '') => (name: string, { partition, region, accountId }: Place) => `arn:${partition}:${service}:${region}:${accountId}:${prefix}${name}`;

const IDENTITIES: Readonly<Record<string, Identity>> = {
  'AWS::IAM::Role': { name: 'RoleName', arn: iam('role') },
  'AWS::IAM::ManagedPolicy': { name: 'ManagedPolicyName', ref: iam('policy'), arn: iam('policy') },
  'AWS::IAM::Policy': { name: 'PolicyName' },
  'AWS::IAM::User': { name: 'UserName', arn: iam('user') },
  'AWS::SecretsManager::Secret': { name: 'Name', ref: () => undefined },
  'AWS::CloudFormation::StackSet': { name: 'StackSetName' },
  'AWS::Events::Rule': { name: 'Name', arn: regional('events', 'rule/') },
  'AWS::Events::EventBus': { name: 'Name', arn: regional('events', 'event-bus/') },
  'AWS::Events::Connection': { name: 'Name', arn: () => undefined },
  'AWS::Events::ApiDestination': { name: 'Name', arn: () => undefined },
  'AWS::SQS::Queue': {
    name: 'QueueName',
    ref: (name, { partition, region, accountId }) => `https://sqs.${region}.${partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'}/${accountId}/${name}`,
    arn: regional('sqs'),
  },
  'AWS::SNS::Topic': { name: 'TopicName', ref: regional('sns'), arn: regional('sns') },
  'AWS::S3::Bucket': { name: 'BucketName', arn: (name, { partition }) => `arn:${partition}:s3:::${name}` },
  'AWS::KMS::Key': { name: '', ref: () => undefined, arn: () => undefined },
  'AWS::KMS::Alias': { name: 'AliasName' },
  'AWS::CloudTrail::Trail': { name: 'TrailName', arn: regional('cloudtrail', 'trail/') },
  'AWS::CloudWatch::Alarm': { name: 'AlarmName', arn: regional('cloudwatch', 'alarm:') },
};

// A bucket's name has no capitals, and is nobody else's in the world.
const LOWER_CASE = ['AWS::S3::Bucket'];

/** The values of a template as far as they are known before anything exists; `<…>` stands for what only the account's owner, or AWS, knows. */
export class Known {
  /** what each placeholder stands for */
  readonly placeholders = new Map<string, string>();
  private readonly place: Place;

  constructor(private readonly deployment: DeploymentTemplate, accountId?: string) {
    const { region } = deployment;
    this.place = { partition: partitionOf(region ?? ''), region: region ?? '<REGION>', accountId: accountId ?? '<ACCOUNT_ID>' };
  }

  get partition(): string {
    return this.place.partition;
  }

  get region(): string {
    return this.asked(this.place.region);
  }

  /** The name the reader gives a resource: that of the template, else `<stack>-<logical id>`. */
  nameOf(logicalId: string): string {
    const { Type, Properties = {} } = this.resource(logicalId, logicalId);
    const given = Properties[IDENTITIES[Type]?.name];
    if (given !== undefined) return String(this.value(given, logicalId));
    const name = `${this.deployment.stackName}-${plainId(logicalId, this.deployment.template)}`;
    return LOWER_CASE.includes(Type) ? `${name}-${this.asked(this.place.accountId)}`.toLowerCase().replace('<account_id>', '<ACCOUNT_ID>') : name;
  }

  /** Whether the resource is made with the values that were chosen. */
  exists({ Condition }: Resource): boolean {
    return Condition === undefined || this.condition({ Condition }, 'Condition');
  }

  /** A value with its functions worked out. */
  value(value: unknown, where: string): any {
    if (isStackUuid(value)) return this.placeholder('EXTERNAL_ID', 'a UUID that you make once, for instance with `uuidgen`, and give to the platform');
    const intrinsic = intrinsicOf(value);
    if (intrinsic) return this.intrinsic(intrinsic.name, intrinsic.argument, where);
    if (Array.isArray(value)) return value.map((each, at) => this.value(each, `${where}[${at}]`)).filter((each) => each !== NOTHING);
    if (isObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.value(each, `${where}.${name}`)]).filter(([, each]) => each !== NOTHING));
    }
    return typeof value === 'string' ? this.resolved(value) : value;
  }

  /** Whether a property has a value. */
  has(value: unknown, where: string): boolean {
    return value !== undefined && this.value(value, where) !== NOTHING;
  }

  private placeholder(name: string, meaning: string): string {
    this.placeholders.set(`<${name}>`, meaning);
    return `<${name}>`;
  }

  /** The text, its placeholders explained. */
  private asked(text: string): string {
    if (text.includes('<ACCOUNT_ID>')) this.placeholder('ACCOUNT_ID', 'the 12 digits of your account, at the top right of the console');
    if (text.includes('<REGION>')) this.placeholder('REGION', 'the Region you work in, for instance `us-east-1`');
    return text;
  }

  private resource(logicalId: string, where: string): Resource {
    const resource = this.deployment.template.Resources[logicalId];
    if (!resource) throw new InvalidTemplate(`${where} refers to '${logicalId}', which is no parameter and no resource of the template.`);
    return resource;
  }

  private intrinsic(name: string, argument: unknown, where: string): unknown {
    const parts = Array.isArray(argument) ? argument : [argument];
    switch (name) {
      case 'Ref': return this.ref(String(argument), where);
      case 'Fn::GetAtt': return this.attribute(...attributeOf(argument), where);
      case 'Fn::Join': return this.resolved((this.value(parts[1], where) as unknown[]).join(String(parts[0])));
      case 'Fn::Split': return String(this.value(parts[1], where)).split(String(parts[0]));
      case 'Fn::Select': return this.value(parts[1], where)[Number(parts[0])];
      case 'Fn::If': return this.value(parts[this.condition({ Condition: parts[0] }, where) ? 1 : 2], where);
      case 'Fn::Sub': {
        const given = isObject(parts[1]) ? parts[1] : {};
        return this.resolved(subParts(String(parts[0])).map((part) => {
          if ('text' in part) return part.text;
          if (part.name in given) return this.value(given[part.name], where);
          return part.name.includes('.') ? this.attribute(...attributeOf(part.name), where) : this.ref(part.name, where);
        }).join(''));
      }
      default: throw new InvalidTemplate(`${where} is ${JSON.stringify({ [name]: argument }).slice(0, 100)}; manual steps take Ref, Fn::GetAtt, Fn::Join, Fn::Split, Fn::Select, Fn::If and Fn::Sub.`);
    }
  }

  private ref(name: string, where: string): unknown {
    const parameter = this.deployment.template.Parameters?.[name];
    if (parameter) {
      const chosen = isSecret(parameter) ? undefined : this.deployment.parameters[name] ?? parameter.Default;
      if (chosen === undefined) return this.placeholder(name, parameter.Description ?? `the value of ${name}`);
      return parameter.Type === 'CommaDelimitedList' || parameter.Type.startsWith('List<') ? String(chosen).split(',') : chosen;
    }
    const { partition, region, accountId } = this.place;
    const pseudo: Record<string, unknown> = {
      'AWS::Partition': partition,
      'AWS::Region': region,
      'AWS::AccountId': accountId,
      'AWS::StackName': this.deployment.stackName,
      'AWS::NoValue': NOTHING,
      'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    };
    if (name in pseudo) return typeof pseudo[name] === 'string' ? this.asked(pseudo[name]) : pseudo[name];
    return this.identified(name, 'ref', 'id', where);
  }

  private attribute(logicalId: string, attribute: string, where: string): string {
    if (/^(Topic)?Arn$/.test(attribute)) return this.identified(logicalId, 'arn', 'ARN', where);
    if (/^(Queue|Topic)Name$/.test(attribute)) return this.nameOf(logicalId);
    this.resource(logicalId, where);
    return this.placeholder(`${attribute} of ${logicalId}`, `shown when you create ${logicalId}`);
  }

  private identified(logicalId: string, what: 'ref' | 'arn', called: string, where: string): string {
    const { Type, Properties = {} } = this.resource(logicalId, where);
    const identity = IDENTITIES[Type];
    const name = this.nameOf(logicalId);
    if (identity && what === 'ref' && !identity.ref) return name;
    const known = identity?.[what]?.(name, this.place, Properties);
    return known === undefined ? this.placeholder(`${called} of ${logicalId}`, `shown when you have created ${name}`) : this.asked(known);
  }

  private condition(value: unknown, where: string): boolean {
    const { Condition: named, 'Fn::Equals': equals, 'Fn::Not': not, 'Fn::And': and, 'Fn::Or': or } = value as Record<string, any>;
    if (named) return this.condition(this.deployment.template.Conditions?.[named], `Conditions.${named}`);
    if (equals) return String(this.value(equals[0], where)) === String(this.value(equals[1], where));
    if (not) return !this.condition(not[0], where);
    if (and) return and.every((each: unknown) => this.condition(each, where));
    if (or) return or.some((each: unknown) => this.condition(each, where));
    throw new InvalidTemplate(`${where} is ${JSON.stringify(value)?.slice(0, 100)}, which is no condition.`);
  }

  /** A dynamic reference is a value that the reader looks up: it is never written down. */
  private resolved(text: string): string {
    return text.replace(/\{\{resolve:secretsmanager:(.*?)(?::SecretString(?::([^:}]*))?[^}]*)?\}\}/g, (_, id: string, key?: string) =>
      this.placeholder(key ? `the secret's ${key}` : 'the secret', `${key ? `the value of \`${key}\` in ` : ''}the secret ${id} of Secrets Manager`));
  }
}

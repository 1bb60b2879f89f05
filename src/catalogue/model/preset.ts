/** A part of what a platform reads that its document asks for apart: with the IAM actions it names. */
export interface PresetStream {
  /** In kebab-case. */
  readonly id: string;
  readonly title: string;
  /** IAM actions or patterns, as documented: those that return customer data are withheld from the role, and said. */
  readonly actions: readonly string[];
  /** ARNs with `${Partition}` for the partition. @default - every resource */
  readonly resources?: readonly string[];
  /** True where only the management account can answer: the stream is read by a role there. */
  readonly managementAccount?: true;
}

/** Names that the platform's document gives to a deployment. */
export interface PresetTemplate {
  /** Name of the CloudFormation template. */
  readonly file: string;
  readonly stackName: string;
  /** Names of the parameters. `principals` takes ARNs in place of the preset's own, `trustedAccountId` the account where the preset names none. */
  readonly parameters: { readonly externalId: string; readonly principals?: string; readonly trustedAccountId?: string };
  /** What each output shows. */
  readonly outputs: Readonly<Record<string, 'roleArn' | 'roleName' | 'externalId'>>;
  /** Logical ids of the role and of its first policy. */
  readonly logicalIds: { readonly role: string; readonly policy: string };
}

/** A part of an integration: the role that reads configuration, log files of CloudTrail, events as they happen. */
export type PresetPart = 'config' | 'cloudtrail' | 'events';

/** What a platform asks of a customer: whom to trust, what to read, what things are called. */
export interface Preset<StreamId extends string = string> {
  /** Equal to the file name. */
  readonly id: string;
  readonly title: string;
  /** Documentation the preset follows. */
  readonly source: string;
  /** Name of the role, one for the whole organisation. */
  readonly roleName: string;
  /** ARN with which the platform enters: the root of its account, or a role; `${Partition}` for the partition. @default - each customer is told an account id */
  readonly principal?: string;
  /**
   * What the document says of the external id: the platform gives it, the customer chooses it, the customer may choose one, nothing. It is asked for
   * whatever the document says; where the document can do without, an explicit option takes it at its word.
   */
  readonly externalId: 'required' | 'chosen' | 'optional' | 'not-mentioned';
  /** Streams of the catalogue by their ids, or streams of the platform's own. */
  readonly streams: 'all' | readonly (StreamId | PresetStream)[];
  /** Whether the document attaches the AWS managed policy SecurityAudit, or names each action. */
  readonly grant: 'SECURITY_AUDIT' | 'EXACT';
  /** What the integration can consist of. */
  readonly parts: readonly PresetPart[];
  /** Regions that the document names as not supported, with the reason. @default - none */
  readonly unsupportedRegions?: Readonly<Record<string, string>>;
  readonly template: PresetTemplate;
  /** The template of the streams that only the management account can answer. @default - there are none */
  readonly accounts?: PresetTemplate & { readonly roleName: string };
}

/**
 * Declares a preset over the streams of a catalogue. A stream that is not in the catalogue is a compile error.
 * @param _services the services whose ids are the streams
 */
export function definePreset<const Id extends string>(_services: readonly { readonly id: Id }[], preset: Preset<NoInfer<Id>>): Preset<Id> {
  return preset;
}

/**
 * IAM actions by their service.
 * @param names action names by IAM prefix, separated by white space
 */
export function actionsOf(names: Readonly<Record<string, string>>): string[] {
  return Object.entries(names).flatMap(([prefix, list]) => list.trim().split(/\s+/).map((name) => `${prefix}:${name}`));
}

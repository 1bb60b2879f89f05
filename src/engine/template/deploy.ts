import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateChangeSetCommand, DeleteChangeSetCommand, DeleteStackCommand, DescribeChangeSetCommand, DescribeStacksCommand, ExecuteChangeSetCommand,
  ListChangeSetsCommand, paginateDescribeStackEvents, type CloudFormationClient, type DescribeChangeSetOutput, type Parameter, type Stack, type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { assertSize, capabilitiesOf, toJson } from './cloudformation';
import { assertParametersKnown, type DeploymentTemplate } from './template';
import { plainText } from '../report/escape';

/** A change that a change set would make. */
export interface StackChange {
  /** Add, Modify, Remove, Import or Dynamic */
  readonly action: string;
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
  /** whether a modified resource is replaced: True, False or Conditional */
  readonly replacement?: string;
  /** properties and attributes that differ */
  readonly causes: readonly string[];
}

/** Something that happened to a resource of a stack. */
export interface StackProgress { readonly logicalId: string; readonly type: string; readonly status: string; readonly reason?: string }

/** Changes that wait for a yes. One of the two functions must be called: until then a change set stands in the account. */
export interface Proposal {
  readonly kind: 'CREATE' | 'UPDATE';
  readonly stackName: string;
  readonly changes: readonly StackChange[];
  /**
   * Makes the changes and waits. Answers the outputs of the stack.
   * @throws DeploymentFailed; a stack that was to be created is then removed, one that was to be updated is as it was
   */
  execute(onProgress?: (progress: StackProgress) => void): Promise<Readonly<Record<string, string>>>;
  /** Removes the change set, and the empty stack if there is one because of it. */
  discard(): Promise<void>;
}

/** How to deploy. */
export interface ProposeOptions {
  /** name of the change set, new for each */
  readonly changeSetName: string;
  /** URL of the template in S3, needed where it is too large for a request. @default - the template goes with the request */
  readonly templateUrl?: string;
  /** milliseconds between two looks. @default 2000 */
  readonly pollMs?: number;
  /** milliseconds after which to stop waiting. @default one hour */
  readonly timeoutMs?: number;
}

/** The stack cannot be deployed to as it is now: the message says why and what to do. */
export class DeploymentRefused extends Error { readonly name = 'DeploymentRefused'; }

/** The deployment went wrong: the message has the reasons that CloudFormation gives. */
export class DeploymentFailed extends Error { readonly name = 'DeploymentFailed'; }

const NO_CHANGE = /didn't contain changes|No updates are to be performed/;
const DEFAULTS = { pollMs: 2000, timeoutMs: 3_600_000 };

/**
 * Asks CloudFormation what deploying would change, by a change set.
 * @returns undefined where nothing would change; nothing is left of the change set then
 * @throws InvalidTemplate, DeploymentRefused, DeploymentFailed
 */
export async function propose(client: CloudFormationClient, deployment: DeploymentTemplate, options: ProposeOptions): Promise<Proposal | undefined> {
  assertParametersKnown(deployment);
  const text = toJson(deployment.template);
  assertSize(text, deployment.file, options.templateUrl ? 'url' : 'inline');
  const { stackName } = deployment;
  const before = await stackOf(client, stackName);
  const kind = kindOf(before, stackName);
  const run = new Run(client, deployment, { ...DEFAULTS, ...options }, kind, before === undefined);
  try {
    await client.send(new CreateChangeSetCommand({
      StackName: stackName,
      ChangeSetName: options.changeSetName,
      ChangeSetType: kind,
      ...options.templateUrl ? { TemplateURL: options.templateUrl } : { TemplateBody: text },
      Capabilities: capabilitiesOf(deployment.template),
      Parameters: parametersOf(deployment, before),
    }));
    const changes = await run.changes();
    if (changes === undefined) {
      await run.discard();
      return undefined;
    }
    return { kind, stackName, changes, execute: (onProgress = () => undefined) => run.execute(onProgress), discard: () => run.discard() };
  } catch (error) {
    await run.discard();
    throw error;
  }
}

/** One line about a change, for instance `Modify AWS::IAM::Role Scanner (SecurityScanner), is replaced: RoleName`. */
export function changeLine({ action, type, logicalId, physicalId, replacement, causes }: StackChange): string {
  const replaced = { True: ', is replaced', Conditional: ', may be replaced' }[replacement ?? ''] ?? '';
  const because = causes.length > 0 ? `: ${causes.join(', ')}` : '';
  return plainText(`${action} ${type} ${logicalId}${physicalId ? ` (${physicalId})` : ''}${replaced}${because}`);
}

/** A deployment under way. */
class Run {
  constructor(
    private readonly client: CloudFormationClient,
    private readonly deployment: DeploymentTemplate,
    private readonly options: Required<Pick<ProposeOptions, 'pollMs' | 'timeoutMs'>> & ProposeOptions,
    private readonly kind: 'CREATE' | 'UPDATE',
    private readonly isNew: boolean,
  ) {}

  private get names() {
    return { StackName: this.deployment.stackName, ChangeSetName: this.options.changeSetName };
  }

  /** The changes once CloudFormation has worked them out; undefined where there are none. */
  async changes(): Promise<StackChange[] | undefined> {
    const page = await this.poll(() => this.client.send(new DescribeChangeSetCommand(this.names)), ({ Status }) => !/PENDING|IN_PROGRESS/.test(Status!));
    if (page.Status !== 'CREATE_COMPLETE') {
      if (NO_CHANGE.test(page.StatusReason ?? '')) return undefined;
      throw new DeploymentFailed(`CloudFormation cannot deploy ${this.deployment.stackName}: ${page.StatusReason ?? page.Status}`);
    }
    const changes = changesIn(page);
    for (let token = page.NextToken; token;) {
      const next: DescribeChangeSetOutput = await this.client.send(new DescribeChangeSetCommand({ ...this.names, NextToken: token }));
      changes.push(...changesIn(next));
      token = next.NextToken;
    }
    return changes;
  }

  async execute(onProgress: (progress: StackProgress) => void): Promise<Record<string, string>> {
    const { StackId } = (await stackOf(this.client, this.deployment.stackName))!;
    const seen = new Set((await this.events(StackId!, new Set())).map(({ EventId }) => EventId!));
    // What a failed creation made goes too, be it marked to be retained: it holds nothing yet.
    await this.client.send(new ExecuteChangeSetCommand({ ...this.names, RetainExceptOnCreate: true }));
    const reasons: string[] = [];
    const stack = await this.poll(async () => {
      const now = await stackOf(this.client, StackId!);
      for (const event of await this.events(StackId!, seen)) {
        seen.add(event.EventId!);
        const progress = progressOf(event);
        if (progress.status.endsWith('_FAILED')) reasons.push(`${progress.logicalId} (${progress.type}): ${progress.reason ?? progress.status}`);
        onProgress(progress);
      }
      return now!;
    }, ({ StackStatus }) => !/IN_PROGRESS$/.test(StackStatus!));
    if (/^(CREATE|UPDATE)_COMPLETE$/.test(stack.StackStatus!)) {
      return Object.fromEntries((stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]));
    }
    const removed = this.kind === 'CREATE' ? await this.remove(StackId!) : 'It is as it was before.';
    const why = reasons.map(plainText).join('; ') || stack.StackStatusReason;
    throw new DeploymentFailed(`Stack ${this.deployment.stackName} ended in ${stack.StackStatus}: ${why}. ${removed}`);
  }

  async discard(): Promise<void> {
    const stack = await stackOf(this.client, this.deployment.stackName);
    if (!stack) return;
    await this.client.send(new DeleteChangeSetCommand(this.names)).catch(ignoreMissing);
    // Somebody else may have made a change set for the same stack meanwhile: then it is theirs.
    if (this.isNew && stack.StackStatus === 'REVIEW_IN_PROGRESS' && await this.isWithoutChangeSets()) await this.remove(stack.StackId!);
  }

  private async isWithoutChangeSets(): Promise<boolean> {
    const { Summaries = [] } = await this.client.send(new ListChangeSetsCommand({ StackName: this.deployment.stackName }));
    return Summaries.every(({ ChangeSetName }) => ChangeSetName === this.options.changeSetName);
  }

  /** Deletes the stack; answers what became of it. */
  private async remove(stackId: string): Promise<string> {
    await this.client.send(new DeleteStackCommand({ StackName: stackId }));
    const stack = await this.poll(() => stackOf(this.client, stackId), (now) => !now || /^DELETE_(COMPLETE|FAILED)$/.test(now.StackStatus!));
    return stack?.StackStatus === 'DELETE_FAILED' ? `It could not be removed: ${stack.StackStatusReason ?? 'see its events'}.` : 'It has been removed.';
  }

  /** Events that have not been seen, oldest first. */
  private async events(stackId: string, seen: ReadonlySet<string>): Promise<StackEvent[]> {
    const found: StackEvent[] = [];
    for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client: this.client }, { StackName: stackId })) {
      const fresh = StackEvents.filter(({ EventId }) => !seen.has(EventId!));
      found.unshift(...fresh.reverse());
      if (fresh.length < StackEvents.length) break;
    }
    return found;
  }

  private async poll<T>(look: () => Promise<T>, done: (seen: T) => boolean): Promise<T> {
    for (let waited = 0; ; waited += this.options.pollMs) {
      const seen = await look();
      if (done(seen)) return seen;
      if (waited >= this.options.timeoutMs) {
        throw new DeploymentFailed(`Stack ${this.deployment.stackName} is not done after ${this.options.timeoutMs / 1000} seconds; CloudFormation goes on with it.`);
      }
      await sleep(this.options.pollMs);
    }
  }
}

/** A stack by its name or id; undefined where there is none. One that was deleted is found by its id only. */
async function stackOf(client: CloudFormationClient, name: string): Promise<Stack | undefined> {
  try {
    return (await client.send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0];
  } catch (error) {
    if (error instanceof Error && error.message.includes('does not exist')) return undefined;
    throw error;
  }
}

function kindOf(stack: Stack | undefined, name: string): 'CREATE' | 'UPDATE' {
  const status = stack?.StackStatus;
  if (status === undefined || status === 'REVIEW_IN_PROGRESS') return 'CREATE';
  if (status.endsWith('_IN_PROGRESS')) throw new DeploymentRefused(`Stack ${name} is in ${status}: wait until it is done, then run this again.`);
  if (/^(ROLLBACK|CREATE|DELETE|IMPORT_ROLLBACK)_(COMPLETE|FAILED)$/.test(status) && status !== 'CREATE_COMPLETE') {
    throw new DeploymentRefused(`Stack ${name} is in ${status}, which CloudFormation cannot update. Delete it, then run this again: aws cloudformation delete-stack --stack-name ${name}`);
  }
  if (/_FAILED$/.test(status)) {
    throw new DeploymentRefused(`Stack ${name} is in ${status}. Bring it back first: aws cloudformation continue-update-rollback --stack-name ${name}`);
  }
  return 'UPDATE';
}

/** Values that were chosen; those that a stack already has stay as they are. */
function parametersOf({ template, parameters }: DeploymentTemplate, stack: Stack | undefined): Parameter[] {
  const known = (stack?.Parameters ?? []).map(({ ParameterKey }) => ParameterKey);
  return Object.keys(template.Parameters ?? {}).flatMap((name): Parameter[] => {
    if (parameters[name] !== undefined) return [{ ParameterKey: name, ParameterValue: parameters[name] }];
    return known.includes(name) ? [{ ParameterKey: name, UsePreviousValue: true }] : [];
  });
}

const changesIn = ({ Changes = [] }: DescribeChangeSetOutput): StackChange[] => Changes.flatMap(({ ResourceChange: change }) => (change ? [{
  action: change.Action!,
  logicalId: change.LogicalResourceId!,
  type: change.ResourceType!,
  physicalId: change.PhysicalResourceId,
  replacement: change.Replacement,
  causes: [...new Set((change.Details ?? []).flatMap(({ Target }) => Target?.Name ?? Target?.Attribute ?? []))],
}] : []));

const progressOf = ({ LogicalResourceId, ResourceType, ResourceStatus, ResourceStatusReason }: StackEvent): StackProgress =>
  ({ logicalId: LogicalResourceId!, type: ResourceType!, status: ResourceStatus!, reason: ResourceStatusReason });

function ignoreMissing(error: Error): void {
  if (!/ChangeSetNotFound/.test(error.name)) throw error;
}

import { setTimeout as sleep } from 'node:timers/promises';
import {
  CallAs, CloudFormationClient, CreateStackCommand, DescribeStacksCommand, paginateDescribeStackEvents, paginateListStackInstances,
  paginateListStackResources, paginateListStackSetOperations, Stack, UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { AssemblyStack, readAssembly } from './assembly';
import { bootstrap, uploadAssets } from './assets';
import { ClientOptions, clientOptions } from './client';
import type { Emulator } from './start';

const POLL_MS = 100;
const TIMEOUT_MS = 300_000;
const INLINE_TEMPLATE_BYTES = 51_200;

/** A stack set, and who asks for it. */
interface StackSetRef { readonly StackSetName: string; readonly CallAs?: CallAs }

/** What to deploy an assembly with. */
export interface DeployOptions {
  /** The account of stacks that name none. */
  readonly accountId: string;
  /** The Region of stacks that name none. @default us-east-1 */
  readonly region?: string;
  /** Values for the templates' parameters; each stack takes those it declares. */
  readonly parameters?: Record<string, string>;
  /** Told when a stack starts and ends. @default - nobody is told */
  readonly log?: (line: string) => void;
}

/** Deploys every stack of a cloud assembly through CloudFormation; answers the outputs by stack name. Throws with the reasons of what failed. */
export async function deployAssembly(directory: string, emulator: Emulator, options: DeployOptions): Promise<Record<string, Record<string, string>>> {
  const outputs: Record<string, Record<string, string>> = {};
  for (const stack of readAssembly(directory)) {
    const started = Date.now();
    const accountId = stack.accountId ?? options.accountId;
    const client = clientOptions(emulator, accountId, stack.region ?? options.region);
    options.log?.(`${stack.stackName}: deploying to ${accountId}/${client.region}`);
    await bootstrap(client);
    outputs[stack.stackName] = await deployStack(stack, accountId, client, options.parameters ?? {});
    options.log?.(`${stack.stackName}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
  return outputs;
}

async function deployStack(stack: AssemblyStack, accountId: string, options: ClientOptions, values: Record<string, string>): Promise<Record<string, string>> {
  const urls = Object.assign({}, ...await Promise.all(stack.assetManifests.map((manifest) => uploadAssets(manifest, stack.directory, accountId, options))));
  const cloudFormation = new CloudFormationClient(options);
  const existing = await describe(cloudFormation, stack.stackName);
  const request = {
    StackName: stack.stackName,
    ...templateOf(stack, urls),
    Capabilities: ['CAPABILITY_NAMED_IAM' as const, 'CAPABILITY_AUTO_EXPAND' as const],
    Parameters: parametersOf(stack, values),
    Tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
  };
  if (existing) {
    await cloudFormation.send(new UpdateStackCommand(request)).catch(ignoreNoUpdates);
  } else {
    await cloudFormation.send(new CreateStackCommand(request));
  }
  const deployed = await untilDone(cloudFormation, stack.stackName);
  await requireStackSets(cloudFormation, stack);
  return Object.fromEntries((deployed.Outputs ?? []).map((output) => [output.OutputKey!, output.OutputValue!]));
}

/** The template itself, or its URL when it is too large for a request. */
function templateOf(stack: AssemblyStack, urls: Record<string, string>): { TemplateBody?: string; TemplateURL?: string } {
  if (Buffer.byteLength(stack.template) <= INLINE_TEMPLATE_BYTES) {
    return { TemplateBody: stack.template };
  }
  const url = Object.values(urls).find((candidate) => candidate.endsWith(`/${stack.templateAsset}`));
  if (!url) {
    throw new Error(`${stack.stackName}: the template has more than ${INLINE_TEMPLATE_BYTES} bytes and is no asset of the stack.`);
  }
  return { TemplateURL: url };
}

function parametersOf(stack: AssemblyStack, values: Record<string, string>) {
  const declared = Object.keys((JSON.parse(stack.template) as { Parameters?: object }).Parameters ?? {});
  return Object.entries({ ...stack.parameters, ...values })
    .filter(([name]) => declared.includes(name))
    .map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
}

function ignoreNoUpdates(error: Error): void {
  if (!error.message.includes('No updates are to be performed')) {
    throw error;
  }
}

async function describe(client: CloudFormationClient, name: string): Promise<Stack | undefined> {
  try {
    return (await client.send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0];
  } catch (error) {
    if ((error as Error).message.includes('does not exist')) {
      return undefined;
    }
    throw error;
  }
}

async function untilDone(client: CloudFormationClient, name: string): Promise<Stack> {
  for (const deadline = Date.now() + TIMEOUT_MS; Date.now() < deadline; await sleep(POLL_MS)) {
    const stack = await describe(client, name);
    const status = stack?.StackStatus ?? 'DELETED';
    if (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') {
      return stack!;
    }
    if (!status.endsWith('IN_PROGRESS')) {
      throw new Error(`Stack ${name} ended in ${status}:\n${(await failures(client, name)).join('\n')}`);
    }
  }
  throw new Error(`Stack ${name} did not finish in ${TIMEOUT_MS / 1000} seconds.`);
}

async function failures(client: CloudFormationClient, name: string): Promise<string[]> {
  const reasons: string[] = [];
  for await (const page of paginateDescribeStackEvents({ client }, { StackName: name })) {
    for (const event of page.StackEvents ?? []) {
      if (event.ResourceStatus?.endsWith('FAILED')) {
        reasons.unshift(`  ${event.LogicalResourceId} (${event.ResourceType}): ${event.ResourceStatusReason}`);
      }
    }
  }
  return reasons;
}

/** Waits for the operations of the stack's stack sets, and throws when an instance is not current. */
async function requireStackSets(client: CloudFormationClient, stack: AssemblyStack): Promise<void> {
  const { Resources } = JSON.parse(stack.template) as { Resources: Record<string, { Properties?: { CallAs?: CallAs } }> };
  for await (const page of paginateListStackResources({ client }, { StackName: stack.stackName })) {
    for (const resource of page.StackResourceSummaries ?? []) {
      if (resource.ResourceType === 'AWS::CloudFormation::StackSet') {
        await requireStackSet(client, { StackSetName: resource.PhysicalResourceId!, CallAs: Resources[resource.LogicalResourceId!]?.Properties?.CallAs });
      }
    }
  }
}

async function requireStackSet(client: CloudFormationClient, stackSet: StackSetRef): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS;
  while (await isRunning(client, stackSet)) {
    if (Date.now() > deadline) {
      throw new Error(`Stack set ${stackSet.StackSetName} did not finish in ${TIMEOUT_MS / 1000} seconds.`);
    }
    await sleep(POLL_MS);
  }
  const failed: string[] = [];
  for await (const page of paginateListStackInstances({ client }, stackSet)) {
    for (const instance of page.Summaries ?? []) {
      if (instance.Status !== 'CURRENT') {
        failed.push(`  ${instance.Account}/${instance.Region}: ${instance.Status} ${instance.StatusReason ?? ''}`);
      }
    }
  }
  if (failed.length) {
    throw new Error(`Stack set ${stackSet.StackSetName} is not current in:\n${failed.join('\n')}`);
  }
}

async function isRunning(client: CloudFormationClient, stackSet: StackSetRef): Promise<boolean> {
  for await (const page of paginateListStackSetOperations({ client }, stackSet)) {
    if (page.Summaries?.some((operation) => ['RUNNING', 'QUEUED', 'STOPPING'].includes(operation.Status ?? ''))) {
      return true;
    }
  }
  return false;
}

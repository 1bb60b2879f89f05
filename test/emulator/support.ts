import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, CreateStackCommand, DescribeStackEventsCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ClientOptions, clientOptions } from '../../emulator/client';
import type { Emulator } from '../../emulator/start';

/** Long enough for the first installation of the emulator. */
export const START_TIMEOUT = 180_000;

/** The account most tests use. */
export const ACCOUNT = '111111111111';

/** Creates a stack by CloudFormation and waits for it; answers its outputs, or throws its failures. */
export async function createStack(options: ClientOptions, name: string, resources: object, outputs: object = {}): Promise<Record<string, string>> {
  const client = new CloudFormationClient(options);
  await client.send(new CreateStackCommand({
    StackName: name, TemplateBody: JSON.stringify({ Resources: resources, Outputs: outputs }), Capabilities: ['CAPABILITY_NAMED_IAM'],
  }));
  return untilDone(client, name);
}

/** Waits until a stack rests; answers its outputs, or throws its failures. */
export async function untilDone(client: CloudFormationClient, name: string): Promise<Record<string, string>> {
  for (;;) {
    const stack = (await client.send(new DescribeStacksCommand({ StackName: name }))).Stacks![0];
    if (!stack.StackStatus!.endsWith('IN_PROGRESS')) {
      if (!['CREATE_COMPLETE', 'UPDATE_COMPLETE'].includes(stack.StackStatus!)) {
        const { StackEvents } = await client.send(new DescribeStackEventsCommand({ StackName: name }));
        throw new Error(StackEvents!.filter((event) => event.ResourceStatus!.endsWith('FAILED'))
          .map((event) => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`).join('\n'));
      }
      return Object.fromEntries((stack.Outputs ?? []).map((output) => [output.OutputKey!, output.OutputValue!]));
    }
    await sleep(50);
  }
}

/** A trust policy for the account's own principals. */
export function trusts(accountId: string, externalId?: string): object {
  return {
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      ...(externalId ? { Condition: { StringEquals: { 'sts:ExternalId': externalId } } } : {}),
    }],
  };
}

/** Client options of the account's root user. */
export function root(emulator: Emulator, accountId = ACCOUNT, region = 'us-east-1'): ClientOptions {
  return clientOptions(emulator, accountId, region);
}

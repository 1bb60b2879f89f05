import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { writtenOut } from './statements';
import { assertNoDataAccess } from '../../derive/policy';

// A bucket and the first part of a key by their names, or no wildcard at all.
const NARROW = /^([^*?/]+\/[^*?/]+\/.+|[^*?]+)$/;

/**
 * Makes sure that statements read data of named resources only: of one bucket below a prefix, of one queue, by one key.
 * @throws naming the action and the resource
 */
export function assertNarrow(scope: Construct, statements: readonly PolicyStatement[]): void {
  for (const { actions, resources } of statements) {
    const wide = resources.map((resource) => String(writtenOut(Stack.of(scope).resolve(resource), 'x'))).find((resource) => !NARROW.test(resource));
    const read = wide === undefined ? undefined : actions.find(readsData);
    if (read) throw new Error(`A reader of logs reads one bucket below a prefix, one queue, by their keys, got ${read} on '${wide}'.`);
  }
}

function readsData(action: string): boolean {
  try {
    assertNoDataAccess([{ Sid: 'Asked', Effect: 'Allow', Action: [action], Resource: ['*'] }]);
    return false;
  } catch {
    return true;
  }
}

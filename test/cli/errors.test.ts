import { exit, exitCodeOf, Interrupted, Refused, WrongInput } from '../../src/cli/errors';
import { InvalidMemory } from '../../src/engine/activity/state/memory';
import { CannotAssume } from '../../src/engine/collect/credentials';
import { AccountDisabled, AccountLocked } from '../../src/engine/store/lake';
import { DeploymentFailed, DeploymentRefused } from '../../src/engine/template/deploy';
import { InvalidTemplate } from '../../src/engine/template/template';

// The command line knows the engine's errors by name: this is where the names meet the classes.
test.each([WrongInput, AccountLocked, AccountDisabled, InvalidMemory, InvalidTemplate, DeploymentRefused])('%p is wrong input', (Kind) => {
  expect(exitCodeOf(new Kind('why'))).toBe(exit.wrongInput);
});

test.each([Refused, Interrupted, DeploymentFailed])('%p ends a command that had begun', (Kind) => {
  expect(exitCodeOf(new Kind('why'))).toBe(exit.partly);
});

test('so does a role that cannot be assumed, and whatever else AWS answers', () => {
  expect(exitCodeOf(new CannotAssume('arn:aws:iam::111122223333:role/scanner', 'AccessDenied', 'no'))).toBe(exit.partly);
  expect(exitCodeOf(Object.assign(new Error('busy'), { $metadata: {} }))).toBe(exit.partly);
});

test('a defect has no code: its stack is told', () => {
  expect([new TypeError('x is not a function'), 'text', undefined].map(exitCodeOf)).toEqual([undefined, undefined, undefined]);
});

import { InvalidMemory } from '../engine/activity/state/memory';
import { CannotAssume } from '../engine/collect/credentials';
import { AccountDisabled, AccountLocked } from '../engine/store/lake';
import { DeploymentFailed, DeploymentRefused } from '../engine/template/deploy';
import { InvalidTemplate } from '../engine/template/template';

/** Exit codes of every command. */
export const exit = { done: 0, findings: 1, wrongInput: 2, partly: 3 } as const;

/** Names of errors that the libraries throw: no credentials, a question that was broken off. */
const FORESEEN = ['CredentialsProviderError', 'ExitPromptError'];

/** Wrong input: the message says what was wrong, what was given and what is allowed. */
export class WrongInput extends Error {}

/** AWS refused something without which the command cannot start. */
export class Refused extends Error {}

/** The user has broken the command off. */
export class Interrupted extends Error {}

/** The exit code of an error that was foreseen; undefined for a defect, whose stack the reader needs. */
export function exitCodeOf(error: unknown): number | undefined {
  const wrong = [WrongInput, AccountLocked, AccountDisabled, InvalidMemory, InvalidTemplate, DeploymentRefused].some((kind) => error instanceof kind);
  if (wrong || FORESEEN.some((name) => isNamed(error, name))) return exit.wrongInput;
  const refused = [Refused, Interrupted, CannotAssume, DeploymentFailed].some((kind) => error instanceof kind) || (error instanceof Error && '$metadata' in error);
  return refused ? exit.partly : undefined;
}

const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name;

/** What to tell of an error that was foreseen, the next step included. */
export function messageOf(error: Error): string {
  if (isNamed(error, 'ExitPromptError')) return 'Broken off: nothing was deployed.';
  return isNamed(error, 'CredentialsProviderError')
    ? `${error.message}. Set AWS_PROFILE or the AWS_ACCESS_KEY_ID variables, or sign in with aws sso login.`
    : error.message;
}

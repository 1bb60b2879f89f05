/** Exit codes of every command. */
export const exit = { done: 0, findings: 1, wrongInput: 2, partly: 3 } as const;

// By name: a command that cannot fail so does not load what can. The SDK has no credentials, a question was broken off; the others are the engine's.
const WRONG = ['CredentialsProviderError', 'ExitPromptError', 'AccountLocked', 'AccountDisabled', 'InvalidMemory', 'InvalidTemplate', 'DeploymentRefused'];
const REFUSED = ['CannotAssume', 'DeploymentFailed'];

/** Wrong input: the message says what was wrong, what was given and what is allowed. */
export class WrongInput extends Error {}

/** AWS refused something without which the command cannot start. */
export class Refused extends Error {}

/** The user has broken the command off. */
export class Interrupted extends Error {}

/** The exit code of an error that was foreseen; undefined for a defect, whose stack the reader needs. */
export function exitCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof WrongInput || WRONG.includes(error.name)) return exit.wrongInput;
  return error instanceof Refused || error instanceof Interrupted || REFUSED.includes(error.name) || '$metadata' in error ? exit.partly : undefined;
}

/** What to tell of an error that was foreseen, the next step included. */
export function messageOf({ name, message }: Error): string {
  if (name === 'ExitPromptError') return 'Broken off: nothing was deployed.';
  return name === 'CredentialsProviderError' ? `${message}. Set AWS_PROFILE or the AWS_ACCESS_KEY_ID variables, or sign in with aws sso login.` : message;
}

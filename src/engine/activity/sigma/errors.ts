/** Where in a user's rules something stands. */
export interface Source { readonly rule: string; readonly file?: string }

/** A Sigma rule that cannot be used: the message names the rule, what was given and what is allowed. */
export class SigmaError extends Error {
  constructor({ rule, file }: Source, problem: string) {
    super(`Sigma rule '${rule}'${file ? ` in ${file}` : ''}: ${problem}`);
  }
}

/** A value as an error shows it. */
export const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 100));

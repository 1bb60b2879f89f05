import type { Html } from './escape';

/** A part of the HTML report that tells of one thing beside the findings of the checks; it is left out where there is nothing to tell. */
export interface Chapter {
  /** Id of its section, which the navigation leads to. */
  readonly id: string;
  /** Its name in the navigation. */
  readonly title: string;
  /** Rules for what is its own. The page's variables (`--ink`, `--soft`, `--line`, `--paper`, `--tone`) follow light, dark and print. */
  readonly style: string;
  /** What it does beside being read, as a statement; without it everything must be readable. */
  readonly script?: string;
  /** The section, in chunks. */
  readonly markup: () => Iterable<Html>;
}

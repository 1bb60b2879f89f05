import type { Choices } from '../generate/templates';

/** What to write. */
export type GenerateFormat = 'cloudformation' | 'terraform' | 'manual';

/** What was said on the command line. */
export interface Answers extends Partial<Pick<Choices, 'preset' | 'externalId' | 'withoutExternalId' | 'streams' | 'grant' | 'roleName' | 'managementAccount' | 'endpoint'>> {
  readonly format?: GenerateFormat;
  readonly config?: boolean;
  readonly cloudtrail?: boolean;
  readonly events?: boolean;
  readonly trustedAccount?: string;
  readonly org?: readonly string[];
  readonly region?: string;
  readonly regions?: readonly string[];
}

/** Everything that is needed. */
export interface Asked extends Choices { readonly format: GenerateFormat }

/** Options of `generate`. */
export interface GenerateFlags extends Answers {
  readonly format?: GenerateFormat;
  readonly yaml?: boolean;
  readonly templateUrl?: string;
  readonly output?: string;
  readonly overwrite?: boolean;
  /** False with `--non-interactive`. */
  readonly interactive?: boolean;
  readonly profile?: string;
  readonly apply?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

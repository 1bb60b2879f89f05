import { ranges, type Ranges } from './addresses';

/** What a deployment tells about itself. All of it is optional; without it the detections take every other account for an outsider. */
export interface Settings {
  /** Ids of the accounts of the organization. */
  readonly organizationAccounts?: readonly string[];
  /** ARNs or names of resources whose loss would blind the detections: the trail's topic, queue, bucket, key and function. */
  readonly protectedResources?: readonly string[];
  /** Networks that everybody may come from, as ranges. */
  readonly trustedNetworks?: readonly string[];
  /** Address ranges by the name that a detection knows them by: `aws_ip_ranges`. */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
  /** Values of the placeholders of Sigma rules, such as `%admins%`, by their name without the percent signs. */
  readonly placeholders?: Readonly<Record<string, readonly string[]>>;
  /** Whether a Sigma text modifier leaves objects alone instead of comparing their compact JSON. @default false */
  readonly strictObjects?: boolean;
}

/** Settings made ready for the tests of the detections. */
export interface Surroundings {
  readonly isOrganizationAccount: (account: string) => boolean;
  readonly protectedResources: readonly string[];
  readonly trusted: Ranges;
  readonly list: (name: string) => Ranges;
}

/**
 * Makes settings ready.
 * @throws InvalidRange
 */
export function surroundings({ organizationAccounts = [], protectedResources = [], trustedNetworks = [], lists = {} }: Settings): Surroundings {
  const accounts = new Set(organizationAccounts);
  const known = new Map(Object.entries(lists).map(([name, cidrs]) => [name, ranges(cidrs)]));
  const nothing = ranges([]);
  return {
    isOrganizationAccount: (account) => accounts.has(account),
    protectedResources,
    trusted: ranges(trustedNetworks),
    list: (name) => known.get(name) ?? nothing,
  };
}

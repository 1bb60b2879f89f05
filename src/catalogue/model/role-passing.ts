/**
 * What a service does with a role that is passed to it. A call of `starts` takes a role and puts what the caller brings to work under it at once;
 * one of `makes` takes a role and prepares the work, which one of `runs` sets going; one of `reuses` brings work of the caller to what has a role already.
 */
export interface RolePassing {
  /** prefix of its IAM actions */
  readonly prefix: string;
  /** service principals that act with the role */
  readonly principals: readonly string[];
  readonly starts?: readonly string[];
  readonly makes?: readonly string[];
  readonly runs?: readonly string[];
  readonly reuses?: readonly string[];
}

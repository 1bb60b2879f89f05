/** A statement of an IAM policy document: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
  readonly NotPrincipal?: unknown;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: object;
}

const list = <T>(value: T | readonly T[] | undefined) => value === undefined ? [] : [value].flat() as T[];

/** Statements of a policy document in JSON; none where there is no document, or none that AWS could have read. */
export function statements(document: string | undefined): Statement[] {
  try {
    return list((JSON.parse(document ?? '{}') as { Statement?: Statement | Statement[] }).Statement);
  } catch {
    return [];
  }
}

/** Policy documents are URL-encoded in the answers of IAM, and plain in those of other services. What only looks encoded stays as it is. */
export function decodeDocument(document: string | undefined): string | undefined {
  try {
    return document?.startsWith('%') ? decodeURIComponent(document) : document;
  } catch {
    return document;
  }
}

/** Whether an Allow statement grants every action on every resource. */
export function allowsEverything(document: string | undefined): boolean {
  return statements(document).some(({ Effect, Action, Resource }) => Effect === 'Allow'
    && list(Action).some((action) => action === '*' || action === '*:*') && list(Resource).includes('*'));
}

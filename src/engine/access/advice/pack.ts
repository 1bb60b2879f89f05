import { charactersOf, policyOf, type JsonPolicy } from './minimal';
import { quotas } from '../../../derive/policy';
import type { StatementDocument } from '../document';

/** A statement that no policy can hold: one action on one resource is too long. */
export class DoesNotFit extends Error {}

/**
 * Puts statements into as few policies as first fit finds, the longest first; one that is too long for a policy is cut.
 * @param limit characters of a policy, @default those of a managed policy
 * @throws DoesNotFit
 */
export function pack(statements: readonly StatementDocument[], limit: number = quotas.managedPolicyCharacters): JsonPolicy[] {
  const size = (list: readonly StatementDocument[]) => charactersOf(policyOf(list));
  const pieces = statements.flatMap((statement) => cut(statement, (each) => size([each]) <= limit, limit)).sort((a, b) => size([b]) - size([a]));
  const policies: StatementDocument[][] = [];
  for (const piece of pieces) {
    const place = policies.find((list) => size([...list, piece]) <= limit);
    if (place) place.push(piece);
    else policies.push([piece]);
  }
  return policies.map(policyOf);
}

/** Halves a statement until it fits; what is not meant cannot be halved. */
function cut(statement: StatementDocument, fits: (statement: StatementDocument) => boolean, limit: number): StatementDocument[] {
  if (fits(statement)) return [statement];
  const { action, resource } = statement;
  if (!action.negated && action.values.length > 1) {
    return halves(action.values).flatMap((values) => cut({ ...statement, action: { negated: false, values } }, fits, limit));
  }
  if (resource && !resource.negated && resource.values.length > 1) {
    return halves(resource.values).flatMap((values) => cut({ ...statement, resource: { negated: false, values } }, fits, limit));
  }
  throw new DoesNotFit(`The statement for ${action.values.slice(0, 3).join(', ')} has more than ${limit} characters, the limit of IAM for one policy, and cannot be cut.`);
}

function halves<T>(values: readonly T[]): T[][] {
  const middle = Math.ceil(values.length / 2);
  return [values.slice(0, middle), values.slice(middle)];
}

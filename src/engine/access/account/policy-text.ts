import type { PolicyKind } from '../decision';
import { MalformedPolicy, normalize, type NormalDocument } from '../document';
import { compileNormal, type Policy } from '../statement';
import { InvalidAccountData } from './shape';

/** A policy document of an account: read when the account is, made ready for the evaluator when first asked, and once. */
export class PolicyText {
  private ready: Policy | undefined;

  /** @param name how decisions call it: ARN of a managed policy, `<owner ARN>#<name>` of one that lies in its owner, `scp[level][place]` */
  constructor(readonly name: string, readonly document: NormalDocument) {}

  /** The form the evaluator takes. */
  get compiled(): Policy {
    this.ready ??= compileNormal(this.document, this.name);
    return this.ready;
  }
}

/**
 * Reads a policy document: an object, or its JSON, plain or URL-encoded.
 * @throws InvalidAccountData
 */
export function readPolicy(document: unknown, kind: PolicyKind, name: string): PolicyText {
  try {
    return new PolicyText(name, normalize(document, kind, name));
  } catch (error) {
    throw error instanceof MalformedPolicy ? new InvalidAccountData(error.message) : error;
  }
}

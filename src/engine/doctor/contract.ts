import type { DeployedResource, DeployedStack } from './deployed';
import type { Integration } from './integration';
import type { DeployedStackSet } from './stack-set';

/**
 * What was seen of a link. `unknown`: something that the answer hangs on could not be read, or AWS does not tell; `skipped`: not looked at,
 * as a link before it is broken.
 */
export const doctorStatuses = ['pass', 'fail', 'unknown', 'skipped'] as const;

/** What was seen of a link. */
export type DoctorStatus = (typeof doctorStatuses)[number];

/** A change that is safe to make: it brings back what the template says, and takes nothing away. */
export interface Repair {
  /** what it does, as a question can be made of it: `enable the rule …` */
  readonly does: string;
  readonly run: () => Promise<void>;
}

/** The answer of a check. */
export interface Verdict {
  readonly status: Exclude<DoctorStatus, 'skipped'>;
  /** what was seen */
  readonly evidence: string;
  /** what to do about it */
  readonly fix?: string;
  readonly repair?: Repair;
  /** id to go under, where a family of checks answers at once. @default - that of the check */
  readonly check?: string;
}

/** Where a check looks. */
export interface Subject {
  readonly accountId: string;
  readonly region: string;
  /** name of the stack or of the stack set */
  readonly stack?: string;
  /** logical id of the resource */
  readonly resource?: string;
}

/** One check over one subject: `look` answers nothing where there is nothing to say. */
export interface Task extends Subject { readonly look: () => Promise<Verdict | readonly Verdict[] | undefined> }

/** Parts of the chain, in its order. */
export const chainParts = ['deployment', 'role', 'stack set', 'log files', 'events'] as const;

/** A link of an integration and how to tell whether it holds. */
export interface DoctorCheck {
  /** in kebab-case, equal to the file name; it says the good state */
  readonly id: string;
  readonly title: string;
  /** part of the chain it belongs to */
  readonly part: (typeof chainParts)[number];
  /** ids of a family that answers at once. @default - the id alone */
  readonly ids?: readonly string[];
  /** IAM actions of the calls */
  readonly reads: readonly string[];
  /** checks whose failure on the same resource, or on the stack as a whole, explains one of this */
  readonly after?: readonly string[];
  /** checks whose failure anywhere in the same stack explains one of this */
  readonly afterInStack?: readonly string[];
  /** checks whose failure anywhere in the integration explains one of this */
  readonly afterAny?: readonly string[];
  readonly tasks: (integration: Integration) => readonly Task[];
}

/** A line of the doctor: what `doctor --json` prints, without the repair. */
export interface Examined extends Subject {
  readonly check: string;
  readonly status: DoctorStatus;
  readonly evidence: string;
  readonly fix: string | null;
  readonly repair?: Repair;
}

type Where<T> = (subject: T, integration: Integration) => boolean;
type Look<T> = (subject: T, integration: Integration) => Promise<Verdict | readonly Verdict[] | undefined>;

const always = () => true;

/**
 * Looks at every resource of a type.
 * @param where leaves out those that the check has nothing to say of
 */
export const eachResource = (type: string, look: Look<DeployedResource>, where: Where<DeployedResource> = always): DoctorCheck['tasks'] => (integration) =>
  integration.stacks.flatMap((stack) => stack.resources.filter((resource) => resource.type === type && where(resource, integration)).map((resource): Task => ({
    ...placeOfStack(stack), resource: resource.logicalId, look: () => look(resource, integration),
  })));

/**
 * Looks at every stack.
 * @param where leaves out those that the check has nothing to say of
 */
export const eachStack = (look: Look<DeployedStack>, where: Where<DeployedStack> = always): DoctorCheck['tasks'] => (integration) =>
  integration.stacks.filter((stack) => where(stack, integration)).map((stack): Task => ({ ...placeOfStack(stack), look: () => look(stack, integration) }));

/**
 * Looks at every stack set.
 * @param where leaves out those that the check has nothing to say of
 */
export const eachStackSet = (look: Look<DeployedStackSet>, where: Where<DeployedStackSet> = always): DoctorCheck['tasks'] => (integration) =>
  integration.stackSets.filter((set) => where(set, integration)).map((set): Task => ({
    accountId: set.aws.accountId, region: set.aws.region, stack: set.name, look: () => look(set, integration),
  }));

const placeOfStack = ({ aws: { accountId, region }, name }: DeployedStack): Subject => ({ accountId, region, stack: name });

/** All is as it should be. */
export const pass = (evidence: string): Verdict => ({ status: 'pass', evidence });

/** The link is broken. */
export const fail = (evidence: string, fix: string, repair?: Repair): Verdict => ({ status: 'fail', evidence, fix, ...repair && { repair } });

/**
 * Something is not what the template says.
 * @param drift lines of what is missing (-) and what is more (+)
 */
export const drifted = (
  what: string, drift: readonly string[], fix = 'Make a change to the policy in the template and deploy the stack, or write it back as the lines with - say.'): Verdict =>
  fail([`${what}:`, ...drift].join('\n'), fix);

/** Nobody can tell from what was read. */
export const unknown = (evidence: string, fix: string): Verdict => ({ status: 'unknown', evidence, fix });

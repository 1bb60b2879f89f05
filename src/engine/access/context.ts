import { globParts, matchesGlob, type GlobPart } from '../../catalogue/model/glob';

/** A value of a context key; several for a multivalued key: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
export type ContextValue = string | number | boolean | readonly (string | number | boolean)[];

/** Whether something holds; `maybe` where it hangs on a context key that is not known. */
export type Answer = 'yes' | 'no' | 'maybe';

/** The other answer; what is open stays open. */
export const not = (answer: Answer): Answer => (answer === 'maybe' ? 'maybe' : answer === 'yes' ? 'no' : 'yes');

/** The answer to a plain truth. */
export const answerOf = (truth: boolean): Answer => (truth ? 'yes' : 'no');

/** Whether one of the answers is yes. */
export function some(answers: Iterable<Answer>): Answer {
  let result: Answer = 'no';
  for (const answer of answers) {
    if (answer === 'yes') return 'yes';
    if (answer === 'maybe') result = 'maybe';
  }
  return result;
}

/** Whether all of the answers are yes. */
export function every(answers: Iterable<Answer>): Answer {
  let result: Answer = 'yes';
  for (const answer of answers) {
    if (answer === 'no') return 'no';
    if (answer === 'maybe') result = 'maybe';
  }
  return result;
}

type Given = Readonly<Record<string, ContextValue>>;

/** The context of a request. Names of keys are compared without letter case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
export class Context {
  private values: ReadonlyMap<string, readonly string[]> | undefined;
  private patterns: readonly GlobPart[][] | undefined;

  /**
   * @param given the keys of the request, or what tells them when they are first asked for; a key that is not given is absent
   * @param unknown keys of which nobody knows whether they are there and with which value; `*` and `?` are wildcards
   * @param base what else is known, or is not; what is said here goes before it
   */
  constructor(
    private readonly given: Given | (() => Given) = {}, private readonly unknown: readonly string[] = [], private readonly base?: Context) {}

  /** The values of a key; an empty list where it is absent, undefined where nobody knows. */
  valuesOf(key: string): readonly string[] | undefined {
    // Most requests meet no condition: what they hold is made ready when it is first asked.
    this.values ??= new Map(Object.entries(typeof this.given === 'function' ? this.given() : this.given).map(([each, value]) => [each.toLowerCase(), [value].flat().map(String)]));
    this.patterns ??= this.unknown.map((pattern) => globParts(pattern.toLowerCase()));
    const name = key.toLowerCase();
    const values = this.values.get(name);
    if (values) return values;
    if (this.patterns.some((pattern) => matchesGlob(pattern, name))) return undefined;
    return this.base ? this.base.valuesOf(name) : [];
  }
}

/** A regular expression that this engine would read as something else than Sigma's. */
export class InvalidExpression extends Error {}

/** What JavaScript takes for plain characters, or for a class of some, and PCRE for something else. */
const OTHERWISE = /\\\\|(\[:\^?[a-z]+:\]|\\[AZzGKQERhHVNXaegCP]|\\[pP](?=\{|[A-Z])|\\x\{)/g;

/**
 * A regular expression of a rule. Flags may also stand at its beginning, as in `(?i)`.
 * @throws InvalidExpression for what PCRE knows and JavaScript reads as something else; SyntaxError for what is none
 */
export function expressionOf(text: string, modifiers: readonly string[]): RegExp {
  const [head = '', inline = ''] = /^\(\?([ims]+)\)/.exec(text) ?? [];
  const flags = new Set([...modifiers.map((flag) => (flag === 'dotall' ? 's' : flag[0])), ...inline]);
  for (const [, other] of text.matchAll(OTHERWISE)) {
    if (other !== undefined) throw new InvalidExpression(`has '${other}' in a regular expression, which is not supported.`);
  }
  return new RegExp(text.slice(head.length), [...flags].join(''));
}

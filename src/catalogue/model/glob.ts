/** A wildcard of IAM patterns: any characters, or exactly one. */
export interface Wildcard { readonly wildcard: '*' | '?' }

/** A piece of a pattern whose variables have their values: text to be taken as it is, or a wildcard. */
export type GlobPart = string | Wildcard;

/** `*`: any number of characters, none included. */
export const many: Wildcard = { wildcard: '*' };

/** `?`: exactly one character. */
export const one: Wildcard = { wildcard: '?' };

/** The pieces of a text in which `*` and `?` are wildcards. */
export function globParts(text: string): GlobPart[] {
  return text.split(/([*?])/).filter((piece) => piece !== '').map((piece) => (piece === '*' ? many : piece === '?' ? one : piece));
}

/**
 * Whether a pattern matches the whole text, colons and slashes included.
 * Linear search with one step back to the last `*`: no regular expression, so no text can make it slow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesGlob(parts: readonly GlobPart[], text: string): boolean {
  let [part, at, star, mark] = [0, 0, -1, 0];
  for (;;) {
    if (part === parts.length && at === text.length) return true;
    const next = parts[part];
    if (next === many) {
      star = part++;
      mark = at;
    } else if (next !== undefined && stepOver(next, text, at) > 0) {
      at += stepOver(next, text, at);
      part++;
    } else if (star >= 0 && mark < text.length) {
      part = star + 1;
      at = ++mark;
    } else {
      return false;
    }
  }
}

/** Characters of the text that a piece takes at this place; 0 for none, as no piece is empty. */
function stepOver(part: GlobPart, text: string, at: number): number {
  if (typeof part === 'string') return text.startsWith(part, at) ? part.length : 0;
  return at < text.length ? 1 : 0;
}

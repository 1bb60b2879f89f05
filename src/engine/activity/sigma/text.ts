import { matchesGlob, many, one, type GlobPart } from '../../../catalogue/model/glob';

/** Whether a text fits. */
export type TextTest = (text: string) => boolean;

/** The pieces of a Sigma text: `*` and `?` are wildcards unless a backslash stands before them; a backslash hides itself, too. */
export function pieces(text: string): GlobPart[] {
  const found: GlobPart[] = [];
  let literal = '';
  const flush = () => {
    if (literal) found.push(literal);
    literal = '';
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '\\' && /[*?\\]/.test(text[at + 1] ?? '')) {
      literal += text[++at];
    } else if (character === '*' || character === '?') {
      flush();
      found.push(character === '*' ? many : one);
    } else {
      literal += character;
    }
  }
  flush();
  return found;
}

/** Pieces as a test of whole texts; the frequent shapes without a search. */
export function textTest(parts: readonly GlobPart[], cased: boolean): TextTest {
  const folded = cased ? parts : parts.map((part) => (typeof part === 'string' ? part.toLowerCase() : part));
  const fold: (text: string) => string = cased ? (text) => text : (text) => text.toLowerCase();
  if (folded.every((part) => typeof part === 'string')) {
    const whole = folded.join('');
    return (text) => text === whole || (!cased && text.length === whole.length && fold(text) === whole);
  }
  const [first, second, third] = folded;
  if (folded.length === 1 && first === many) return () => true;
  if (folded.length === 2 && typeof first === 'string' && second === many) return (text) => fold(text).startsWith(first);
  if (folded.length === 2 && first === many && typeof second === 'string') return (text) => fold(text).endsWith(second);
  if (folded.length === 3 && first === many && typeof second === 'string' && third === many) return (text) => fold(text).includes(second);
  return (text) => matchesGlob(folded, fold(text));
}

import { shown, SigmaError, type Source } from './errors';
import type { Compiled } from '../condition';

const TOKEN = /\s*([()]|[^\s()|]+|\|)/gy;

/** The words of a condition. */
function words(text: string, source: Source): string[] {
  const found = [...text.matchAll(TOKEN)].map(([, word]) => word);
  if (found.includes('|')) throw new SigmaError(source, `the aggregation '${text}' is not supported; write a correlation rule (event_count, value_count, temporal).`);
  return found;
}

const isWord = (word: string | undefined, ...of: readonly string[]) => word !== undefined && of.includes(word.toLowerCase());

/** Reads a condition over named searches: `not` binds before `and`, `and` before `or`. */
class Parser {
  private at = 0;
  private readonly words: readonly string[];

  constructor(private readonly text: string, private readonly searches: ReadonlyMap<string, Compiled>, private readonly source: Source) {
    this.words = words(text, source);
  }

  parse(): Compiled {
    const condition = this.or();
    if (this.at < this.words.length) this.fail(`'${this.words[this.at]}' is not expected there`);
    return condition;
  }

  private or(): Compiled {
    const of = [this.and()];
    while (this.takes('or')) of.push(this.and());
    return of.length === 1 ? of[0] : { any: of };
  }

  private and(): Compiled {
    const of = [this.not()];
    while (this.takes('and')) of.push(this.not());
    return of.length === 1 ? of[0] : { all: of };
  }

  private not(): Compiled {
    return this.takes('not') ? { not: this.not() } : this.operand();
  }

  private operand(): Compiled {
    if (this.takes('(')) {
      const inner = this.or();
      if (!this.takes(')')) this.fail("a ')' is missing");
      return inner;
    }
    const word = this.words[this.at++];
    if (word === undefined || isWord(word, ')', 'and', 'or')) return this.fail('a search is missing');
    return isWord(this.words[this.at], 'of') ? this.of(word) : this.search(word);
  }

  /** `1 of selection_*`, `all of them`, `2 of filter*`. */
  private of(amount: string): Compiled {
    this.at++;
    const pattern = this.words[this.at++] ?? this.fail("a pattern is missing behind 'of'");
    const of = this.matching(pattern);
    if (isWord(amount, 'all')) return { all: of };
    const wanted = isWord(amount, 'any') ? 1 : Number(amount);
    if (!Number.isInteger(wanted) || wanted < 1) this.fail(`'${amount} of' is not supported; allowed are a number, any and all`);
    return wanted === 1 ? { any: of } : { any: combinations(of, wanted).map((some) => ({ all: some })) };
  }

  private matching(pattern: string): Compiled[] {
    const expression = new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\?]/g, '\\$&').replaceAll('*', '.*')}$`);
    const isMeant = (name: string) => (isWord(pattern, 'them') ? !name.startsWith('_') : expression.test(name));
    const found = [...this.searches].filter(([name]) => isMeant(name)).map(([, search]) => search);
    return found.length > 0 ? found : this.fail(`no search is named like '${pattern}'; there are ${this.known()}`);
  }

  private search(name: string): Compiled {
    return this.searches.get(name) ?? this.fail(`there is no search '${name}'; there are ${this.known()}`);
  }

  private takes(word: string): boolean {
    const taken = isWord(this.words[this.at], word);
    if (taken) this.at++;
    return taken;
  }

  private known(): string {
    return [...this.searches.keys()].join(', ');
  }

  private fail(problem: string): never {
    throw new SigmaError(this.source, `condition ${shown(this.text)}: ${problem}.`);
  }
}

function combinations<T>(of: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return of.flatMap((first, at) => combinations(of.slice(at + 1), size - 1).map((rest) => [first, ...rest]));
}

/**
 * Compiles a condition over searches.
 * @throws SigmaError
 */
export function compileSigmaCondition(text: string, searches: ReadonlyMap<string, Compiled>, source: Source): Compiled {
  return new Parser(text, searches, source).parse();
}

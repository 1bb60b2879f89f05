import { globParts, matchesGlob } from './glob';

type Event = Readonly<Record<string, unknown>>;
type Test = (event: Event) => boolean;

const TOKEN = /\s*(\|\||&&|!=|<=|>=|[()=<>]|"(?:[^"\\]|\\.)*"|%[^%]+%|[^\s()=<>!&|"]+)/y;

/** The text between the braces as tokens; undefined where it is none. */
function tokens(pattern: string): string[] | undefined {
  const [, body] = /^\s*\{(.*)\}\s*$/s.exec(pattern) ?? [];
  const text = body?.trim();
  if (!text) return undefined;
  const found: string[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length;) {
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) return undefined;
    found.push(token);
  }
  return found;
}

const valueAt = (event: Event, selector: string) => selector.replace(/^\$\.?/, '').replace(/\[["']?(\w+)["']?\]/g, '.$1').split('.').filter(Boolean)
  .reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Event)[key] : undefined), event);

function equals(value: unknown, wanted: string): boolean {
  // What a regular expression of somebody else matches is not tried: it could take forever.
  if (value === undefined || wanted.startsWith('%')) return false;
  const text = wanted.startsWith('"') ? wanted.slice(1, -1).replace(/\\(.)/g, '$1') : wanted;
  return matchesGlob(globParts(text), String(value));
}

function comparison(operator: string, selector: string, wanted: string): Test | undefined {
  const order: Record<string, (a: number, b: number) => boolean> = {
    '<': (a, b) => a < b, '>': (a, b) => a > b, '<=': (a, b) => a <= b, '>=': (a, b) => a >= b,
  };
  if (operator === '=') return (event) => equals(valueAt(event, selector), wanted);
  if (operator === '!=') return (event) => valueAt(event, selector) !== undefined && !equals(valueAt(event, selector), wanted);
  return order[operator] && ((event) => order[operator](Number(valueAt(event, selector)), Number(wanted)));
}

/** A recursive descent over the tokens; `&&` binds closer than `||`. Every method gives undefined where the pattern is none. */
class Parser {
  private at = 0;
  constructor(private readonly input: readonly string[]) {}

  whole(): Test | undefined {
    const test = this.joined('||', () => this.joined('&&', () => this.factor()));
    return this.at === this.input.length ? test : undefined;
  }

  private joined(operator: '||' | '&&', next: () => Test | undefined): Test | undefined {
    const tests = [next()];
    while (this.input[this.at] === operator) {
      this.at++;
      tests.push(next());
    }
    if (tests.includes(undefined)) return undefined;
    return (event) => (operator === '||' ? tests.some((test) => test!(event)) : tests.every((test) => test!(event)));
  }

  private factor(): Test | undefined {
    const token = this.input[this.at++];
    if (token === '(') {
      const inner = this.joined('||', () => this.joined('&&', () => this.factor()));
      return this.input[this.at++] === ')' ? inner : undefined;
    }
    return token?.startsWith('$') ? this.condition(token) : undefined;
  }

  private condition(selector: string): Test | undefined {
    const operator = this.input[this.at++];
    const operand = this.input[this.at++];
    if (operator === undefined || operand === undefined) return undefined;
    const value = (event: Event) => valueAt(event, selector);
    switch (`${operator} ${operand}`.toUpperCase()) {
      case 'NOT EXISTS': return (event) => value(event) === undefined;
      case 'IS NULL': return (event) => value(event) === null;
      case 'IS TRUE': return (event) => value(event) === true;
      case 'IS FALSE': return (event) => value(event) === false;
      default: return comparison(operator, selector, operand);
    }
  }
}

/**
 * What a JSON filter pattern of CloudWatch Logs matches, as a function of an event; undefined for any other pattern.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function metricPattern(pattern: string | undefined): Test | undefined {
  const found = tokens(pattern ?? '');
  return found && new Parser(found).whole();
}

import { compileConditions, type Condition, type Open } from './conditions';
import { every, not, some, type Answer, type Context } from './context';
import type { PolicyKind, StatementRef } from './decision';
import { normalize, type Listed, type NormalDocument, type StatementDocument } from './document';
import { namingInStatement, type Naming, type Principal } from './principal';
import { beforeFifthColon, fill, hasVariables, parseTemplate } from './variables';
import { globParts, matchesGlob, type GlobPart } from '../../catalogue/model/glob';

/** What a statement is held against; the action in lower case. */
export interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly principal: Principal;
  readonly context: Context;
  readonly bounded: boolean;
}

/** A statement that applies to a request, or may. */
export interface Hit {
  readonly ref: StatementRef;
  readonly answer: Exclude<Answer, 'no'>;
  /** how a policy of a resource names the caller */
  readonly naming: Naming;
  readonly open: readonly Open[];
}

/** A policy made ready: compiled once, asked many times. */
export interface Policy { readonly name: string; readonly hits: (asked: Asked) => readonly Hit[] }

/**
 * Makes a policy ready.
 * @param document an object, or its JSON
 * @param name how decisions call it, for instance `identity[0]`
 * @throws MalformedPolicy
 */
export const compilePolicy = (document: unknown, kind: PolicyKind, name: string): Policy => compileNormal(normalize(document, kind, name), name);

/** Makes a policy ready that has been read. */
export function compileNormal({ statements, variables }: NormalDocument, name: string): Policy {
  const compiled = statements.map((statement, index) => compileStatement(statement, { policy: name, index }, variables));
  return {
    name,
    // Few statements apply to a request: no list is made for those that do not.
    hits: (asked) => {
      let hits: Hit[] | undefined;
      for (const ask of compiled) {
        const hit = ask(asked);
        if (hit) (hits ??= []).push(hit);
      }
      return hits ?? NONE;
    },
  };
}

const NONE: readonly Hit[] = [];

type Ask = (asked: Asked) => Hit | undefined;

function compileStatement(statement: StatementDocument, place: { policy: string; index: number }, variables: boolean): Ask {
  const { sid, effect, principal } = statement;
  const ref: StatementRef = { ...place, ...sid !== undefined && { sid }, effect };
  const isAction = actionMatcher(statement.action);
  let ready: { readonly resource: ResourceMatcher; readonly conditions: readonly Condition[] } | undefined;
  return (asked) => {
    if (!isAction(asked.action)) return undefined;
    // Most statements are never asked for more.
    ready ??= { resource: resourceMatcher(statement.resource, variables), conditions: compileConditions(statement.condition, variables) };
    const { resource, conditions } = ready;
    const naming = principal ? namingInStatement(principal, asked.principal, effect === 'Deny' && asked.bounded) : 'direct';
    if (naming === undefined) return undefined;
    const onResource = resource.matches(asked);
    if (onResource === 'no') return undefined;
    if (conditions.length === 0 && onResource === 'yes') return { ref, answer: 'yes', naming, open: NOTHING_OPEN };
    const answers = conditions.map(({ holds }) => holds(asked.context));
    const answer = every([onResource, ...answers]);
    if (answer === 'no') return undefined;
    return { ref, answer, naming, open: answer === 'yes' ? [] : [...onResource === 'maybe' ? resource.open(asked) : [], ...openOf(conditions, answers, asked.context)] };
  };
}

const NOTHING_OPEN: readonly Open[] = [];

const openOf = (conditions: readonly Condition[], answers: readonly Answer[], context: Context) =>
  conditions.flatMap(({ open }, at) => (answers[at] === 'maybe' ? open(context) : []));

/** Actions are compared without letter case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
function actionMatcher({ negated, values }: Listed<readonly string[]>): (action: string) => boolean {
  const lower = values.map((value) => value.toLowerCase());
  const exact = new Set(lower);
  const patterns = lower.filter((value) => value.includes('*') || value.includes('?')).map(globParts);
  if (patterns.length === 0) return (action) => exact.has(action) !== negated;
  return (action) => (exact.has(action) || patterns.some((pattern) => matchesGlob(pattern, action))) !== negated;
}

interface ResourceMatcher { readonly matches: (asked: Asked) => Answer; readonly open: (asked: Asked) => readonly Open[] }

/** Resources are compared with letter case; variables stand in the last part of an ARN only. A trust policy names no resource. */
function resourceMatcher(listed: Listed<readonly string[]> | undefined, variables: boolean): ResourceMatcher {
  if (!listed) return { matches: () => 'yes', open: () => [] };
  const { negated, values } = listed;
  const templates = values.map((value) => parseTemplate(value, { variables, wildcards: true, plain: value.includes('${') ? beforeFifthColon(value) : 0 }));
  // Most statements have no variables: what they mean is the same in every request.
  if (!templates.some(hasVariables)) {
    const fixed = templates as readonly (readonly GlobPart[])[];
    return { matches: ({ resource }) => (fixed.some((parts) => matchesGlob(parts, resource)) !== negated ? 'yes' : 'no'), open: () => NOTHING_OPEN };
  }
  const entries = templates.map((template) => ({ context }: Asked) => fill(template, context));
  return {
    matches: (asked) => {
      const found = some(entries.map((entry) => {
        const filled = entry(asked);
        if (filled === 'missing') return 'no';
        return 'unknown' in filled ? 'maybe' : matchesGlob(filled, asked.resource) ? 'yes' : 'no';
      }));
      return negated ? not(found) : found;
    },
    open: (asked) => {
      const keys = entries.map((entry) => entry(asked)).flatMap((filled) => (typeof filled === 'object' && 'unknown' in filled ? filled.unknown : []));
      return [...new Set(keys)].map((key) => ({ operator: negated ? 'NotResource' : 'Resource', key, values }));
    },
  };
}

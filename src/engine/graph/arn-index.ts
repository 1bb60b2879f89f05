import { globParts, matchesGlob } from '../../catalogue/model/glob';
import type { Entity } from '../contracts';

/**
 * Services whose policies name what lies in a resource, such as an object of a bucket: what then stands between the two, and how often it stands in
 * the name of the resource itself, as in `function:name`.
 */
const INSIDE: Readonly<Record<string, readonly [between: string, own: number]>> = {
  apigateway: ['/', 2], dynamodb: ['/', 1], es: ['/', 1], lambda: [':', 1], logs: [':', 1], s3: ['/', 0],
};

/** Name of the service in an ARN. */
export const arnService = (arn: string): string => arn.split(':', 3)[2];

/** A resource that a pattern covers, or holds something that it covers: then `resource` is an ARN of that. */
export interface Covered { readonly entity: Entity; readonly resource: string }

// A wildcard of one pattern that is held against another: no single wildcard may take it for a character.
const ANYTHING = '\u0001'.repeat(8);

/** A pattern as a text that only patterns at least as wide match. */
export const anyOf = (pattern: string): string => pattern.replace(/\*/g, ANYTHING).replace(/\?/g, '\u0002');

/** The keys of resources by service, sorted, so that a pattern is held only against those that begin as it does. */
export class ArnIndex {
  private readonly services = new Map<string, Named[]>();
  private readonly resources = new Map<string, Named[]>();
  private readonly byKey = new Map<string, Entity>();

  constructor(entities: Iterable<Entity>, private readonly aliases: ReadonlyMap<string, string>) {
    for (const entity of entities) {
      if (!entity._key.startsWith('arn:')) continue;
      const service = arnService(entity._key);
      enter(this.services, service, { name: entity._key, entity });
      enter(this.resources, service, { name: entity._key.slice(resourceStart(entity._key)), entity });
      this.byKey.set(entity._key, entity);
    }
    for (const list of [...this.services.values(), ...this.resources.values()]) list.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Services that have a resource here. */
  names(): Iterable<string> { return this.services.keys(); }

  /** The resources that a pattern of a policy covers as a whole or in part. */
  covered(pattern: string): Covered[] {
    // What a variable stands for is not known: anything.
    const open = pattern.replace(/\$\{[^}]*\}/g, '*');
    const wildcard = open.search(/[*?]/);
    if (wildcard < 0) return this.exact(open);
    const [parts, prefix] = [globParts(open), open.slice(0, wildcard)];
    const service = arnService(open) ?? '';
    const whole = this.candidates(open, prefix, service).filter(({ _key }) => matchesGlob(parts, _key));
    const covered = new Map(whole.map((entity) => [entity._key, { entity, resource: entity._key }]));
    for (const entity of this.holders(open, prefix, service)) {
      if (!covered.has(entity._key)) covered.set(entity._key, { entity, resource: anyOf(open) });
    }
    return [...covered.values()];
  }

  private exact(arn: string): Covered[] {
    const entity = this.byKey.get(this.aliases.get(arn) ?? arn);
    if (entity) return [{ entity, resource: arn }];
    return this.holders(arn, arn, arnService(arn)).map((holder) => ({ entity: holder, resource: arn }));
  }

  /** Resources that hold what the pattern covers. */
  private holders(pattern: string, prefix: string, service: string): Entity[] {
    if (!INSIDE[service]) return [];
    const [between, own] = INSIDE[service];
    // Only the resource part has an inside: a wildcard for the Region does not reach into it.
    const start = resourceStart(pattern);
    const cuts = [...pattern].flatMap((character, at) => (character === between && at >= start ? [at] : [])).slice(own);
    const named = cuts.filter((at) => at < prefix.length).flatMap((at) => this.byKey.get(pattern.slice(0, at)) ?? []);
    const heads = cuts.filter((at) => at >= prefix.length).map((at) => pattern.slice(0, at));
    const matching = heads.flatMap((head) => {
      const parts = globParts(head);
      return this.candidates(head, prefix, service).filter(({ _key }) => matchesGlob(parts, _key));
    });
    return [...named, ...matching];
  }

  /** The resources that may match a pattern: those that begin as it does, or with a wildcard for Region or account those whose last part does. */
  private candidates(pattern: string, prefix: string, service: string): Entity[] {
    if (/[*?]/.test(service) || prefix.length < `arn:${service}:`.length) return [...this.services.values()].flatMap((list) => beginning(list, prefix));
    const start = resourceStart(pattern);
    if (prefix.length >= start || pattern.split(':').length < 6) return beginning(this.services.get(service) ?? [], prefix);
    const [literal] = pattern.slice(start).split(/[*?]/);
    return beginning(this.resources.get(service) ?? [], literal);
  }
}

/** Where the last part of an ARN begins. */
const resourceStart = (arn: string) => arn.split(':', 5).join(':').length + 1;

/** An entity under its ARN, or the last part of it. */
interface Named { readonly name: string; readonly entity: Entity }

function enter(lists: Map<string, Named[]>, service: string, named: Named): void {
  const list = lists.get(service);
  if (list) list.push(named); else lists.set(service, [named]);
}

/** The entities of a sorted list whose names begin with a text. */
function beginning(list: readonly Named[], prefix: string): Entity[] {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (list[middle].name < prefix) low = middle + 1; else high = middle;
  }
  let end = low;
  while (end < list.length && list[end].name.startsWith(prefix)) end++;
  return list.slice(low, end).map(({ entity }) => entity);
}

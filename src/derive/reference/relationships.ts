import { edges, entityLink, isRead } from './known';
import { code, page, sorted, table } from './markdown';

/** The page of the relationships. */
export function relationshipsPage(): string {
  const nodes = new Set(edges.filter(({ heldBy }) => !isRead(heldBy)).map(({ heldBy }) => heldBy));
  const outside = sorted(edges.flatMap(({ from, to }) => [from, to]).filter((type) => !isRead(type) && !nodes.has(type)));
  return page('src/catalogue/services', 'Relationships',
    `${edges.length} kinds of relationships. The entity that holds a relationship has the fields that name the far end; a service node`
    + ` (${sorted(nodes).map(code).join(', ')}) stands for a service in an account and holds what belongs to it.`
    + ` The ${code('_type')} of a relationship is \`<from>_<verb>_<to>\` in lower case, its ${code('_class')} the verb.`,
    `No service reads ${outside.map(code).join(', ')} under this name: a relationship with one of them ends at the entity of another type that has the key,`
    + ` or at a *mapped* entity (${code('_mapped')}), as everything outside of a scan does.`,
    table(['From', 'Verb', 'To', 'Held by'], edges.map(({ from, verb, to, heldBy }) => [entityLink(from), verb, entityLink(to), entityLink(heldBy)])));
}

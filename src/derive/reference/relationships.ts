import { edges, entityLink, isRead, policies } from './known';
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
    `Beside these, ${policies.map(entityLink).join(', ')} ${code('ALLOWS')} every resource that the policy covers; the service node, or a ${code('Service')},`
    + ` where it covers every resource of a service; the account where it covers everything. ${code('Service')} stands for the service nodes too;`
    + ` ${code('Host')}, ${code('Gateway')} and ${code('Domain')} for every type of that class.`,
    table(['From', 'Verb', 'To', 'Held by'], edges.map(({ from, verb, to, heldBy }) => [entityLink(from), verb, entityLink(to), entityLink(heldBy)])));
}

import { actionLink, checkLink, edges, entities, entityLink, operationName, services, type Known } from './known';
import { bullets, code, link, page, table, text } from './markdown';
import { checks } from '../../catalogue/checks';
import type { Service } from '../../catalogue/model/service';

/** The entity that this one is read for. */
function parentOf({ entity }: Known): string | false {
  const parent = entities.find((known) => known.entity === entity.of);
  return parent ? `**Of** ${entityLink(parent.type)}: listed once for each` : false;
}

function facts(known: Known): string {
  const { service, type, entity } = known;
  const held = edges.filter(({ heldBy }) => heldBy === type).map(({ from, verb, to }) => `${entityLink(from)} ${verb} ${entityLink(to)}`);
  const looks = checks.filter((check) => check.entity === type).map(({ id }) => checkLink(id));
  return bullets(
    `**Class** ${entity.class.map(code).join(', ')}`,
    parentOf(known),
    entity.ofNode === true && `**Under** the service node ${code(service.node!)}`,
    held.length > 0 && `**Holds** ${held.join('; ')}`,
    looks.length > 0 && `**Checks** ${looks.join(', ')}`,
    `**Stale after** ${entity.changes.map(code).join(', ')}`,
  );
}

function entitySection(known: Known): string {
  const { service, type, entity } = known;
  const reads = entity.reads.map((name) => {
    const { action, absent = [], unrestricted } = service.operations[name];
    return [code(operationName(service.id, name)), unrestricted ? `${code(action)}, which AWS allows to everybody` : actionLink(action), absent.map(code).join(', ')];
  });
  return [`### ${type}`, facts(known), table(['Operation', 'IAM action', 'Error codes that mean “not configured”'], reads)].join('\n\n');
}

const scopes = { regional: 'read in every Region of the scan', global: 'read once an account' };

function serviceSection(service: Service): string {
  const head = `${text(service.title)}, ${scopes[service.scope]}. Its CloudTrail events come from ${code(service.eventSource)}.`;
  return [`## ${service.id}`, head, ...entities.filter((known) => known.service === service).map(entitySection)].join('\n\n');
}

/** The page of the entity types, service by service. */
export const entitiesPage = (): string => page('src/catalogue/services', 'Entities',
  `${entities.length} entity types of ${services.length} services. An entity is read by the operations of its table and by no other;`
  + ' the CloudTrail events it is *stale after* are those that can change it.',
  table(['Service', 'Entity types'], services.map((service) => [
    link(text(service.title), `#${service.id}`), entities.filter((known) => known.service === service).map(({ type }) => entityLink(type)).join(', '),
  ])),
  ...services.map(serviceSection));

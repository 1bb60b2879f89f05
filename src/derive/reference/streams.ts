import { checkLink, entities, entityLink, services } from './known';
import { code, page, table, text } from './markdown';
import { checks } from '../../catalogue/checks';
import type { Service } from '../../catalogue/model/service';
import { grant } from '../policy';

const actions = (chosen: readonly Service[], beside?: 'SecurityAudit') => grant(chosen, { beside }).flatMap(({ Action }) => Action).length;

/** The page of the streams, the parts that a role or a scan can be limited to. */
export const streamsPage = (): string => page('src/catalogue/services', 'Streams',
  'A stream is a part of the inventory that a role or a scan can be limited to. The actions are those of the [exact grant](permissions.md#exact-grant),'
  + ' and how many of them the role needs beside SecurityAudit; streams that share an action count it each.',
  table(['Stream', 'Service', 'Entity types', 'Actions', 'Beside SecurityAudit', 'Checks of its entities'], services.map((service) => [
    code(service.id),
    text(service.title),
    entities.filter((known) => known.service === service).map(({ type }) => entityLink(type)).join(', '),
    actions([service]),
    actions([service], 'SecurityAudit'),
    checks.filter((check) => check.service === service.id).map(({ id }) => checkLink(id)).join(', '),
  ])),
  `All ${services.length} streams together need ${actions(services)} actions, ${actions(services, 'SecurityAudit')} beside SecurityAudit.`);

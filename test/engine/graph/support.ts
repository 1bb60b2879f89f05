import type { Service } from '../../../src/catalogue/model/service';
import { iam } from '../../../src/catalogue/services/iam';
import type { Entity } from '../../../src/engine/contracts';
import { link } from '../../../src/engine/graph/link';

export const ACCOUNT = '111111111111';
export const OTHER = '222222222222';

export const entity = (_key: string, _type: Entity['_type'], more: object = {}): Entity => ({
  _key, _type, _class: [], _service: 'fake', displayName: _key, accountId: ACCOUNT, region: 'eu-west-1', tags: {}, ...more,
});

/** A graph of entities alone, linked by what the services declare. */
export const linked = (entities: readonly Entity[], services: readonly Service[] = [iam]) =>
  link([{ entities, relationships: [], ledger: undefined as never }], services, { accountId: ACCOUNT, accounts: [ACCOUNT] });

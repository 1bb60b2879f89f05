import { streamLink } from './known';
import { bullets, code, counted, page, text } from './markdown';
import type { Preset } from '../../catalogue/model/preset';
import { presets } from '../../catalogue/presets';
import { characters, grant, split } from '../policy';
import { servicesOf } from '../streams';

const trusts = { account: 'an AWS account, named by its id' };

function section({ id, title, source, roleName, trust, streams, managedPolicies }: Preset): string {
  const ids = streams === 'all' ? undefined : streams;
  const statements = grant(servicesOf(ids), { beside: managedPolicies.find((name) => name === 'SecurityAudit') });
  return [`## ${id}`, bullets(
    `**Title** ${text(title)}`,
    `**Source** <${source}>`,
    `**Role** ${code(roleName)}`,
    `**Trusts** ${trusts[trust.principal]}; external id ${trust.externalId}`,
    `**Streams** ${ids?.map(streamLink).join(', ') ?? '[all](streams.md)'}`,
    managedPolicies.length > 0 && `**AWS managed policies** ${managedPolicies.map(code).join(', ')}`,
    `**Computed grant** ${counted(statements.flatMap(({ Action }) => Action).length, 'action')} in ${split(statements).map(characters).join(' + ')} characters`,
  )].join('\n\n');
}

/** The page of the presets. */
export const presetsPage = (): string => page('src/catalogue/presets', 'Presets',
  'A preset is what a platform asks of a customer: whom to trust, what to read, what the role is called. The computed grant is what'
  + ' the streams need beside the AWS managed policies; the [data-access deny](permissions.md#data-access-deny) outranks both.',
  ...presets.map(section));

import type { Member, MemberBuild } from './member-template';
import { ReadOnlyScannerRole, type ReadOnlyScannerRoleProps } from '../read-only-scanner-role';

/** The scanner's role as what an account gets. What an organisation agrees on comes in as parameters, unless the trust is part of the template. */
export function scannerMember(props: ReadOnlyScannerRoleProps): MemberBuild {
  return (member: Member) => {
    const { trust, trustedAccountId, externalId } = props;
    const agreed = !trust && trustedAccountId !== undefined && externalId !== undefined && {
      trustedAccountId: member.parameter('TrustedAccountId', trustedAccountId, { allowedPattern: '\\d{12}' }),
      externalId: member.parameter('ExternalId', externalId, { minLength: 2, maxLength: 1224 }),
    };
    member.onlyInPrimaryRegion(new ReadOnlyScannerRole(member.scope, 'Scanner', { ...props, ...agreed }));
  };
}

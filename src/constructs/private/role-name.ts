import { securityScanner } from '../../catalogue/presets/security-scanner';

/** The name of a scanner role: what it is called, after what the organisation asks names to begin with. */
export const roleNameOf = ({ roleName = securityScanner.roleName, roleNamePrefix = '' }: { roleName?: string; roleNamePrefix?: string }): string =>
  `${roleNamePrefix}${roleName}`;

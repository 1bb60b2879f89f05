import { definePrivilegePath } from '../model/privilege-path';

/** Read a parameter: credentials stored in the parameter. */
export const ssmGetParameter = definePrivilegePath({
  id: 'ssm-get-parameter',
  title: 'Read a parameter',
  category: 'credential-access',
  requires: [
    { action: 'ssm:GetParameter', on: 'existing:parameter' },
  ],
  gains: 'resource',
  notes: ['SecureString also needs kms:Decrypt'],
});

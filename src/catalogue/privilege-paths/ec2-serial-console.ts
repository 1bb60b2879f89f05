import { definePrivilegePath } from '../model/privilege-path';

/** A shell on the instance, with its role. */
export const ec2SerialConsole = definePrivilegePath({
  id: 'ec2-serial-console',
  title: 'Push an SSH key to the serial console of an instance',
  category: 'existing-passrole',
  requires: [
    { action: 'ec2-instance-connect:SendSerialConsoleSSHPublicKey', on: 'existing:instance' },
  ],
  trusts: ['ec2.amazonaws.com'],
  gains: 'target',
  unseen: ['the serial console is enabled', 'the operating system has a password to sign in with'],
});

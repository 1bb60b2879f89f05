import { defineCheck } from '../../model/check';
import { account } from '../../services/account';

/** CIS "Ensure hardware MFA is enabled for the 'root' user account". */
export const rootHardwareMfa = defineCheck(account, {
  id: 'root-hardware-mfa',
  entity: 'aws_account',
  severity: 'critical',
  title: 'The root user signs in with a hardware MFA device, or not at all',
  why: 'The secret of a virtual device can be copied with the telephone that holds it.',
  needs: [account.need('iam.GetAccountSummary'), account.need('iam.ListVirtualMFADevices')],
  remedy: {
    cli: 'aws iam enable-mfa-device --user-name root … # a security key or a hardware token, as the root user; or remove root credentials centrally',
    cdk: 'No CloudFormation resource: register a device as the root user, or remove root credentials centrally.',
  },
  prowler: ['iam_root_hardware_mfa_enabled'],
  fails: ({ SummaryMap = {}, RootVirtualMFADevices }) => {
    const { AccountMFAEnabled, AccountPasswordPresent, AccountAccessKeysPresent } = SummaryMap;
    if (AccountPasswordPresent === 0 && AccountAccessKeysPresent === 0) return undefined;
    if (AccountMFAEnabled !== 1) return `AccountMFAEnabled is ${AccountMFAEnabled}`;
    return RootVirtualMFADevices.length > 0 ? `virtual devices: ${RootVirtualMFADevices.map(({ SerialNumber }) => SerialNumber).join(', ')}` : undefined;
  },
  examples: {
    pass: [
      { entity: { SummaryMap: { AccountMFAEnabled: 1 }, RootVirtualMFADevices: [] } },
      { entity: { SummaryMap: { AccountMFAEnabled: 0, AccountPasswordPresent: 0, AccountAccessKeysPresent: 0 }, RootVirtualMFADevices: [] } },
    ],
    fail: [
      { entity: { SummaryMap: { AccountMFAEnabled: 0 }, RootVirtualMFADevices: [] } },
      { entity: { SummaryMap: { AccountMFAEnabled: 1 }, RootVirtualMFADevices: [{ SerialNumber: 'arn:aws:iam::111122223333:mfa/root', EnableDate: undefined }] } },
    ],
  },
});

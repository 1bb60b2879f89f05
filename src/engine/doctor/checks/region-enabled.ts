import { Unreadable } from '../aws';
import { fail, pass, type DoctorCheck } from '../contract';
import { isEnabled } from '../integration';

/** Whether each Region is enabled in each account: in one that is not, nothing answers and nothing is deployed. */
export const regionEnabled: DoctorCheck = {
  id: 'region-enabled',
  title: 'The Region is enabled in the account',
  part: 'deployment',
  reads: ['account:GetRegionOptStatus'],
  tasks: ({ regions }) => regions.map((used) => ({
    accountId: used.aws.accountId,
    region: used.aws.region,
    look: async () => {
      if (used.optStatus instanceof Unreadable) throw used.optStatus;
      return isEnabled(used)
        ? pass(`${used.aws.region} is ${used.optStatus}.`)
        : fail(`${used.aws.region} is ${used.optStatus}.`, `aws account enable-region --region-name ${used.aws.region}, wait for ENABLED, then deploy there.`);
    },
  })),
};

import { daysSince, finding, type Rule, type Scene } from './finding';
import type { Finding } from '../../contracts';
import type { AccessKey, User } from '../account/model';

const remedy = {
  cli: 'aws iam update-access-key --user-name <user> --access-key-id <key-id> --status Inactive',
  cdk: "new iam.AccessKey(this, 'Key', { user, status: iam.AccessKeyStatus.INACTIVE }) // better: a role instead of a user",
};

const keyUnused: Rule = {
  id: 'access-key-unused',
  severity: 'medium',
  title: 'Active access keys are in use',
  remedy,
  frameworks: { cis: { '3.0': ['1.12'], '4.0': ['1.12'], '5.0': ['1.11'], '6.0': ['2.11'], '7.0': ['2.11'] }, fsbp: ['IAM.8', 'IAM.22', 'IAM.26'] },
};

const keyOld: Rule = {
  id: 'access-key-old',
  severity: 'medium',
  title: 'Active access keys are renewed in time',
  remedy: { ...remedy, cli: `aws iam create-access-key --user-name <user> # put it in place, then: ${remedy.cli}` },
  frameworks: { cis: { '3.0': ['1.14'], '4.0': ['1.14'], '5.0': ['1.13'], '6.0': ['2.13'], '7.0': ['2.12'] }, fsbp: ['IAM.3'] },
};

const date = (value: string | undefined) => (value !== undefined && /^\d{4}-/.test(value) ? value : undefined);

/** The keys of a user: of the list of keys, or else of the credential report, which has no ids. */
function keysOf({ accessKeys, credentials }: User): AccessKey[] {
  if (accessKeys) return [...accessKeys];
  return ([1, 2] as const).flatMap((at) => {
    const active = credentials?.[`access_key_${at}_active`];
    if (active === undefined) return [];
    const [created, used] = [date(credentials?.[`access_key_${at}_last_rotated`]), credentials?.[`access_key_${at}_last_used_date`]];
    return [{
      id: `access key ${at}`,
      active: active.toLowerCase() === 'true',
      ...created !== undefined && { createDate: created },
      ...used !== undefined && { lastUsed: date(used) ?? null },
    }];
  });
}

/** Active access keys that nobody used, or that are older, than the days that the settings say. */
export function keys({ account, settings: { now, unusedDays, keyDays } }: Scene): Finding[] {
  return account.users.flatMap((user) => keysOf(user).filter(({ active }) => active).flatMap((key) => {
    const { id, createDate, lastUsed } = key;
    const subject = {
      key: user.accessKeys ? `arn:${account.partition}:iam::${account.id}:access-key/${id}` : `${user.arn}/${id.replaceAll(' ', '-')}`,
      type: 'aws_iam_access_key' as const,
      name: id,
      account: account.id,
      others: [user.arn],
    };
    const evidence = { accessKeyId: id, user: user.arn, createDate: createDate ?? null, lastUsed: lastUsed ?? null };
    const age = createDate === undefined ? undefined : daysSince(createDate, now);
    const idle = lastUsed === undefined ? undefined : lastUsed === null ? age : daysSince(lastUsed, now);
    const made = `made ${age} days ago (${createDate})`;
    const found = (rule: Rule, why: string) => finding(rule, subject, { reason: `of ${user.name}, ${why}`, evidence }, now);
    return [
      ...idle !== undefined && idle >= unusedDays ? [found(keyUnused, lastUsed ? `last used ${idle} days ago (${lastUsed})` : `never used since it was ${made}`)] : [],
      ...age !== undefined && age >= keyDays ? [found(keyOld, made)] : [],
    ];
  }));
}

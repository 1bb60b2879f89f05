import { readLandscape, type Beside } from '../../../../src/engine/access/account/landscape';
import { findingsOf } from '../../../../src/engine/access/findings';
import type { Settings } from '../../../../src/engine/access/findings/finding';
import type { Finding } from '../../../../src/engine/contracts';

export const HERE = '111122223333';
export const SIBLING = '444455556666';
export const PARTNER = '777788889999';
export const OTHER = '999988887777';
export const NOW = new Date('2026-11-01T00:00:00Z');

export const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
export const organization = { orgId: 'o-a1b2c3d4e5', managementAccount: '123456789012', accounts: [HERE, SIBLING], knownPartners: [PARTNER] };

interface Parts { readonly policies?: Record<string, object>; readonly attached?: string[]; readonly groups?: string[]; readonly tags?: Record<string, string>; readonly boundary?: string }

const tagsOf = (tags: Record<string, string> = {}) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
const attachedOf = (arns: string[] = []) => arns.map((PolicyArn) => ({ PolicyName: PolicyArn.split('/').pop(), PolicyArn }));
const inlineOf = (policies: Record<string, object> = {}) => Object.entries(policies).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument }));
const boundaryOf = (arn?: string) => (arn ? { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn } } : {});

export const role = (name: string, trust: object, { policies, attached, tags, boundary }: Parts = {}, more: object = {}) => ({
  Path: '/',
  RoleName: name,
  RoleId: 'AROA1',
  Arn: `arn:aws:iam::${HERE}:role/${name}`,
  CreateDate: '2026-10-01T00:00:00Z',
  AssumeRolePolicyDocument: trust,
  InstanceProfileList: [],
  RolePolicyList: inlineOf(policies),
  AttachedManagedPolicies: attachedOf(attached),
  Tags: tagsOf(tags),
  ...boundaryOf(boundary),
  ...more,
});

export const user = (name: string, { policies, attached, groups = [], tags, boundary }: Parts = {}) => ({
  Path: '/',
  UserName: name,
  UserId: 'AIDA1',
  Arn: `arn:aws:iam::${HERE}:user/${name}`,
  CreateDate: '2025-01-01T00:00:00Z',
  UserPolicyList: inlineOf(policies),
  GroupList: groups,
  AttachedManagedPolicies: attachedOf(attached),
  Tags: tagsOf(tags),
  ...boundaryOf(boundary),
});

export const managed = (arn: string, Document: object) => ({
  PolicyName: arn.split('/').pop(), PolicyId: 'ANPA1', Arn: arn, Path: '/', DefaultVersionId: 'v1', PolicyVersionList: [{ Document, VersionId: 'v1', IsDefaultVersion: true }],
});

export const ec2 = document({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });

interface Account { readonly users?: object[]; readonly roles?: object[]; readonly groups?: object[]; readonly managed?: object[] }

/** The findings of a small account. */
export function findings({ users = [], roles = [role('bystander', ec2)], groups = [], managed: Policies = [] }: Account, beside: Beside = { accounts: organization }, settings: Partial<Settings> = {}): Finding[] {
  const content = { UserDetailList: users, RoleDetailList: roles, GroupDetailList: groups, Policies };
  return findingsOf(readLandscape([{ name: 'details', content }], beside), { now: NOW, ...settings });
}

/** The checks that fail for a role with a trust policy, in the order of their names. */
export function ofTrust(trust: object, beside: Beside = { accounts: organization }): string[] {
  return findings({ roles: [role('r', trust)] }, beside).map(({ check }) => check).sort();
}

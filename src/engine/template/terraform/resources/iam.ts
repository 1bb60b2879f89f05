import { InvalidTemplate } from '../../template';
import { apart, as, attachments, convert, eachApart, json, listOf, tags, type Converter, type Definition, type Place, type Properties } from '../arguments';
import type { Block } from '../hcl';

const inline = (type: string, owner: string): Converter =>
  eachApart(type, ({ PolicyName }) => String(PolicyName), [owner, 'name'], { PolicyName: as('name'), PolicyDocument: json('policy') });

/** One attachment of this policy for each of the roles, users or groups it names. */
const attachedTo = (type: string, owner: string): Converter => (value, place) => ({
  beside: listOf(value, place).map((name, index) => place.beside(type, `${owner}_${index + 1}`, [
    { name: owner, value: place.scope.value(name, `${place.where}[${index}]`) }, { name: 'policy_arn', value: place.attribute('arn') },
  ])),
});

const role: Definition = {
  type: 'aws_iam_role',
  ref: 'name',
  attributes: { Arn: 'arn', RoleId: 'unique_id' },
  properties: {
    RoleName: as('name'),
    Path: as('path'),
    Description: as('description'),
    AssumeRolePolicyDocument: json('assume_role_policy'),
    MaxSessionDuration: as('max_session_duration'),
    PermissionsBoundary: as('permissions_boundary'),
    Tags: tags,
    ManagedPolicyArns: attachments('aws_iam_role_policy_attachment', ['role', 'name']),
    Policies: inline('aws_iam_role_policy', 'role'),
  },
};

const managedPolicy: Definition = {
  type: 'aws_iam_policy',
  ref: 'arn',
  attributes: { PolicyArn: 'arn', PolicyId: 'policy_id' },
  properties: {
    ManagedPolicyName: as('name'),
    Path: as('path'),
    Description: as('description'),
    PolicyDocument: json('policy'),
    Roles: attachedTo('aws_iam_role_policy_attachment', 'role'),
    Users: attachedTo('aws_iam_user_policy_attachment', 'user'),
    Groups: attachedTo('aws_iam_group_policy_attachment', 'group'),
  },
};

const POLICY: Properties = { PolicyName: as('name'), PolicyDocument: json('policy'), Roles: () => ({}), Users: () => ({}), Groups: () => ({}) };

/** Terraform has an inline policy for one role, user or group each. */
const policy: Definition = {
  type: 'aws_iam_role_policy',
  ref: 'name',
  properties: POLICY,
  spread: (properties, place): Block[] => {
    const { body } = convert(properties, POLICY, place);
    const owned = [['Roles', 'role'], ['Users', 'user'], ['Groups', 'group']].flatMap(([property, owner]) =>
      listOf(properties[property] ?? [], { ...place, where: `${place.where}.${property}` }).map((name) => ({ owner, name })));
    if (owned.length === 0) throw new InvalidTemplate(`${place.where} has no Roles, Users or Groups; a policy of type ${place.type} needs one of them.`);
    return owned.map(({ owner, name }, index) => place.beside(`aws_iam_${owner}_policy`, index === 0 ? '' : String(index + 1), [
      ...body, { name: owner, value: place.scope.value(name, place.where) },
    ]));
  },
};

const user: Definition = {
  type: 'aws_iam_user',
  ref: 'name',
  attributes: { Arn: 'arn' },
  named: 'name',
  properties: {
    UserName: as('name'),
    Path: as('path'),
    PermissionsBoundary: as('permissions_boundary'),
    Tags: tags,
    ManagedPolicyArns: attachments('aws_iam_user_policy_attachment', ['user', 'name']),
    Policies: inline('aws_iam_user_policy', 'user'),
    Groups: (value, place) => apart('aws_iam_user_group_membership', 'groups', ['user', 'name'], { Groups: as('groups') })({ Groups: value }, place),
  },
};

/** A new serial is a new key: Terraform replaces the key when the data beside it changes. */
const serial: Converter = (value, place: Place) => {
  const counter = place.beside('terraform_data', 'serial', [{ name: 'input', value: place.scope.value(value, place.where) }]);
  return {
    body: [{ type: 'lifecycle', labels: [], items: [{ name: 'replace_triggered_by', value: [place.address(counter)] }] }],
    beside: [counter],
  };
};

const accessKey: Definition = {
  type: 'aws_iam_access_key',
  ref: 'id',
  attributes: { SecretAccessKey: 'secret' },
  properties: { UserName: as('user'), Status: as('status'), Serial: serial },
};

const secret: Definition = {
  type: 'aws_secretsmanager_secret',
  ref: 'arn',
  attributes: { Id: 'arn' },
  properties: {
    Name: as('name'),
    Description: as('description'),
    KmsKeyId: as('kms_key_id'),
    Tags: tags,
    SecretString: (value, place) => apart('aws_secretsmanager_secret_version', 'value', ['secret_id', 'id'], { SecretString: as('secret_string') })({ SecretString: value }, place),
  },
};

/** Identities, their policies and keys. */
export const identities: Readonly<Record<string, Definition>> = {
  'AWS::IAM::Role': role,
  'AWS::IAM::ManagedPolicy': managedPolicy,
  'AWS::IAM::Policy': policy,
  'AWS::IAM::User': user,
  'AWS::IAM::AccessKey': accessKey,
  'AWS::SecretsManager::Secret': secret,
};

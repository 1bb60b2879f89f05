import { aws, code, option, paper, type Fields, type Step, type Steps } from './step';

const ROOT_PATH = 'The console gives every role, user and policy the path `/`; this one has another, so use the commands.';

const tagsOf = (fields: Fields) => fields.list<{ Key: string; Value: string }>('Tags');

const tagLine = (tags: readonly { Key: string; Value: string }[]) => (tags.length > 0 ? [`Add the tags ${tags.map(({ Key, Value }) => `${code(Key)} = ${code(Value)}`).join(', ')}.`] : []);

const inPath = (path: string | undefined, steps: readonly string[]) => (path === undefined || path === '/' ? { console: steps } : { onlyCommands: ROOT_PATH });

/** Inline policies, each a step of its own, as the console has it. */
function inlineSteps(fields: Fields, owner: 'role' | 'user', name: string): Step[] {
  return fields.each('Policies').map((policy) => {
    const policyName = policy.value('PolicyName')!;
    const content = policy.value('PolicyDocument');
    policy.done();
    return inlineStep(owner, name, policyName, content);
  });
}

function inlineStep(owner: 'role' | 'user' | 'group', name: string, policyName: string, content: unknown): Step {
  const file = `${name}-${policyName}.json`;
  const lists = { role: 'Roles', user: 'Users', group: 'User groups' };
  return {
    title: `Add the inline policy ${policyName} to the ${owner} ${name}`,
    console: [
      `In **${lists[owner]}**, select ${code(name)}.`,
      'Under **Permissions policies**, select **Add permissions**, then **Create inline policy**.',
      'Select **JSON**, replace what is there with the document below, and select **Next**.',
      `As **Policy name** enter ${code(policyName)} and select **Create policy**.`,
    ],
    documents: [paper(file, `Policy ${policyName}`, content)],
    commands: [aws(`iam put-${owner}-policy`, option(`${owner}-name`, name), option('policy-name', policyName), option('policy-document', `file://${file}`))],
  };
}

const attached = (owner: string, name: string, arns: readonly string[]) => arns.map((arn) => aws(`iam attach-${owner}-policy`, option(`${owner}-name`, name), option('policy-arn', arn)));

const choose = (arns: readonly string[]) => (arns.length > 0
  ? [`Search for and select ${arns.map((arn) => code(arn.split('/').at(-1))).join(', ')}.`]
  : ['Select no policy.']);

const role: Steps = (fields, name) => {
  const path = fields.value('Path');
  const policies = fields.list('ManagedPolicyArns');
  const [description, boundary, seconds] = [fields.value('Description'), fields.value('PermissionsBoundary'), fields.value<number>('MaxSessionDuration')];
  const tags = tagsOf(fields);
  fields.value('RoleName');
  const file = `${name}-trust.json`;
  return [{
    title: `Create the role ${name}`,
    ...inPath(path, [
      'Open **Roles** and select **Create role**.',
      'As **Trusted entity type** select **Custom trust policy**, replace what is there with the document below, and select **Next**.',
      ...choose(policies),
      ...boundary ? [`Open **Set permissions boundary**, select **Use a permissions boundary** and ${code(boundary)}.`] : [],
      `Select **Next**. As **Role name** enter ${code(name)}${description ? `, as **Description** ${code(description)}` : ''}.`,
      ...tagLine(tags),
      'Select **Create role**.',
      ...seconds === undefined ? [] : [`Open the role, select **Edit** beside **Summary** and set **Maximum session duration** to ${Number(seconds) / 3600} hours.`],
    ]),
    documents: [paper(file, 'Trust policy', fields.value('AssumeRolePolicyDocument'))],
    commands: [
      aws('iam create-role', option('role-name', name), option('path', path), option('description', description), option('assume-role-policy-document', `file://${file}`),
        option('max-session-duration', seconds), option('permissions-boundary', boundary), option('tags', tags.length > 0 ? tags : undefined)),
      ...attached('role', name, policies),
    ],
  }, ...inlineSteps(fields, 'role', name)];
};

const managedPolicy: Steps = (fields, name) => {
  const [path, description, content] = [fields.value('Path'), fields.value('Description'), fields.value('PolicyDocument')];
  fields.value('ManagedPolicyName');
  const arn = fields.known.value({ Ref: fields.where }, fields.where) as string;
  const file = `${name}.json`;
  const owners = [['role', 'Roles'], ['user', 'Users'], ['group', 'Groups']].flatMap(([owner, property]) => fields.list(property).map((each) => [owner, each] as const));
  return [{
    title: `Create the policy ${name}`,
    ...inPath(path, [
      'Open **Policies** and select **Create policy**.',
      'Select **JSON**, replace what is there with the document below, and select **Next**.',
      `As **Policy name** enter ${code(name)}${description ? `, as **Description** ${code(description)}` : ''}, and select **Create policy**.`,
      ...owners.map(([owner, each]) => `Open the policy, select **Entities attached**, then **Attach**, and attach it to the ${owner} ${code(each)}.`),
    ]),
    documents: [paper(file, `Policy ${name}`, content)],
    commands: [
      aws('iam create-policy', option('policy-name', name), option('path', path), option('description', description), option('policy-document', `file://${file}`)),
      ...owners.flatMap(([owner, each]) => attached(owner, each, [arn])),
    ],
  }];
};

const policy: Steps = (fields, name) => {
  const content = fields.value('PolicyDocument');
  fields.value('PolicyName');
  return (['role', 'user', 'group'] as const).flatMap((owner) =>
    fields.list({ role: 'Roles', user: 'Users', group: 'Groups' }[owner]).map((each) => inlineStep(owner, each, name, content)));
};

const user: Steps = (fields, name) => {
  const [path, boundary, policies, tags] = [fields.value('Path'), fields.value('PermissionsBoundary'), fields.list('ManagedPolicyArns'), tagsOf(fields)];
  fields.value('UserName');
  return [{
    title: `Create the user ${name}`,
    ...inPath(path, [
      'Open **Users** and select **Create user**.',
      `As **User name** enter ${code(name)}, leave access to the console off, and select **Next**.`,
      'Select **Attach policies directly**.',
      ...choose(policies),
      ...boundary ? [`Open **Set permissions boundary**, select **Use a permissions boundary** and ${code(boundary)}.`] : [],
      'Select **Next**.',
      ...tagLine(tags),
      'Select **Create user**.',
    ]),
    documents: [],
    commands: [
      aws('iam create-user', option('user-name', name), option('path', path), option('permissions-boundary', boundary), option('tags', tags.length > 0 ? tags : undefined)),
      ...attached('user', name, policies),
    ],
  }, ...inlineSteps(fields, 'user', name)];
};

const accessKey: Steps = (fields) => {
  const name = fields.value('UserName')!;
  const status = fields.value('Status');
  // A serial only tells CloudFormation to make another key.
  fields.value('Serial');
  return [{
    title: `Create an access key of the user ${name}`,
    console: [
      `In **Users**, select ${code(name)}, then **Security credentials**.`,
      'Under **Access keys** select **Create access key**.',
      'Select **Other**, then **Next**, and if you like enter a **Description tag value**.',
      'Select **Create access key**, then **Show** or **Download .csv file**: this is the only time the secret access key is shown.',
      'Select **Done**.',
      ...status === 'Inactive' ? ['Select **Actions**, then **Deactivate**.'] : [],
    ],
    documents: [],
    commands: [
      aws('iam create-access-key', option('user-name', name)),
      ...status === 'Inactive' ? [aws('iam update-access-key', option('user-name', name), '--access-key-id <access key id>', option('status', status))] : [],
    ],
  }];
};

const secret: Steps = (fields, name) => {
  const [description, key, value, tags] = [fields.value('Description'), fields.value('KmsKeyId'), fields.value('SecretString'), tagsOf(fields)];
  fields.value('Name');
  const file = `${name}-value.txt`;
  return [{
    title: `Store the secret ${name}`,
    console: [
      'Open **Secrets Manager** and select **Store a new secret**, then **Other type of secret**.',
      ...value === undefined ? ['Enter the value.'] : ['Select **Plaintext** and enter the text below, with the values in place of what stands in `<…>`.'],
      `As **Encryption key** select ${code(key ?? 'aws/secretsmanager')} and select **Next**.`,
      `As **Secret name** enter ${code(name)}${description ? `, as **Description** ${code(description)}` : ''}.`,
      ...tagLine(tags),
      'Select **Next** twice, then **Store**.',
    ],
    documents: value === undefined ? [] : [paper(file, 'Value of the secret', value)],
    commands: [aws('secretsmanager create-secret', option('name', name), option('description', description), option('kms-key-id', key),
      option('secret-string', value === undefined ? undefined : `file://${file}`), option('tags', tags.length > 0 ? tags : undefined))],
  }];
};

/** Identities, their policies and keys. */
export const identitySteps: Readonly<Record<string, Steps>> = {
  'AWS::IAM::ManagedPolicy': managedPolicy,
  'AWS::IAM::Role': role,
  'AWS::IAM::Policy': policy,
  'AWS::IAM::User': user,
  'AWS::IAM::AccessKey': accessKey,
  'AWS::SecretsManager::Secret': secret,
};

import { aws, code, Fields, option, paper, type Step, type Steps } from './step';
import type { Json } from '../../json';
import { InvalidTemplate } from '../template';

/** A part of a bucket: what to set in the console, and the command with its document. */
interface Part { readonly console: string; readonly operation: string; readonly argument: string; readonly content: unknown }

type Default = { BucketKeyEnabled?: boolean; ServerSideEncryptionByDefault: { SSEAlgorithm: string; KMSMasterKeyID?: string } };

function encryption(fields: Fields): Part {
  const rules = fields.list<Default>('ServerSideEncryptionConfiguration');
  const [{ BucketKeyEnabled: bucketKey, ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } }] = rules;
  return {
    console: `**Default encryption**: ${code(SSEAlgorithm)}${KMSMasterKeyID ? ` with the key ${code(KMSMasterKeyID)}` : ''}, bucket key **${bucketKey ? 'Enable' : 'Disable'}**`,
    operation: 'put-bucket-encryption',
    argument: 'server-side-encryption-configuration',
    content: {
      Rules: rules.map(({ ServerSideEncryptionByDefault, BucketKeyEnabled }) =>
        ({ ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault, ...BucketKeyEnabled !== undefined && { BucketKeyEnabled } })),
    },
  };
}

function publicAccess(fields: Fields): Part {
  const content = Object.fromEntries(['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'].map((name) => [name, fields.value<boolean>(name) ?? false]));
  const all = Object.values(content).every(Boolean);
  const on = Object.keys(content).filter((name) => content[name]);
  return {
    console: all ? '**Block all public access**: on' : `**Block public access**: ${on.map(code).join(', ') || 'off'}`,
    operation: 'put-public-access-block',
    argument: 'public-access-block-configuration',
    content,
  };
}

const versioning = (fields: Fields): Part => {
  const status = fields.value('Status')!;
  return { console: `**Bucket Versioning**: ${code(status)}`, operation: 'put-bucket-versioning', argument: 'versioning-configuration', content: { Status: status } };
};

const ownership = (fields: Fields): Part => {
  const rules = fields.list<{ ObjectOwnership: string }>('Rules');
  return { console: `**Object Ownership**: ${code(rules[0].ObjectOwnership)}`, operation: 'put-bucket-ownership-controls', argument: 'ownership-controls', content: { Rules: rules } };
};

/** A rule as the API has it. */
function lifecycleRule(rule: Fields, at: number): Json {
  const [days, marker] = [rule.value<number>('ExpirationInDays'), rule.value<boolean>('ExpiredObjectDeleteMarker')];
  const [noncurrent, abort] = [rule.value<Json>('NoncurrentVersionExpiration'), rule.value<Json>('AbortIncompleteMultipartUpload')];
  const moves = (name: string, key: string) =>
    rule.list<{ TransitionInDays: number; StorageClass: string }>(name).map(({ TransitionInDays, ...other }) => ({ [key]: TransitionInDays, ...other }));
  const [transitions, older] = [moves('Transitions', 'Days'), moves('NoncurrentVersionTransitions', 'NoncurrentDays')];
  const made = {
    ID: rule.value('Id') ?? `rule-${at + 1}`,
    Status: rule.value('Status'),
    Filter: { Prefix: rule.value('Prefix') ?? '' },
    ...days !== undefined && { Expiration: { Days: days } },
    ...marker !== undefined && { Expiration: { ExpiredObjectDeleteMarker: marker } },
    ...noncurrent && { NoncurrentVersionExpiration: noncurrent },
    ...abort && { AbortIncompleteMultipartUpload: abort },
    ...transitions.length > 0 && { Transitions: transitions },
    ...older.length > 0 && { NoncurrentVersionTransitions: older },
  };
  rule.done();
  return made;
}

function lifecycle(fields: Fields): Part {
  const rules = fields.each('Rules').map(lifecycleRule);
  return {
    console: `**Management**, **Lifecycle rules**: ${rules.map((rule) => code(JSON.stringify(rule))).join(', ')}`,
    operation: 'put-bucket-lifecycle-configuration',
    argument: 'lifecycle-configuration',
    content: { Rules: rules },
  };
}

function logging(fields: Fields): Part {
  const [bucket, prefix] = [fields.value('DestinationBucketName'), fields.value('LogFilePrefix') ?? ''];
  return {
    console: `**Properties**, **Server access logging**: ${code(`s3://${bucket}/${prefix}`)}`,
    operation: 'put-bucket-logging',
    argument: 'bucket-logging-status',
    content: { LoggingEnabled: { TargetBucket: bucket, TargetPrefix: prefix } },
  };
}

function notification(fields: Fields): Part {
  const of = (list: string, target: string) => fields.each(list).map((each) => {
    const filter = each.value<{ S3Key: { Rules: unknown } }>('Filter');
    const made = { [`${target}Arn`]: each.value(target), Events: [each.value('Event')], ...filter && { Filter: { Key: { FilterRules: filter.S3Key.Rules } } } };
    each.done();
    return made;
  });
  const [topics, queues, bus] = [of('TopicConfigurations', 'Topic'), of('QueueConfigurations', 'Queue'), fields.value<Json>('EventBridgeConfiguration')];
  const content = {
    ...topics.length > 0 && { TopicConfigurations: topics },
    ...queues.length > 0 && { QueueConfigurations: queues },
    ...bus && { EventBridgeConfiguration: {} },
  };
  return {
    console: `**Properties**, **Event notifications**: ${code(JSON.stringify(content))}`,
    operation: 'put-bucket-notification-configuration',
    argument: 'notification-configuration',
    content,
  };
}

const PARTS: readonly (readonly [property: string, part: (fields: Fields) => Part])[] = [
  ['OwnershipControls', ownership], ['PublicAccessBlockConfiguration', publicAccess], ['VersioningConfiguration', versioning], ['BucketEncryption', encryption],
  ['LifecycleConfiguration', lifecycle], ['LoggingConfiguration', logging], ['NotificationConfiguration', notification],
];

const bucket: Steps = (fields, name) => {
  const region = fields.known.region;
  const tags = fields.list<Json>('Tags');
  const acl = fields.value('AccessControl')?.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();
  fields.value('BucketName');
  const parts = PARTS.flatMap(([property, make]) => {
    const inner = fields.inner(property);
    const part = inner && make(inner);
    inner?.done();
    return part ? [part] : [];
  });
  return [{
    title: `Create the bucket ${name}`,
    console: [
      `Open **Amazon S3** and select **Create bucket**. As **Bucket name** enter ${code(name)}.`,
      ...parts.map((part) => `Set ${part.console}.`),
      ...acl ? [`**Permissions**, **Access control list**: ${code(acl)}.`] : [],
      ...tags.map(({ Key, Value }) => `Add the tag ${code(Key)} = ${code(Value)}.`),
    ],
    documents: [],
    commands: [
      aws('s3api create-bucket', option('bucket', name), region === 'us-east-1' ? undefined : option('create-bucket-configuration', { LocationConstraint: region })),
      ...parts.map(({ operation, argument, content }) => aws(`s3api ${operation}`, option('bucket', name), option(argument, content))),
      ...acl ? [aws('s3api put-bucket-acl', option('bucket', name), option('acl', acl))] : [],
      ...tags.length > 0 ? [aws('s3api put-bucket-tagging', option('bucket', name), option('tagging', { TagSet: tags }))] : [],
    ],
  }];
};

const bucketPolicy: Steps = (fields) => {
  const name = fields.value('Bucket')!;
  const file = `${name.replace(/[<>]/g, '')}-policy.json`;
  return [{
    title: `Set the policy of the bucket ${name}`,
    console: [`Select the bucket ${code(name)}, then **Permissions**, and under **Bucket policy** **Edit**.`, 'Enter the document below and select **Save changes**.'],
    documents: [paper(file, 'Bucket policy', fields.value('PolicyDocument'))],
    commands: [aws('s3api put-bucket-policy', option('bucket', name), option('policy', `file://${file}`))],
  }];
};

const key: Steps = (fields, name) => {
  const [description, spec, usage] = [fields.value('Description'), fields.value('KeySpec'), fields.value('KeyUsage')];
  const [rotates, regions, enabled] = ['EnableKeyRotation', 'MultiRegion', 'Enabled'].map((property) => fields.value<boolean>(property));
  const period = fields.value<number>('RotationPeriodInDays');
  const [policy, tags] = [fields.value('KeyPolicy'), fields.list<Json>('Tags')];
  // It counts when the key is deleted, not when it is made.
  fields.value('PendingWindowInDays');
  const [file, id] = [`${name}-policy.json`, `<id of ${fields.where}>`];
  if (policy === undefined || enabled === false) {
    throw new InvalidTemplate(`${fields.where} has ${policy === undefined ? 'no KeyPolicy' : 'Enabled false'}; the manual steps take an enabled key with a KeyPolicy.`);
  }
  const rotation: Pick<Step, 'console' | 'commands'> = rotates
    ? { console: ['Under **Key rotation** select **Edit**, then **Enable**.'], commands: [aws('kms enable-key-rotation', option('key-id', id), option('rotation-period-in-days', period))] }
    : { console: [], commands: [] };
  return [{
    title: `Create the key ${name}`,
    console: [
      'Open **Key Management Service**, **Customer managed keys**, and select **Create key**.',
      `As **Key spec** select ${code(spec ?? 'SYMMETRIC_DEFAULT')}, as **Key usage** ${code(usage ?? 'ENCRYPT_DECRYPT')}${regions ? ', under **Advanced options** **Multi-Region key**' : ''}.`,
      `As **Alias** enter ${code(name)}${description ? `, as **Description** ${code(description)}` : ''}; go on to **Edit key policy** and enter the document below.`,
      'Select **Finish**.',
      ...rotation.console!,
    ],
    documents: [paper(file, 'Key policy', policy)],
    commands: [
      aws('kms create-key', option('description', description), option('key-spec', spec), option('key-usage', usage), regions ? '--multi-region' : undefined, option('policy', `file://${file}`),
        option('tags', tags.length > 0 ? tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })) : undefined)),
      ...rotation.commands,
    ],
  }];
};

const alias: Steps = (fields, name) => {
  const target = fields.value('TargetKeyId');
  fields.value('AliasName');
  return [{
    title: `Give the key the alias ${name}`,
    console: [`Select the key ${code(target)}, then **Aliases** and **Create alias**, and enter ${code(name)}.`],
    documents: [],
    commands: [aws('kms create-alias', option('alias-name', name), option('target-key-id', target))],
  }];
};

/** Buckets and keys. */
export const storageSteps: Readonly<Record<string, Steps>> = {
  'AWS::S3::Bucket': bucket, 'AWS::S3::BucketPolicy': bucketPolicy, 'AWS::KMS::Key': key, 'AWS::KMS::Alias': alias,
};

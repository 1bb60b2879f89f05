import { ConfigServiceClient, DeleteConfigRuleCommand, DescribeConfigRulesCommand, PutConfigRuleCommand, PutConfigurationRecorderCommand } from '@aws-sdk/client-config-service';
import type { ClientOptions } from '../../../emulator/client';
import type { Truth } from '../seeded';

const names = ['required-tags', 's3-bucket-public-read-prohibited'];

/** Two rules, for which there must be a recorder; the ARNs are asked for by name, as creating them answers nothing. */
export async function seed(options: ClientOptions): Promise<Truth> {
  const client = new ConfigServiceClient(options);
  const roleARN = `arn:aws:iam::${options.credentials.accessKeyId}:role/config`;
  await client.send(new PutConfigurationRecorderCommand({ ConfigurationRecorder: { name: 'default', roleARN } }));
  for (const ConfigRuleName of names) {
    const SourceIdentifier = ConfigRuleName.replaceAll('-', '_').toUpperCase();
    await client.send(new PutConfigRuleCommand({ ConfigRule: { ConfigRuleName, Source: { Owner: 'AWS', SourceIdentifier } } }));
  }
  const { ConfigRules } = await client.send(new DescribeConfigRulesCommand({ ConfigRuleNames: names }));
  return { aws_config_rule: names.map((name) => ConfigRules!.find(({ ConfigRuleName }) => ConfigRuleName === name)!.ConfigRuleArn!) };
}

/** The second rule. */
export async function remove(options: ClientOptions, { aws_config_rule: [, key] = [] }: Truth): Promise<string[]> {
  await new ConfigServiceClient(options).send(new DeleteConfigRuleCommand({ ConfigRuleName: names[1] }));
  return [key];
}

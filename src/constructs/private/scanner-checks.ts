import { Token } from 'aws-cdk-lib/core';
import type { SecurityScannerProps } from '../security-scanner-props';

function assertWhole(name: string, value: number | undefined, least: number, most: number): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  if (!Number.isInteger(value) || value < least || value > most) throw new Error(`${name} must be a whole number from ${least} to ${most.toLocaleString('en')}, got ${value}.`);
}

function assertEach(name: string, values: string[] | undefined, pattern: RegExp, example: string): void {
  if (values === undefined) return;
  const wrong = values.find((value) => !Token.isUnresolved(value) && !pattern.test(value));
  if (values.length === 0 || wrong !== undefined) throw new Error(`${name} must be ${example}, got ${wrong === undefined ? 'none' : `'${wrong}'`}.`);
}

/** @throws with what is wrong, what was given and what is allowed */
export function assertScannerProps(props: SecurityScannerProps): void {
  const { accountIds, accountListingRoleArn, regions, scannerRoleName, streams } = props;
  assertWhole('accountsAtOnce', props.accountsAtOnce, 1, 1000);
  assertWhole('regionsAtOnce', props.regionsAtOnce, 1, 40);
  assertWhole('unitsAtOnce', props.unitsAtOnce, 1, 64);
  assertWhole('toleratedFailurePercentage', props.toleratedFailurePercentage, 0, 100);
  assertWhole('memorySize', props.memorySize, 512, 10_240);
  if (props.reserveConcurrency && [props.accountsAtOnce, props.regionsAtOnce].some(Token.isUnresolved)) {
    throw new Error('reserveConcurrency needs accountsAtOnce and regionsAtOnce as numbers, got a value that is known at deployment only.');
  }
  assertEach('accountIds', accountIds, /^\d{12}$/, "ids of AWS accounts such as '111111111111'");
  assertEach('regions', regions, /^[a-z]{2,4}(-[a-z]+)+-\d$/, "AWS Regions such as 'eu-west-1'");
  assertEach('scannerRoleName', scannerRoleName === undefined ? undefined : [scannerRoleName], /^[\w+=,.@-][\w+=,.@/-]{0,575}$/, 'a name of a role, its path before it');
  if (accountIds && accountListingRoleArn) throw new Error('accountIds and accountListingRoleArn exclude each other: the role lists every account of the organisation.');
  if (streams?.length === 0) throw new Error('streams must name at least one stream, got none.');
  const seconds = props.reportLink?.toSeconds() ?? 60;
  if (seconds < 60 || seconds > 604_800) throw new Error(`reportLink must be 1 minute to 7 days, got ${props.reportLink!.toHumanString()}.`);
  assertEach('securityLake.location', props.securityLake && [props.securityLake.location], /^s3:\/\/[a-z0-9.-]{3,63}\/ext\/.+$/,
    "the place of a custom source such as 's3://aws-security-data-lake-eu-west-1-abc/ext/security-scanner/1.0/'");
  assertEach('securityLake.roleArn', props.securityLake && [props.securityLake.roleArn], /^arn:[^:]+:iam::\d{12}:role\/.+$/, 'the ARN of a role');
  if (props.reportLink && !props.notificationTopic) throw new Error('reportLink is a link in the message to notificationTopic: give notificationTopic, too.');
  if (props.notificationKey && !props.notificationTopic) throw new Error('notificationKey is the key of notificationTopic: give notificationTopic, too.');
}

import { InvalidArgumentError } from 'commander';
import { streamIds } from '../derive/streams';

/** The parts of a comma-separated list, each of which must match. */
export const listOf = (name: string, pattern: RegExp, example: string) => (text: string): string[] => {
  const items = text.split(',').map((item) => item.trim());
  const wrong = items.find((item) => !pattern.test(item));
  if (wrong !== undefined) throw new InvalidArgumentError(`'${wrong}' is not ${name}. Example: ${example}`);
  return items;
};

/** Account ids, separated by commas. */
export const accountIds = listOf('an AWS account id of 12 digits', /^\d{12}$/, '111111111111,222222222222');

/** Regions, separated by commas. */
export const regionIds = listOf('an AWS Region', /^[a-z]{2,4}(-[a-z]+)+-\d$/, 'us-east-1,eu-west-1');

/** Streams, separated by commas. */
export function streamList(text: string): string[] {
  const ids = text.split(',').map((id) => id.trim());
  const wrong = ids.find((id) => !streamIds.includes(id));
  if (wrong !== undefined) throw new InvalidArgumentError(`'${wrong}' is not a stream. Streams: ${streamIds.join(', ')}`);
  return ids;
}

/** A number from 1 to 999. */
export function atLeastOne(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError(`'${text}' is not a number from 1 to 999.`);
  return Number(text);
}

/** What is sensitive, one more at each time: an ARN or a pattern of ARNs, or a tag. */
export function sensitiveThings(text: string, before: readonly string[] = []): string[] {
  if (!/^(arn:.+|[^=]+=.*)$/s.test(text)) throw new InvalidArgumentError(`'${text}' is neither an ARN nor a tag. Examples: arn:aws:s3:::orders, class=secret`);
  return [...before, text];
}

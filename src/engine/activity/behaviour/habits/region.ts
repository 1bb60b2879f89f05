import type { Habit } from '../habit';

/**
 * Services with one endpoint, or with one beside those of the Regions (sts, signin): where their calls are logged is no choice of the caller.
 * https://docs.aws.amazon.com/general/latest/gr/rande.html#global-endpoints
 */
const GLOBAL = new Set([
  'account', 'artifact', 'budgets', 'ce', 'chatbot', 'cloudfront', 'cur', 'globalaccelerator', 'health', 'iam', 'importexport', 'networkmanager', 'organizations', 'payments',
  'route53', 'route53domains', 'savingsplans', 'shield', 'signin', 'sts', 'support', 'trustedadvisor', 'waf',
].map((name) => `${name}.amazonaws.com`));

/** AWS Regions that a principal calls. */
export const region: Habit = { id: 'region', of: ({ region: name, eventSource }) => (GLOBAL.has(eventSource) ? undefined : name) };

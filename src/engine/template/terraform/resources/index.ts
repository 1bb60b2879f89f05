import { eventBridge } from './events';
import { identities } from './iam';
import { messages } from './messages';
import { stackSets } from './stack-sets';
import { trails } from './trails';
import type { Definition } from '../arguments';

/** The types of resources that the Terraform printer knows. */
export const definitions: Readonly<Record<string, Definition>> = { ...identities, ...stackSets, ...eventBridge, ...messages, ...trails };

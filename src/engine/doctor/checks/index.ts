// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".
import { accountReachable } from './account-reachable';
import { administrationRole } from './administration-role';
import { apiDestinationActive } from './api-destination-active';
import { bucketNotification } from './bucket-notification';
import { bucketPolicy } from './bucket-policy';
import { connectionAuthorized } from './connection-authorized';
import { connectionKeyCurrent } from './connection-key-current';
import { deadLetterQueueEmpty } from './dead-letter-queue-empty';
import { eventsArrive } from './events-arrive';
import { executionRole } from './execution-role';
import { hubBusPolicy } from './hub-bus-policy';
import { hubReachable } from './hub-reachable';
import { keyUsable } from './key-usable';
import { managementEventsLogged } from './management-events-logged';
import { primaryRegion } from './primary-region';
import { queuePolicy } from './queue-policy';
import { regionDeployed } from './region-deployed';
import { regionEnabled } from './region-enabled';
import { roleEntry } from './role-entry';
import { roleExists } from './role-exists';
import { rolePolicies } from './role-policies';
import { roleTrust } from './role-trust';
import { ruleEnabled } from './rule-enabled';
import { ruleExists } from './rule-exists';
import { rulePattern } from './rule-pattern';
import { ruleTarget } from './rule-target';
import { stackComplete } from './stack-complete';
import { stackFound } from './stack-found';
import { stackSetAccess } from './stack-set-access';
import { stackSetInstances } from './stack-set-instances';
import { subscriptionConfirmed } from './subscription-confirmed';
import { topicPolicy } from './topic-policy';
import { trailDelivery } from './trail-delivery';
import { trailExists } from './trail-exists';
import { trailLogging } from './trail-logging';
import { trailRecords } from './trail-records';

/** Every file of `src/engine/doctor/checks`, in the order of their names. */
export const checks = [
  accountReachable,
  administrationRole,
  apiDestinationActive,
  bucketNotification,
  bucketPolicy,
  connectionAuthorized,
  connectionKeyCurrent,
  deadLetterQueueEmpty,
  eventsArrive,
  executionRole,
  hubBusPolicy,
  hubReachable,
  keyUsable,
  managementEventsLogged,
  primaryRegion,
  queuePolicy,
  regionDeployed,
  regionEnabled,
  roleEntry,
  roleExists,
  rolePolicies,
  roleTrust,
  ruleEnabled,
  ruleExists,
  rulePattern,
  ruleTarget,
  stackComplete,
  stackFound,
  stackSetAccess,
  stackSetInstances,
  subscriptionConfirmed,
  topicPolicy,
  trailDelivery,
  trailExists,
  trailLogging,
  trailRecords,
];
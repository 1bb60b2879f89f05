import { CfnRule } from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { ArnFormat, Aws, Duration, Stack, type CfnCondition } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { EventBridgeForwarderProps } from './event-bridge-forwarder-props';
import { ForwarderEvents } from './forwarder-events';
import { acknowledge } from './private/acknowledge';
import { alarmOnDeadLetters, alarmOnFailures } from './private/forwarder-alarms';
import { validate } from './private/forwarder-checks';
import { ForwarderDestination, ForwarderHubBus, transformed } from './private/forwarder-hub';
import { deployedPattern, eventPatterns, forwardedPattern, ROLE_PATH } from './private/forwarder-pattern';
import { either, only, placeOf, type Place } from './private/forwarder-place';

/**
 * Forwards CloudTrail's management events to an HTTPS endpoint in near real time, from one Region or, by a hub, from many Regions and accounts.
 *
 * Nothing that matches can be forged, and what a delivery brings about is not delivered. What cannot be delivered within a day waits in a
 * dead-letter queue for 14 days. Delivery is best effort and at least once: the event's `detail.eventID` tells repeats.
 */
export class EventBridgeForwarder extends Construct {
  /**
   * The Regions to deploy a forwarder to, in the order that has the hub ready when the first spoke sends.
   *
   * @param primaryRegion Region of the hub
   * @param regions Regions to forward from; the primary Region must be among them
   */
  public static deploymentOrder(primaryRegion: string, regions: string[]): string[] {
    if (!regions.includes(primaryRegion)) throw new Error(`The primary Region must be among the Regions, got '${primaryRegion}' for ${regions.join(', ') || 'none'}.`);
    return [primaryRegion, ...regions.filter((region) => region !== primaryRegion)];
  }

  /** Names of the rules, the first as it was asked for. */
  public readonly ruleNames: string[];
  /** Queue of the events that could not be delivered. */
  public readonly deadLetterQueue: sqs.IQueue;
  /** Role that EventBridge delivers with. */
  public readonly role: iam.IRole;
  /** ARN of the bus at the hub; undefined without `primaryRegion`. */
  public readonly hubBusArn?: string;
  /** Whether synthesis knows that the hub is another stack. */
  public readonly isSpoke: boolean;
  /** Whether the stack is the hub, where only the deployment tells; for resources that must exist once. */
  public readonly hubCondition?: CfnCondition;

  private readonly place: Place;
  private readonly ruleName: string;
  private readonly state: string;
  private readonly destination?: ForwarderDestination;

  constructor(scope: Construct, id: string, private readonly props: EventBridgeForwarderProps) {
    super(scope, id);
    this.ruleName = props.ruleName ?? 'SecurityScannerEvents';
    validate(props, this.ruleName);
    this.state = props.readOnlyEvents ? 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' : 'ENABLED';
    this.place = placeOf(this, props);
    this.isSpoke = this.place === 'spoke';
    if (typeof this.place !== 'string') this.hubCondition = this.place.hub;
    const busName = props.hubBusName ?? this.ruleName;
    this.hubBusArn = props.primaryRegion && Stack.of(this).formatArn({
      service: 'events', region: props.primaryRegion, account: props.hubAccountId, resource: 'event-bus', resourceName: busName,
    });
    if (this.place !== 'spoke') this.destination = new ForwarderDestination(this, 'Destination', props, this.ruleName, this.place);
    const sources = [this.ruleArns(), ...this.hubBusArn ? [this.ruleArns(busName)] : []];
    this.role = this.makeRole(sources);
    this.deadLetterQueue = this.makeQueue(sources);
    this.ruleNames = this.makeRules();
    if (this.destination && this.hubBusArn) this.makeHub(busName);
  }

  /** The rules of this forwarder on a bus, as a condition matches their ARNs. */
  private ruleArns(busName?: string): string {
    const resourceName = [...busName ? [busName] : [], `${this.ruleName}*`].join('/');
    return Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  }

  /** What EventBridge must show when it acts for a rule of this forwarder. */
  private forRules(sources: string[]) {
    return { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID }, ArnLike: { 'aws:SourceArn': sources } };
  }

  private makeRole(sources: string[]): iam.Role {
    const role = new iam.Role(this, 'Role', {
      path: ROLE_PATH,
      description: 'Lets EventBridge deliver the events of the forwarder',
      assumedBy: new iam.ServicePrincipal('events.amazonaws.com', { conditions: this.forRules(sources) }),
    });
    const allow = (policyName: string, action: string, resource: string) => new iam.CfnPolicy(this, policyName, {
      policyName, roles: [role.roleName], policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] },
    });
    if (this.destination) only('hub', this.place, allow('Deliver', 'events:InvokeApiDestination', this.destination.arn));
    if (this.place !== 'hub') only('spoke', this.place, allow('Send', 'events:PutEvents', this.hubBusArn!));
    return role;
  }

  private makeQueue(sources: string[]): sqs.Queue {
    const queue = new sqs.Queue(this, 'DeadLetters', { encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) });
    queue.addToResourcePolicy(new iam.PolicyStatement({
      sid: 'UndeliveredEvents',
      principals: [new iam.ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: this.forRules(sources),
    }));
    acknowledge(queue, { 'AwsSolutions-SQS3': 'The queue is itself the dead-letter queue, of the rules.' });
    if (this.props.alarms ?? true) alarmOnDeadLetters(queue, this.props.alarmTopic);
    return queue;
  }

  private targetArn(): string {
    return either(this.place, () => this.destination!.arn, () => this.hubBusArn!);
  }

  /** @param place where the rule is: a rule of the hub exists nowhere else */
  private target(transforms: boolean, place = this.place): CfnRule.TargetProperty {
    return {
      id: 'Delivery',
      arn: place === 'hub' ? this.destination!.arn : this.targetArn(),
      roleArn: this.role.roleArn,
      deadLetterConfig: { arn: this.deadLetterQueue.queueArn },
      retryPolicy: {
        maximumEventAgeInSeconds: (this.props.maxEventAge ?? Duration.hours(24)).toSeconds(),
        maximumRetryAttempts: this.props.retryAttempts ?? 185,
      },
      ...transforms && transformed(this.props, place),
    };
  }

  private makeRules(): string[] {
    const { events = ForwarderEvents.changes(), signInEvents: signIn = false } = this.props;
    const names = eventPatterns(this, { patterns: events._patterns, signIn }).map((eventPattern, at) => {
      const name = at === 0 ? this.ruleName : `${this.ruleName}${at + 1}`;
      const rule = new CfnRule(this, `Rule${at === 0 ? '' : at + 1}`, {
        name, eventPattern, state: this.state, targets: [this.target(true)], description: 'Forwards events of CloudTrail, and not what their delivery brings about',
      });
      if (this.props.alarms ?? true) alarmOnFailures(rule, { RuleName: name }, this.props.alarmTopic);
      return name;
    });
    if (this.props.hello ?? true) this.makeHello('Hello', deployedPattern(Aws.STACK_ID));
    return names;
  }

  private makeHello(id: string, eventPattern: object, eventBusName?: string): CfnRule {
    const target = this.target(false, eventBusName === undefined ? this.place : 'hub');
    return new CfnRule(this, id, {
      name: `${this.ruleName}Hello`, eventBusName, eventPattern, state: 'ENABLED', targets: [target], description: 'Forwards the end of a deployment of the forwarder',
    });
  }

  /** The bus that spokes send to, and the rules that deliver from it. */
  private makeHub(busName: string): void {
    const bus = new ForwarderHubBus(this, 'Hub', busName, this.props, this.place);
    const rule = new CfnRule(this, 'HubRule', {
      name: this.ruleName,
      eventBusName: bus.busName,
      eventPattern: forwardedPattern(this.props.signInEvents ?? false),
      state: this.state,
      targets: [this.target(true, 'hub')],
      description: 'Delivers what the forwarders of other Regions and accounts send',
    });
    only('hub', this.place, rule);
    if (this.props.hello ?? true) only('hub', this.place, this.makeHello('HubHello', deployedPattern(), bus.busName));
    if (this.props.alarms ?? true) only('hub', this.place, alarmOnFailures(rule, { EventBusName: busName, RuleName: this.ruleName }, this.props.alarmTopic));
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App, Aws, BootstraplessSynthesizer, CfnCondition, CfnOutput, CfnParameter, CfnResource, CfnWaitConditionHandle, Fn, Stack,
  type CfnParameterProps, type CfnStackSet,
} from 'aws-cdk-lib/core';
import { Construct, type IConstruct } from 'constructs';

/** The stack of one account and Region, while what belongs into it is created. */
export interface Member {
  /** Where to create constructs: a stack of its own for a member account, part of the outer stack for the management account. */
  readonly scope: Construct;
  /** Region that what is global is deployed in. */
  readonly primaryRegion: string;
  /** A value of the outer app, which may be a token. In a member template it is a parameter of that name. */
  parameter(name: string, value: string, props?: CfnParameterProps): string;
  /** As `parameter`, for a list whose items hold no comma. */
  list(name: string, values: string[], props?: CfnParameterProps): string[];
  /** Leaves a construct and all below it out of Regions other than the primary one: everything whose name must be unique in the account. */
  onlyInPrimaryRegion(construct: IConstruct): void;
}

/** Creates what an account gets; called once for the member template and once for the management account. */
export type MemberBuild = (member: Member) => void;

/** A template for the accounts of a stack set. */
export interface MemberTemplate {
  readonly body: string;
  /** Its parameters with the values of the outer app. */
  readonly parameters: CfnStackSet.ParameterProperty[];
}

/**
 * Creates in the outer stack what an account gets.
 * @param primaryRegion a Region that may be another than that of the stack: what is global is then left out
 */
export function buildHere(scope: Construct, primaryRegion: string, build: MemberBuild): void {
  const here = [Aws.REGION, Stack.of(scope).region].includes(primaryRegion);
  const condition = here ? undefined : new CfnCondition(scope, 'InPrimaryRegion', { expression: Fn.conditionEquals(Aws.REGION, primaryRegion) });
  build({
    scope,
    primaryRegion,
    parameter: (_, value) => value,
    list: (_, values) => values,
    onlyInPrimaryRegion: (construct) => onlyOn(construct, condition),
  });
}

/** Leaves a construct and all below it out where a condition does not hold. */
function onlyOn(construct: IConstruct, condition: CfnCondition | undefined): void {
  for (const each of construct.node.findAll()) {
    if (CfnResource.isCfnResource(each)) each.cfnOptions.condition = condition;
    if (each instanceof CfnOutput) each.condition = condition;
  }
}

/**
 * The template of a member account. Values come in as parameters: a token of the outer app that does not is an error.
 * @param primaryRegion given where the template is deployed to more Regions than one
 */
export function memberTemplate(build: MemberBuild, primaryRegion?: string): MemberTemplate {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-security-scanner-'));
  try {
    const app = new App({ outdir, analyticsReporting: false });
    const stack = new Stack(app, 'Member', { synthesizer: new BootstraplessSynthesizer() });
    const member = new MemberStack(stack, primaryRegion);
    build(member);
    member.neverEmpty();
    return { body: JSON.stringify(app.synth().getStackByName('Member').template), parameters: member.parameters };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

class MemberStack implements Member {
  public readonly parameters: CfnStackSet.ParameterProperty[] = [];
  public readonly primaryRegion: string;
  private readonly inPrimaryRegion?: CfnCondition;

  constructor(public readonly scope: Stack, primaryRegion?: string) {
    this.primaryRegion = Aws.REGION;
    if (primaryRegion === undefined) return;
    this.primaryRegion = this.parameter('PrimaryRegion', primaryRegion, { description: 'Region that what is global is deployed in' });
    this.inPrimaryRegion = new CfnCondition(scope, 'InPrimaryRegion', { expression: Fn.conditionEquals(Aws.REGION, this.primaryRegion) });
  }

  public parameter(name: string, value: string, props?: CfnParameterProps): string {
    this.parameters.push({ parameterKey: name, parameterValue: value });
    return new CfnParameter(this.scope, name, props).valueAsString;
  }

  public list(name: string, values: string[], props?: CfnParameterProps): string[] {
    this.parameters.push({ parameterKey: name, parameterValue: values.join(',') });
    return new CfnParameter(this.scope, name, { ...props, type: 'CommaDelimitedList' }).valueAsList;
  }

  public onlyInPrimaryRegion(construct: IConstruct): void {
    onlyOn(construct, this.inPrimaryRegion);
  }

  /** CloudFormation creates no stack without a resource, as one of another Region would be. */
  public neverEmpty(): void {
    const regional = this.scope.node.findAll().some((each) => CfnResource.isCfnResource(each) && each.cfnOptions.condition === undefined);
    if (!regional) new CfnWaitConditionHandle(this.scope, 'Nothing');
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A stack of a cloud assembly. */
export interface AssemblyStack {
  readonly id: string;
  readonly stackName: string;
  readonly directory: string;
  readonly template: string;
  /** The file name the template has as an asset, where it is one. */
  readonly templateAsset?: string;
  readonly parameters: Record<string, string>;
  readonly tags: Record<string, string>;
  readonly assetManifests: readonly string[];
  /** Account and Region, where the app chose them. */
  readonly accountId?: string;
  readonly region?: string;
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly dependencies?: string[];
  readonly properties?: Record<string, unknown>;
}

interface StackProperties {
  readonly templateFile: string;
  readonly stackName?: string;
  readonly parameters?: Record<string, string>;
  readonly tags?: Record<string, string>;
  readonly stackTemplateAssetObjectUrl?: string;
}

/** The stacks of a directory `cdk synth` wrote, stages included, each after those it depends on. */
export function readAssembly(directory: string): AssemblyStack[] {
  const file = join(directory, 'manifest.json');
  if (!existsSync(file)) {
    throw new Error(`${directory} is no cloud assembly: it has no manifest.json. Run cdk synth first.`);
  }
  const artifacts = (JSON.parse(readFileSync(file, 'utf8')) as { artifacts?: Record<string, Artifact> }).artifacts ?? {};
  const ordered: AssemblyStack[] = [];
  const seen = new Set<string>();
  const visit = (id: string): void => {
    const artifact = artifacts[id];
    if (!artifact || seen.has(id)) {
      return;
    }
    seen.add(id);
    artifact.dependencies?.forEach(visit);
    if (artifact.type === 'cdk:cloud-assembly') {
      ordered.push(...readAssembly(join(directory, String(artifact.properties!.directoryName))));
    } else if (artifact.type === 'aws:cloudformation:stack') {
      ordered.push(stackOf(id, artifact, artifacts, directory));
    }
  };
  Object.keys(artifacts).forEach(visit);
  return ordered;
}

function stackOf(id: string, artifact: Artifact, artifacts: Record<string, Artifact>, directory: string): AssemblyStack {
  const properties = artifact.properties as unknown as StackProperties;
  const [, accountId, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(artifact.environment ?? '') ?? [];
  return {
    id,
    stackName: properties.stackName ?? id,
    directory,
    template: readFileSync(join(directory, properties.templateFile), 'utf8'),
    templateAsset: properties.stackTemplateAssetObjectUrl?.split('/').pop(),
    parameters: properties.parameters ?? {},
    tags: properties.tags ?? {},
    assetManifests: (artifact.dependencies ?? [])
      .filter((dependency) => artifacts[dependency]?.type === 'cdk:asset-manifest')
      .map((dependency) => join(directory, String(artifacts[dependency].properties!.file))),
    accountId: /^\d{12}$/.test(accountId ?? '') ? accountId : undefined,
    region: region && region !== 'unknown-region' ? region : undefined,
  };
}

import type { Frameworks } from './check';
import type { Detection, DetectionExamples } from './detection';

/** A value of a Sigma field. */
export type SigmaValue = string | number | boolean | null;

/** Fields of an event with their values, modifiers behind a bar: `eventName|startswith`. */
export type SigmaFields = Readonly<Record<string, SigmaValue | readonly SigmaValue[]>>;

/** The detection section of a Sigma rule: named searches and the condition over them. https://sigmahq.io/sigma-specification/ */
export type SigmaDetection = Readonly<Record<string, SigmaFields | readonly SigmaFields[] | readonly SigmaValue[] | string | readonly string[]>>
  & { readonly condition: string | readonly string[] };

/** A Sigma rule of the catalogue. `name`, the file name, is its id here; Sigma wants a UUID in `id`. */
export interface SigmaFile {
  readonly title: string;
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly level: Detection['severity'];
  /** `attack.t1562.008` for a technique, `cis.4.5` for an alarm of the CIS AWS Foundations Benchmark 3.0. */
  readonly tags: readonly string[];
  readonly logsource: { readonly product: string; readonly service: string };
  readonly detection: SigmaDetection;
  readonly falsepositives: readonly string[];
  readonly data: Detection['data'];
  readonly tier: Detection['tier'];
  readonly examples: DetectionExamples;
}

const tagged = (tags: readonly string[], namespace: string) => tags.filter((tag) => tag.startsWith(`${namespace}.`)).map((tag) => tag.slice(namespace.length + 1));

/** Techniques in the tags of a Sigma rule, as ATT&CK writes them. */
export const techniquesOf = (tags: readonly string[]): string[] => tagged(tags, 'attack').filter((tag) => /^t\d/i.test(tag)).map((tag) => tag.toUpperCase());

/** Requirements in the tags of a rule of the catalogue. */
export function frameworksOf(tags: readonly string[]): Frameworks {
  const cis = tagged(tags, 'cis');
  return cis.length > 0 ? { cis: { '3.0': cis } } : {};
}

/** A Sigma rule of the catalogue as a detection. */
export function sigmaDetection({ name, title, level, tags, data, tier, falsepositives, detection, examples }: SigmaFile): Detection {
  return {
    id: name,
    title,
    severity: level,
    attack: techniquesOf(tags),
    data,
    tier,
    falsePositives: falsepositives,
    frameworks: frameworksOf(tags),
    logic: { type: 'sigma', detection },
    examples,
  };
}

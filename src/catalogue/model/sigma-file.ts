import type { Detection, DetectionExamples } from './detection';
import { frameworksOf, techniquesOf, type SigmaDetection } from './sigma';

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

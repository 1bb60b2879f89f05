import type { SigmaDocument } from './documents';
import { shown, SigmaError } from './errors';
import { compileSearches } from './search';
import { severities, type Severity } from '../../../catalogue/model/check';
import { techniquesOf, type SigmaDetection } from '../../../catalogue/model/sigma';
import { isObject, type Json, text } from '../../json';
import type { Compiled } from '../condition';
import type { Rule, RuleText } from '../rule';
import type { Settings } from '../settings';

/** A rule over single events, compiled, with what others know it by. */
export interface BaseRule {
  readonly names: readonly string[];
  readonly text: RuleText;
  readonly kind: Rule['kind'];
  readonly condition: Compiled;
}

/** The texts of a value: one, or those of a list. */
export const texts = (value: unknown): string[] => [value ?? []].flat().filter((one) => typeof one === 'string');

/** What a document tells of itself. Without a level a rule is informational. */
export function textOf({ content, ...source }: SigmaDocument): RuleText {
  const level = content.level ?? 'informational';
  if (!severities.includes(level as Severity)) throw new SigmaError(source, `level is ${shown(level)}; allowed are ${severities.join(', ')}.`);
  const author = text(content.author);
  return {
    id: text(content.id) ?? text(content.name) ?? source.rule,
    title: text(content.title) ?? source.rule,
    severity: level as Severity,
    attack: techniquesOf(texts(content.tags)),
    ...author !== undefined && { author },
    references: texts(content.references),
  };
}

/** Log source of a rule: CloudTrail, or the audit log of Kubernetes. */
export function kindOf({ content, ...source }: SigmaDocument): Rule['kind'] {
  const { product, service, category } = isObject(content.logsource) ? content.logsource : {} as Json;
  if (product === 'aws' && service === 'cloudtrail') return 'cloudtrail';
  if (product === 'kubernetes' && (service === 'audit' || category === 'audit')) return 'eks-audit';
  throw new SigmaError(source, `logsource is ${shown(content.logsource)}; supported are product aws with service cloudtrail, and product kubernetes with service audit.`);
}

/** How the searches of a document are compiled. */
export const optionsOf = ({ rule, file }: SigmaDocument, { placeholders, strictObjects }: Settings) => ({ rule, file, placeholders, strictObjects });

/**
 * Compiles a rule over single events.
 * @throws SigmaError
 */
export function baseRule(document: SigmaDocument, settings: Settings): BaseRule {
  const { content, ...source } = document;
  if (content.action !== undefined) throw new SigmaError(source, `the collection action ${shown(content.action)} is not supported; write each rule in full.`);
  if (!isObject(content.detection)) throw new SigmaError(source, `detection is ${shown(content.detection)}; allowed are searches and a condition.`);
  const condition = compileSearches(content.detection as SigmaDetection, optionsOf(document, settings));
  return { names: texts([content.id, content.name, content.title]), text: textOf(document), kind: kindOf(document), condition };
}

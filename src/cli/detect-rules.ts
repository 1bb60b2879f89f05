import { readConfig, type DetectConfig } from './detect-config';
import { WrongInput } from './errors';
import { detections } from '../catalogue/detections';
import { services } from '../catalogue/services';
import { behaviourRules } from '../engine/activity/behaviour';
import { changeRule } from '../engine/activity/changes';
import { compileDetections } from '../engine/activity/compile';
import type { Rule } from '../engine/activity/rule';
import type { Settings } from '../engine/activity/settings';
import { readSigma } from '../engine/activity/sigma/documents';
import { SigmaError } from '../engine/activity/sigma/errors';
import { lint } from '../engine/activity/sigma/lint';
import { compileSigma } from '../engine/activity/sigma/rules';
import { plainText } from '../engine/report/escape';

/** Where rules come from. */
export interface RuleFlags {
  readonly rules?: readonly string[];
  readonly config?: string;
  readonly sigmaStrict?: boolean;
}

/** Turns what the file system refuses into an answer for the user. */
export async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SigmaError) throw new WrongInput(error.message);
    const { code, message } = error as NodeJS.ErrnoException;
    throw typeof code === 'string' ? new WrongInput(`Cannot be read: ${message}.`) : error;
  }
}

/** The detections that are not switched off, those that know behaviour, the change monitor where it is asked for, and the user's own rules. */
export async function rulesOf({ rules: paths = [], config, sigmaStrict: strictObjects }: RuleFlags): Promise<Rule[]> {
  const { disabled, changes, ...given }: DetectConfig = readConfig(config);
  const settings: Settings = { ...given, strictObjects };
  const { rules, errors } = compileSigma(await reading(() => readSigma(paths)), settings);
  if (errors.length > 0) throw new WrongInput(errors.map(({ message }) => message).join('\n'));
  const all = [...compileDetections(detections, settings), ...behaviourRules(settings), ...changes ? [changeRule(changes, services)] : [], ...rules];
  const unknown = disabled.find((id) => !all.some(({ text }) => text.id === id));
  if (unknown !== undefined) throw new WrongInput(`disabled names '${unknown}', which is no detection; docs/reference/detections.md lists them, docs/guides/detect.md those of behaviour.`);
  return all.filter(({ text }) => !disabled.includes(text.id));
}

/** What the owner of rules should know of them, a line each. */
export async function lintRules({ rules: paths = [], json, config, sigmaStrict }: RuleFlags & { readonly json?: boolean }): Promise<string> {
  if (paths.length === 0) throw new WrongInput('--lint-rules needs rules: pass --rules <file or folder>.');
  const documents = await reading(() => readSigma(paths));
  const { errors } = compileSigma(documents, { ...readConfig(config), strictObjects: sigmaStrict });
  if (errors.length > 0) throw new WrongInput(errors.map(({ message }) => message).join('\n'));
  const advice = lint(documents);
  if (json) return advice.map((each) => `${JSON.stringify(each)}\n`).join('');
  return [...advice.map(({ rule, file, message }) => `${plainText(rule)} (${file}): ${plainText(message)}`), `${documents.length} rules, ${advice.length} remarks.`, ''].join('\n');
}

import type { SigmaDocument } from '../../../src/engine/activity/sigma/documents';
import facts from '../../facts/sigma-aws-rules.json';

/** Rules of SigmaHQ from their facts, with their authors, as the Detection Rule License 1.1 wants. */
export function sigmaHq(set: 'rules' | 'placeholder' | 'unsupported' = 'rules'): SigmaDocument[] {
  return facts.rules.filter((rule) => rule.set === set).map(({ id, title, author, level, select, condition, attack, file }) => ({
    rule: title,
    file,
    content: {
      id,
      title,
      author,
      level,
      references: [`https://github.com/${facts.repo}/blob/${facts.commit}/${file}`],
      tags: attack.map((technique) => `attack.${technique.toLowerCase()}`),
      logsource: { product: 'aws', service: 'cloudtrail' },
      detection: { ...select, condition },
    },
  }));
}

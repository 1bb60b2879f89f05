import { dataReadIn } from '../../src/derive/policy';
import vendors from '../facts/vendor-actions.json';

interface Set { readonly actions: readonly string[]; readonly resources?: unknown; readonly variants?: Readonly<Record<string, Set>> }

/** What a pattern is limited to; `*` where the facts name no ARNs for it. */
function resourcesOf({ resources }: Set, pattern: string): string[] {
  const named = typeof resources === 'object' && resources !== null ? (resources as Record<string, string[]>)[pattern] : undefined;
  return named?.every((each) => /^arn:[\w-]+:apigateway:/.test(each)) ? named : ['*'];
}

/** What the guard says of the policies that vendors publish, as rows of Markdown: the actions and patterns of each set that let a read of data in. */
export function replay(): string {
  const sets = (name: string, set: Set): [string, Set][] => [[name, set], ...Object.entries(set.variants ?? {}).flatMap(([each, inner]) => sets(each, inner))];
  const all = Object.entries(vendors).filter(([name]) => !name.startsWith('_')).flatMap(([name, set]) => sets(name, set as unknown as Set)).filter(([, { actions }]) => actions.length > 0);
  const rows = all.map(([name, set]) => {
    const { actions } = set;
    const refused = actions.filter((pattern) => dataReadIn(pattern, resourcesOf(set, pattern)));
    const shown = refused.slice(0, 4).map((pattern) => `\`${pattern}\``).join(', ');
    return `| ${name} | ${actions.length} | ${refused.length} | ${shown}${refused.length > 4 ? ', …' : ''} |`;
  });
  return ['| policy set | actions and patterns | refused | such as |', '|---|---:|---:|---|', ...rows].join('\n');
}

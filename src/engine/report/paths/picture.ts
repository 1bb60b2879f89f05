import { INTERNET } from '../../../catalogue/model/outside';
import type { AttackPathEvidence } from '../../posture/attack-paths';
import { html, type Html } from '../escape';

const KINDS: Readonly<Record<string, string>> = {
  's3': 'bucket',
  'security-group': 'security group',
  'instance': 'instance',
  'role': 'role',
  'policy': 'policy',
  'function': 'function',
  'db': 'database',
  'secret': 'secret',
  'loadbalancer': 'load balancer',
  'targetgroup': 'target group',
  'table': 'table',
  'service': 'service',
  'task-definition': 'task definition',
  'distribution': 'distribution',
  'parameter': 'parameter',
  'volume': 'volume',
  'cluster': 'cluster',
  'restapis': 'REST API',
  'snapshot': 'snapshot',
  'domain': 'domain',
};

/** What a key names, in two words for a picture: `i-0abc`, `instance`. */
export function nameOf(key: string): { readonly name: string; readonly kind: string } {
  if (key === INTERNET) return { name: 'Internet', kind: 'everybody' };
  const [, , service = '', , , ...rest] = key.split(':');
  const resource = rest.join(':');
  const inline = /\/policy\/([^/]+)$/.exec(key);
  const parts = resource.split(/[:/]/).filter(Boolean);
  const name = inline?.[1] ?? (service === 'elasticloadbalancing' ? parts.at(-2) : service === 'secretsmanager' ? parts.slice(1).join('/') : parts.at(-1)) ?? key;
  return { name, kind: inline ? 'policy' : KINDS[parts.length > 1 ? parts[0] : service] ?? service };
}

const [BOX, GAP, HEIGHT] = [172, 40, 64] as const;
const cut = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** A path as a picture, from the Internet to its end; the list beside it says the same in words. */
export function pathPicture({ hops }: AttackPathEvidence): Html {
  const keys = [hops[0].from, ...hops.map(({ to }) => to)];
  const named = keys.map(nameOf);
  const width = keys.length * BOX + (keys.length - 1) * GAP;
  const boxes = named.map(({ name, kind }, at) => html`<g transform="translate(${at * (BOX + GAP)} 0)"><title>${keys[at]}</title><rect class="${
    at === 0 ? 'source' : at === keys.length - 1 ? 'goal' : 'step'}" x="1" y="1" width="${BOX - 2}" height="${HEIGHT - 2}" rx="9"></rect><text class="name" x="${BOX / 2}" y="28" text-anchor="middle">${
    cut(name, 19)}</text><text class="kind" x="${BOX / 2}" y="47" text-anchor="middle">${kind}</text></g>`);
  const arrows = hops.map((_, at) => {
    const x = (at + 1) * BOX + at * GAP;
    return html`<path d="M${x + 6} ${HEIGHT / 2}H${x + GAP - 8}m-7 -5l7 5l-7 5"></path>`;
  });
  return html`<svg class="route" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" role="img" aria-label="${named.map(({ name, kind }) => `${kind} ${name}`).join(', then ')}">${boxes}${arrows}</svg>`;
}

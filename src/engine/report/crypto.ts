import type { Chapter } from './chapter';
import { bar } from './charts';
import { endingChart } from './crypto-endings';
import { cryptoStyle } from './crypto-style';
import { html, type Html } from './escape';
import { count, number, shortDay } from './figures';
import type { CryptoAsset } from '../crypto/assets';
import type { CryptoInventory } from '../crypto/inventory';
import { algorithmsOf, migrationClasses, pictureOf, type AlgorithmCount, type Ending, type MigrationClass, type Picture, type Use } from '../crypto/picture';

const ENDINGS = 40;
const USES = 60;
const USERS = 40;

const KINDS: Readonly<Record<CryptoAsset['kind'], readonly [one: string, several: string]>> = {
  'certificate': ['certificate', 'certificates'],
  'key': ['KMS key', 'KMS keys'],
  'secret': ['secret', 'secrets'],
  'parameter': ['encrypted parameter', 'encrypted parameters'],
  'key-pair': ['key pair', 'key pairs'],
  'host-key': ['SSH host key', 'SSH host keys'],
  'signing-profile': ['signing profile', 'signing profiles'],
};

const TONES: Readonly<Record<MigrationClass, string>> = { first: 'high', next: 'medium', safe: 'low', unknown: 'informational' };

/** The chapter on keys, certificates and secrets, undefined when there are none. */
export function cryptoChapter(inventory: CryptoInventory, now: Date): Chapter | undefined {
  const picture = pictureOf(inventory, now);
  return picture && { id: 'cryptography', title: 'Cryptography', style: cryptoStyle, markup: () => section(picture, now) };
}

function* section(picture: Picture, now: Date): Generator<Html> {
  yield html`<section id="cryptography" aria-labelledby="cryptography-title"><h2 id="cryptography-title">Cryptography</h2>
<p class="explain">Every certificate, key and secret that the scan saw, how strong it is and who uses it. Values of secrets are never read.</p>
<ul class="strip kinds">${picture.kinds.map(({ kind, assets }) => html`<li><span class="figure">${number(assets)}</span><span>${KINDS[kind][assets === 1 ? 0 : 1]}</span></li>`)}</ul>
${endings(picture.endings, now)}${algorithms(picture)}${weak(picture)}${protocols(picture)}${shared(picture)}`;
  yield* uses(picture.uses);
  yield html`</section>
`;
}

const place = ({ accountId, region }: CryptoAsset) => html`<span class="where"><span>account ${accountId}</span> <span>${region}</span></span>`;

const daysLeft = (days: number) => (days < 0 ? `ended ${count(-days, 'day')} ago` : `in ${count(days, 'day')}`);

const toneOf = (days: number) => (days < 0 ? 'critical' : days <= 30 ? 'high' : days <= 90 ? 'medium' : 'low');

function usedBy(asset: CryptoAsset): string {
  if (asset.kind !== 'certificate') return '';
  const renews = asset.renewal === 'AMAZON_ISSUED' || asset.renewal === 'PRIVATE' ? ', renewed by AWS' : '';
  return asset.isInUse === undefined ? '' : `${asset.isInUse ? 'in use' : 'not in use'}${renews}`;
}

function endings(all: readonly Ending[], now: Date): Html | undefined {
  if (all.length === 0) return undefined;
  const rows = all.slice(0, ENDINGS);
  return html`<h3 id="cryptography-ends">When they end</h3>
${endingChart(all, now)}
<div class="table" role="region" tabindex="0" aria-labelledby="cryptography-ends">
<table class="facts"><thead><tr><th scope="col">What</th><th scope="col">Ends</th><th scope="col">Left</th><th scope="col">Use</th></tr></thead><tbody>${rows.map(({ asset, ends, days }) => html`
<tr class="s-${toneOf(days)}"><th scope="row"><span class="name">${asset.name}</span>${place(asset)}</th><td>${shortDay(ends)}</td><td class="tone">${daysLeft(days)}</td><td>${usedBy(asset)}</td></tr>`)}
</tbody></table></div>
${all.length > rows.length && html`<p class="explain">${number(all.length - rows.length)} more end later.</p>`}
`;
}

const statusOf = ({ strength: { status } }: AlgorithmCount) => (status === 'disallowed' ? 'not accepted by NIST' : status ?? 'not known');

function endOf({ strength: { deprecatedAfter, disallowedAfter, migration } }: AlgorithmCount): string {
  const years = [deprecatedAfter && `deprecated after ${deprecatedAfter}`, disallowedAfter && `disallowed after ${disallowedAfter}`].filter(Boolean).join(', ');
  return years ? `${years}; then ${migration}` : '';
}

function algorithms({ algorithms: all }: Picture): Html | undefined {
  if (all.length === 0) return undefined;
  const most = Math.max(...all.map(({ assets }) => assets));
  const total = (of: MigrationClass) => all.filter(({ migration }) => migration === of).reduce((sum, { assets }) => sum + assets, 0);
  const classes = (Object.keys(migrationClasses) as MigrationClass[]).filter((each) => total(each) > 0);
  return html`<h3 id="cryptography-algorithms">Algorithms, and what quantum computers break</h3>
<ul class="strip kinds">${classes.map((each) => html`<li class="s-${TONES[each]}"><span class="figure">${number(total(each))}</span><span>${migrationClasses[each]}</span></li>`)}</ul>
<div class="table" role="region" tabindex="0" aria-labelledby="cryptography-algorithms">
<table class="facts"><thead><tr><th scope="col">Algorithm</th><th scope="col">For</th><th scope="col" class="number">Assets</th><th scope="col">Share</th><th scope="col">Strength</th><th scope="col">Quantum level</th><th scope="col">Migration</th></tr></thead><tbody>${all.map((each) => html`
<tr class="s-${TONES[each.migration]}"><th scope="row">${each.algorithm.name}</th><td>${each.algorithm.use}</td><td class="number">${number(each.assets)}</td><td>${bar(each.assets, most)}</td><td>${
  each.strength.bits !== undefined && `${each.strength.bits} bits, `}${statusOf(each)}</td><td>${each.strength.quantumLevel ?? 'not known'}</td><td>${endOf(each)}</td></tr>`)}
</tbody></table></div>
<p class="explain">Strength by NIST SP 800-57 and SP 800-131A; level and end by FIPS 203 to 205 and IR 8547: level 0 is broken by a quantum computer, 1 to 5 as hard as AES-128 to AES-256.</p>
`;
}

function weak({ weak: all }: Picture): Html | undefined {
  if (all.length === 0) return undefined;
  return html`<h3>Too weak</h3>
<ul class="pairs">${all.slice(0, USES).map(({ asset, algorithms: found }) => html`<li class="s-high"><span class="what"><b>${asset.name}</b>${place(asset)}</span><span class="reason">${found.map(({ name }) => name).join(', ')}</span></li>`)}</ul>
${all.length > USES && html`<p class="explain">${number(all.length - USES)} more are in the bill of materials.</p>`}
`;
}

function protocols({ protocols: all }: Picture): Html | undefined {
  if (all.length === 0) return undefined;
  const most = Math.max(...all.map(({ endpoints }) => endpoints));
  return html`<h3 id="cryptography-protocols">Protocols that endpoints accept</h3>
<div class="table" role="region" tabindex="0" aria-labelledby="cryptography-protocols">
<table class="facts"><thead><tr><th scope="col">Version</th><th scope="col" class="number">Endpoints</th><th scope="col">Share</th><th scope="col">Status</th></tr></thead><tbody>${all.map(({ name, isEnded, endpoints }) => html`
<tr class="s-${isEnded ? 'high' : 'low'}"><th scope="row">${name}</th><td class="number">${number(endpoints)}</td><td>${bar(endpoints, most)}</td><td class="tone">${isEnded ? 'must not be used any more' : 'current'}</td></tr>`)}
</tbody></table></div>
`;
}

function shared({ shared: all }: Picture): Html | undefined {
  if (all.length === 0) return undefined;
  return html`<h3>Shared with other accounts</h3>
<ul class="pairs">${all.slice(0, USES).map((asset) => html`<li><span class="what"><b>${asset.name}</b>${place(asset)}</span><span class="reason">${asset.sharedWith!.join(', ')}</span></li>`)}</ul>
${all.length > USES && html`<p class="explain">${number(all.length - USES)} more are in the bill of materials.</p>`}
`;
}

function* uses(all: readonly Use[]): Generator<Html> {
  if (all.length === 0) return;
  yield html`<h3 id="cryptography-uses">Who uses what</h3>
`;
  for (const { asset, users } of all.slice(0, USES)) {
    yield html`<details class="use"><summary><span>${KINDS[asset.kind][0]}</span><b>${asset.name}</b><span class="count">${count(users.length, 'user')}</span></summary>
<p class="explain">${algorithmsOf(asset).map(({ name }) => html`<span class="badge">${name}</span> `)}${place(asset)} <code>${asset.key}</code></p>
<ul>${users.slice(0, USERS).map(({ user: { name, type }, fields }) => html`<li><b>${name}</b> ${type} ${fields.map((field) => html`<code>${field}</code> `)}</li>`)}</ul>
${users.length > USERS && html`<p class="explain">${number(users.length - USERS)} more.</p>`}</details>
`;
  }
  if (all.length > USES) yield html`<p class="explain">${number(all.length - USES)} more are in the bill of materials.</p>`;
}

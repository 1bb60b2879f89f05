import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checks } from '../../src/catalogue/checks';
import { services } from '../../src/catalogue/services';
import { unanswered } from '../../src/catalogue/unanswered';
import { referencePages } from '../../src/derive/reference';
import { code, fence, table, text } from '../../src/derive/reference/markdown';
import { proofsPage } from '../../src/derive/reference/proofs';
import { differences, prowlerPage } from '../../src/derive/reference/prowler';
import cryptography from '../facts/cryptography-beyond.json';
import checkFacts from '../facts/cspm-checks.json';
import deny from '../facts/data-access-deny.json';
import facts from '../facts/entity-catalogue.json';
import csf from '../facts/nist-csf.json';
import beyond from '../facts/operations-beyond.json';
import verdicts from '../facts/prowler-verdicts.json';
import audit from '../facts/security-audit-policy.json';
import { proven } from '../proven';

/** The facts on checks, with those on one framework more. */
const cspm = { checks: checkFacts.checks.map((each) => ({ ...each, nist_csf_1_1: (csf.checks as Record<string, readonly string[] | undefined>)[each.id] ?? [] })) };

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, 'docs', 'reference');
const pages: Record<string, string> = { ...referencePages(), 'prowler.md': prowlerPage(verdicts), 'proofs.md': proofsPage(proven) };

/** The part of a page below a heading, to the next heading of the same level or a higher one. */
function section(page: string, heading: string): string {
  const [, marks] = /^(#+)/.exec(heading)!;
  const after = page.split(`\n${heading}\n`)[1];
  expect(after).toBeDefined();
  return after.split(new RegExp(`\\n#{1,${marks.length}} `))[0];
}

/** The cells of all tables of a text, heads and rulers left out. */
const rows = (page: string) => page.split('\n').filter((line, at, lines) => line.startsWith('| ') && !line.startsWith('| ---') && !lines[at + 1]?.startsWith('| ---'))
  .map((line) => line.slice(2, -2).split(/ (?<!\\)\| /));
const codes = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, inner]) => inner);

describe('docs/reference', () => {
  const found = readdirSync(FOLDER).filter((file) => /\.(md|svg)$/.test(file));
  const mend = 'Run "npx projen docs" and commit docs/reference';

  test('has every page, and no other', () => {
    expect({ mend, files: found.sort() }).toEqual({ mend, files: Object.keys(pages).sort() });
  });

  test.each(Object.entries(pages))('%s is what the catalogue says now', (file, content) => {
    const stale = !existsSync(join(FOLDER, file)) || readFileSync(join(FOLDER, file), 'utf8') !== content;
    expect(stale ? `${file} is stale. ${mend}.` : 'up to date').toBe('up to date');
  });

  test.each(Object.entries(pages))('%s names its source first, and neither a date nor a machine', (_, content) => {
    const [banner, , title] = content.split('\n');
    const [, source] = /^<!-- Generated from (.*): change that, then run "npx projen docs"\. -->$/.exec(banner)!;
    for (const folder of source.split(' and ')) expect(existsSync(join(ROOT, folder))).toBe(true);
    expect(title).toMatch(/^(# \w+|<svg .+)$/);
    expect(content).not.toMatch(/\b20\d\d-\d\d-\d\d\b|\/(home|root|work|Users)\/|undefined|\[object/);
  });
});

describe('links', () => {
  // As GitHub makes the anchor of a heading.
  const anchorsOf = (page: string) => page.replace(/^```[^]*?^```/gm, '').split('\n').filter((line) => /^#+ /.test(line))
    .map((line) => line.replace(/^#+ /, '').toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-'));
  const anchors = new Map(Object.entries(pages).map(([file, page]) => [file, anchorsOf(page)]));

  test.each(Object.entries(pages))('of %s lead somewhere', (file, page) => {
    const broken = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target).filter((target) => {
      const [to, anchor] = target.split('#');
      return !anchors.has(to || file) || (anchor !== undefined && !anchors.get(to || file)!.includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  test('no page has an anchor twice', () => {
    for (const found of anchors.values()) expect(new Set(found).size).toBe(found.length);
  });
});

describe('permissions', () => {
  const page = pages['permissions.md'];
  const exact = rows(section(page, '## Exact grant'));
  const granted = exact.map(([action]) => codes(action)[0]);
  const known = new Map<string, string[]>();
  for (const { _type, operations } of facts.entities) {
    for (const action of operations.flatMap(({ iamActions }) => iamActions)) known.set(action, [...known.get(action) ?? [], _type]);
  }
  // The published check, or the asset, that needs an operation beyond the facts stands for the type.
  for (const { action, check, asset } of beyond.operations) known.set(action, [(check ?? asset)!]);
  const listed = audit.document.Statement.find(({ Resource }) => Resource === '*')!.Action as string[];
  const inAudit = (action: string) => listed.some((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(action));

  test('are actions of the facts, each for entity types that the facts read with it', () => {
    for (const [action, , types] of exact) {
      expect([action, known.get(codes(action)[0])]).toEqual([action, expect.arrayContaining([expect.any(String)])]);
      expect(codes(types)).not.toHaveLength(0);
    }
  });

  test('say of every action whether SecurityAudit has it, by its text', () => {
    for (const [action, , , , said] of exact) expect([action, said]).toEqual([action, inAudit(codes(action)[0]) ? 'yes' : 'no']);
  });

  test('are counted', () => {
    expect(new Set(granted).size).toBe(granted.length);
    const lacking = granted.filter((action) => !inAudit(action));
    expect(page).toContain(`\n${granted.length} actions, ${granted.length - lacking.length} of which SecurityAudit ${audit.versionId} grants`);
    expect(rows(page).slice(0, 2).map(([, count]) => Number(count))).toEqual([granted.length, lacking.length]);
    const statements = JSON.parse(/```json\n([^]*?)\n```/.exec(section(page, '## Beside SecurityAudit'))![1]) as { Action: string[] }[];
    expect(statements.flatMap(({ Action }) => Action).sort()).toEqual(lacking.sort());
  });

  test('leave out what needs none', () => {
    expect(granted).not.toContain('sts:GetCallerIdentity');
    expect(page).toMatch(/allows it to everybody: `sts:GetCallerIdentity`\./);
  });

  test('deny what the facts deny, with what each action returns', () => {
    const denied = deny.actions.filter(({ mode, action }) => mode === 'deny' && action !== 'apigateway:GET');
    const body = section(page, '## Data-access deny');
    expect(rows(body)).toHaveLength(deny.counts.deny);
    expect(body).toContain(`${deny.counts.deny} actions are denied`);
    expect(body).toContain(`SecurityAudit ${deny.securityAudit} grants ${deny.counts.denyGrantedBySecurityAudit} of them`);
    const said = new Map(rows(body).map(([action, returns, isInAudit]) => [codes(action)[0], [returns, isInAudit]]));
    for (const { action, returns, inSecurityAudit } of denied) expect([action, said.get(action)]).toEqual([action, [text(returns), inSecurityAudit ? 'yes' : 'no']]);
  });

  test('give the size of the deny as the facts measured it', () => {
    // The facts have the partition aws (three characters) where the size allows for the longest, aws-us-gov (ten), once a resource.
    const { characters, document } = deny.policies.denyAll;
    const arns = document.Statement.flatMap(({ Resource }) => Resource).filter((arn) => arn.startsWith('arn:')).length;
    // The facts write the one action and the one resource bare, we write every list as one.
    const brackets = document.Statement.flatMap(({ Action, Resource }) => [Action, Resource]).filter((value) => typeof value === 'string').length * 2;
    expect(rows(page)[2][3]).toBe(String(characters + arns * 'aws-us-gov'.length - arns * 'aws'.length + brackets));
  });
});

describe('checks', () => {
  const page = pages['checks.md'];

  test.each(checks)('$id has its section with severity, needs, remedies and requirements', (check) => {
    const body = section(page, `## ${check.id}`);
    expect(body).toContain(`- **Severity** ${check.severity}\n`);
    for (const { action } of check.needs) expect(body).toContain(`[\`${action}\`](permissions.md#`);
    expect(body).toContain(`\`\`\`sh\n${check.remedy.cli}\n\`\`\``);
    const ids = [...Object.values(check.frameworks.cis ?? {}), ...Object.values({ ...check.frameworks, cis: [] })].flat();
    const shown = rows(body).flatMap(([, cell]) => cell.split(', '));
    expect(shown.sort()).toEqual(ids.sort());
  });

  test('cites only requirements that the facts know', () => {
    const ids = new Set<string>(cspm.checks.flatMap((each) => [each.fsbp, each.nist_800_53_r5, each.nist_csf_1_1, each.pci_dss_4_0, each.iso_27001_2022].flat()));
    const cited = rows(page).filter(([framework]) => /^(AWS F|NIST|PCI|ISO)/.test(framework)).flatMap(([, cell]) => cell.split(', '));
    expect(cited.length).toBeGreaterThan(20);
    expect(cited.filter((id) => !ids.has(id))).toEqual([]);
  });
});

describe('coverage', () => {
  const page = pages['coverage.md'];
  const newest = String(Math.max(...cspm.checks.flatMap(({ cis }) => Object.keys(cis).map(Number))).toFixed(1));
  const cis = (each: typeof cspm.checks[number]) => (each.cis as Record<string, string[] | undefined>)[newest] ?? [];
  const known = [
    [`CIS AWS Foundations Benchmark ${newest}`, cis], ['AWS Foundational Security Best Practices', ({ fsbp }) => fsbp], ['NIST SP 800-53 Rev. 5', ({ nist_800_53_r5: ids }) => ids],
    ['NIST Cybersecurity Framework 1.1', ({ nist_csf_1_1: ids }) => ids], ['PCI DSS 4.0', ({ pci_dss_4_0: ids }) => ids], ['ISO/IEC 27001:2022', ({ iso_27001_2022: ids }) => ids],
  ] as const satisfies readonly [string, (each: typeof cspm.checks[number]) => readonly string[]][];
  const asking = new Set<string>(checks.flatMap(({ prowler }) => prowler));

  test.each(known)('of %s has every requirement once, with the checks that cite it and the questions left', (title, idsOf) => {
    const found = rows(section(page, `## ${title}`));
    const ids = found.map(([id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of new Set(cspm.checks.flatMap(idsOf))) {
      const [, state, links, left] = found[ids.indexOf(id)];
      const open = cspm.checks.filter((each) => idsOf(each).includes(id)).map((each) => each.id).filter((each) => !asking.has(each));
      expect([id, codes(left).sort()]).toEqual([id, open.sort()]);
      for (const check of checks.filter(({ prowler }) => cspm.checks.some((each) => idsOf(each).includes(id) && (prowler as readonly string[]).includes(each.id)))) expect(codes(links)).toContain(check.id);
      expect([id, state === 'answered']).toEqual([id, links !== '' && open.length === 0]);
      expect([id, state === 'needs a person' || state === 'no check yet']).toEqual([id, links === '']);
    }
    const counts = [...section(page, `## ${title}`).matchAll(/(\d+) (answered|in part|needs a person|no check yet)(?=[,.])/g)];
    for (const [, count, state] of counts) expect([state, Number(count)]).toEqual([state, found.filter((row) => row[1] === state).length]);
    expect(counts).toHaveLength(4);
  });

  test('names why a person is needed, and only where no check answers', () => {
    expect(Object.keys(unanswered).filter((id) => asking.has(id))).toEqual([]);
    for (const [id, reason] of Object.entries(unanswered)) if (cspm.checks.some((each) => each.id === id && cis(each).length > 0)) expect(page).toContain(`\`${id}\`: needs a person. ${text(reason)}`);
  });
});

describe('entities and relationships', () => {
  const all = [...facts.relationships, ...facts.additionalRelationships];
  // A managed policy goes by two names: an edge uses the one, the entity has the other.
  const published = all.flatMap(({ from, verb, to }) => [to, to.replace('aws_iam_managed_policy', 'aws_iam_policy')].map((each) => `${from} ${verb} ${each}`));
  const types = services.flatMap((service) => Object.keys(service.entities));

  test.each(types)('%s has its section with the published class', (type) => {
    const body = section(pages['entities.md'], `### ${type}`);
    expect(body).toContain(`- **Class** ${[...facts.entities, ...cryptography.entities].find(({ _type }) => _type === type)!._class.map(code).join(', ')}\n`);
    expect(rows(body).length).toBeGreaterThan(0);
  });

  test('children name their parents', () => {
    expect(section(pages['entities.md'], '### aws_iam_access_key')).toContain('- **Of** [`aws_iam_user`](entities.md#aws_iam_user)');
  });

  test('are linked by published relationships only, each once', () => {
    const found = rows(pages['relationships.md']).map(([from, verb, to]) => `${codes(from)[0]} ${verb} ${codes(to)[0]}`);
    const ofAccount = services.flatMap(({ node }) => (node ? [`aws_account HAS ${node}`] : []));
    // `<AWS Resource>` stands for any type.
    const isPublished = (each: string) => published.includes(each) || published.includes(each.replace(/\S+$/, '<AWS Resource>'));
    // docs/decisions/0076-security-group-rules.md; `Service` stands for the published `aws_<service>`.
    const ofOurs = [
      ...['internet', 'Network', 'aws_security_group'].map((to) => `aws_security_group ALLOWS ${to}`),
      ...['Service', 'everyone'].map((to) => `aws_iam_role TRUSTS ${to}`),
      ...cryptography.relationships,
    ];
    expect(found.filter((each) => !isPublished(each) && ![...ofAccount, ...ofOurs].includes(each))).toEqual([]);
    expect(new Set(found).size).toBe(found.length);
    expect(pages['relationships.md']).toContain(`\n${found.length} kinds of relationships.`);
  });
});

test('streams.md has every stream, with no more actions than all together', () => {
  const found = rows(pages['streams.md']);
  expect(found.map(([id]) => codes(id)[0])).toEqual(services.map(({ id }) => id));
  const total = Number(/together need (\d+) actions/.exec(pages['streams.md'])![1]);
  for (const [, , , actions] of found) expect(Number(actions)).toBeLessThanOrEqual(total);
  expect(total).toBe(rows(section(pages['permissions.md'], '## Exact grant')).length);
});

test('presets.md has every preset of the folder', () => {
  const files = readdirSync(join(ROOT, 'src', 'catalogue', 'presets')).filter((file) => file !== 'index.ts').map((file) => basename(file, '.ts'));
  expect([...pages['presets.md'].matchAll(/^## (.*)$/gm)].map(([, id]) => id)).toEqual(files.sort());
});

describe('Markdown', () => {
  test('a pipe or a line end does not end a cell', () => {
    expect(table(['a', 'b'], [[code('x|y'), 'one\ntwo'], [text('p|q'), '']])).toBe('| a | b |\n| --- | --- |\n| `x\\|y` | one two |\n| p\\|q |  |');
  });

  test('columns of numbers are aligned to the right', () => expect(table(['a', 'n'], [['x', 1]])).toContain('| --- | ---: |'));

  test('text shows as it is written', () => {
    expect(text('*:* on <bucket> of [a](b), _x_ and mfa_active `y` \\')).toBe('\\*:\\* on \\<bucket> of \\[a\\](b), \\_x\\_ and mfa_active \\`y\\` \\\\');
  });

  test('code holds backticks', () => {
    expect(code('a`b')).toBe('``a`b``');
    expect(code('`b`')).toBe('`` `b` ``');
    expect(fence('sh', 'echo ```x```')).toBe('````sh\necho ```x```\n````');
  });
});

test('every difference from Prowler is explained, of a check that asks the same', () => {
  const asking = new Map(checks.map(({ id, prowler }) => [id, prowler as readonly string[]]));
  expect(verdicts.verdicts.filter(({ check, prowler }) => !asking.get(check)?.includes(prowler))).toEqual([]);
  const other = verdicts.verdicts.filter(({ good, bad }) => good !== 'pass' || bad !== 'fail').map(({ prowler }) => prowler);
  expect(other.filter((id) => !(id in differences))).toEqual([]);
  expect(Object.keys(differences).filter((id) => !checks.some(({ prowler }) => (prowler as readonly string[]).includes(id)))).toEqual([]);
});

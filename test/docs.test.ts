import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '..');
const under = (folder: string) => (readdirSync(join(ROOT, folder), { recursive: true }) as string[]).map((file) => join(folder, file));
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...under('docs')].filter((file) => file.endsWith('.md'));
const textOf = memoized((page) => readFileSync(join(ROOT, page), 'utf8').replace(/^```[^]*?^```/gm, ''));

function memoized<T>(make: (page: string) => T): (page: string) => T {
  const made = new Map<string, T>();
  return (page) => made.get(page) ?? made.set(page, make(page)).get(page)!;
}

/** The anchors of a page: GitHub's for its headings, and those that stand in it. */
const anchors = memoized((page) => {
  const text = textOf(page);
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase().replace(/[^\p{L}\p{N}_ -]/gu, '').replace(/ /g, '-'));
  return new Set([...headings, ...[...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name]) => name)]);
});

test.each(pages)('%s links to what is there', (page) => {
  const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(([, link, source]) => link ?? source).filter((link) => !/^[a-z]+:/.test(link));
  const broken = links.filter((link) => {
    const [file, anchor] = link.split('#');
    const target = file ? relative(ROOT, join(ROOT, dirname(page), file)) : page;
    return !existsSync(join(ROOT, target)) || (anchor !== undefined && target.endsWith('.md') && !anchors(target).has(anchor));
  });
  expect(broken).toEqual([]);
});

test('the security model names tests that there are', () => {
  const named = [...textOf('docs/guides/security-model.md').matchAll(/`(test\/[^`]+)`/g)].map(([, file]) => file);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

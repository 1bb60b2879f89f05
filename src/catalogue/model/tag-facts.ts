/** What the conventional tags of JupiterOne say of a resource: https://docs.jupiterone.io/integrations/directory/aws */
export interface TagFacts {
  readonly classification?: string;
  readonly owner?: string;
  readonly email?: string;
  readonly accountName?: string;
  readonly pii?: boolean;
  readonly phi?: boolean;
  readonly pci?: boolean;
  readonly production?: boolean;
}

const TEXTS = ['classification', 'owner', 'email', 'accountName'] as const;
const FLAGS = ['pii', 'phi', 'pci', 'production'] as const;

const YES = /^(true|yes|y|on|1)$/i;
const NO = /^(false|no|n|off|0)$/i;

/** The tag of this name; letter case does not count unless two tags differ by it only, then the first in alphabetical order counts. */
function valueOf(name: string, tags: Readonly<Record<string, string>>): string | undefined {
  const [key] = Object.keys(tags).filter((each) => each.toLowerCase() === name.toLowerCase()).sort();
  return key === undefined ? undefined : tags[key].trim();
}

const flag = (text = ''): boolean | undefined => (YES.test(text) ? true : NO.test(text) ? false : undefined);

/**
 * The facts in user-defined tags: `Classification`, `Owner`, `Email`, `AccountName` as they are written, `PII`, `PHI`, `PCI` and `Production` as true or
 * false. An empty tag, and a flag that says neither, give no fact.
 */
export function tagFacts(tags: Readonly<Record<string, string>>): TagFacts {
  const found = [
    ...TEXTS.map((name) => [name, valueOf(name, tags) || undefined]),
    ...FLAGS.map((name) => [name, flag(valueOf(name, tags))]),
  ];
  return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as TagFacts;
}

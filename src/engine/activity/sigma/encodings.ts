/** Transforms a literal text into the texts to look for. */
export type Encoding = (text: string) => readonly string[];

const utf16le = (text: string) => Buffer.from(text, 'utf16le').toString('latin1');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('latin1');

/** What stays of the Base64 of a text behind 0, 1 or 2 unknown bytes, and before unknown ones. */
const offsets = (text: string): string[] => [0, 1, 2].map((offset) => {
  const bytes = Buffer.concat([Buffer.alloc(offset, 32), Buffer.from(text, 'latin1')]);
  const encoded = bytes.toString('base64');
  return encoded.slice([0, 2, 3][offset], [undefined, -3, -2][bytes.length % 3]);
});

const dashes = ['-', '/', '–', '—', '―'];

/** Each dash at the beginning of a word as each of the dashes, in every combination. */
const dashed = (text: string): string[] => {
  const [head, ...rest] = text.split(/(?<=^|\s)[-/–—―]/);
  return rest.reduce((heads, part) => heads.flatMap((each) => dashes.map((dash) => each + dash + part)), [head]);
};

/** Modifiers of Sigma that change the value that is looked for. https://sigmahq.io/sigma-specification/specification/sigma-appendix-modifiers.html */
export const encodings: Readonly<Record<string, Encoding>> = {
  base64: (text) => [Buffer.from(text, 'latin1').toString('base64')],
  base64offset: offsets,
  wide: (text) => [utf16le(text)],
  utf16le: (text) => [utf16le(text)],
  utf16be: (text) => [utf16be(text)],
  utf16: (text) => [`\u00ff\u00fe${utf16le(text)}`],
  windash: dashed,
};

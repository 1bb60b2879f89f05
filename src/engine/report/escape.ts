/** Markup that is safe to put into a page as it is. Only `html` makes it, so nothing else gets past the escaping. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What `html` takes in its gaps: text is escaped, markup is kept, `undefined` and `false` leave nothing. */
export type Part = string | number | Html | undefined | false | readonly Part[];

// Format characters reorder or hide text (U+202E shows "gpj.exe" as "exe.jpg"). The two joiners stay: emoji and several scripts need them.
const deceptive = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

const codePoint = (character: string) => `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;

/** Untrusted text as HTML, for elements and quoted attributes; control, format and lone surrogate characters become visible as `[U+202E]`. */
export function escapeHtml(text: string): string {
  return text.replace(deceptive, codePoint).replace(/[&<>"'`]/g, (character) => entities[character]);
}

/** Untrusted text for a terminal, on one line: escape sequences, control and format characters are taken out. */
export function plainText(text: string): string {
  return text
    // eslint-disable-next-line no-control-regex
    .replace(/(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]/g, '')
    .replace(/\s+/gu, ' ')
    .replace(deceptive, '')
    .trim();
}

function render(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.markup;
  return typeof part === 'object' ? part.map(render).join('') : escapeHtml(String(part));
}

/** Template tag for markup: every gap is escaped unless it is markup itself. Gaps in attributes must stand in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((markup, string, at) => markup + render(parts[at - 1]) + string));
}

/** Constant text of this package as markup: its style and its script. */
export function constant(markup: string): Html {
  return new Html(markup);
}

import fc from 'fast-check';
import { nastyNames } from './sample';
import { escapeHtml, html, plainText } from '../../../src/engine/report/escape';

const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom(...nastyNames)).map((names) => names.join('')));

const unescapeHtml = (text: string) => text.replace(/&(?:lt|gt|quot|amp|#39|#96);/g, (entity) =>
  ({ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&', '&#39;': "'", '&#96;': '`' })[entity]!);

describe('escapeHtml', () => {
  test('leaves nothing that ends a text, an attribute or a comment', () => {
    fc.assert(fc.property(anything, (text) => !/[<>"'`]/.test(escapeHtml(text)) && !/&(?!(?:lt|gt|quot|amp|#39|#96);)/.test(escapeHtml(text))));
  });

  test('leaves nothing that hides or reorders text', () => {
    fc.assert(fc.property(anything, (text) => !/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(escapeHtml(text))));
  });

  test('keeps every other character', () => {
    const visible = fc.string({ unit: 'grapheme' });
    fc.assert(fc.property(visible, (text) => unescapeHtml(escapeHtml(text)) === text));
  });

  test('shows what it replaces', () => {
    expect(escapeHtml('invoice\u202egpj.exe \ud800 \u0000')).toBe('invoice[U+202E]gpj.exe [U+D800] [U+0000]');
  });
});

describe('html', () => {
  test('escapes text and numbers, keeps markup, drops what is not there', () => {
    expect(html`<p title="${'"<'}">${[1, html`<b>${'&'}</b>`, undefined, false]}</p>`.markup).toBe('<p title="&quot;&lt;">1<b>&amp;</b></p>');
  });

  test('does not take an object that looks like markup', () => {
    fc.assert(fc.property(anything, (text) => html`${text}`.markup === escapeHtml(text)));
  });
});

describe('plainText', () => {
  test('is one line without control characters', () => {
    fc.assert(fc.property(anything, (text) => !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(plainText(text))));
  });

  test.each([
    ['\u001b[31mred\u001b[0m\u0007', 'red'],
    ['\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007', 'link'],
    ['\u001b]0;title\u001b\\shell', 'shell'],
    ['\u009b31mred', 'red'],
    ['two\r\nlines\tand tabs', 'two lines and tabs'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['\u001bcreset', 'reset'],
  ])('%j becomes %j', (text, plain) => { expect(plainText(text)).toBe(plain); });
});

/** A value of DER (ITU-T X.690): its tag and its content. */
export interface Der { readonly tag: number; readonly content: Buffer }

/**
 * The values that follow each other in `data`.
 * @throws RangeError when a value ends after the data
 */
export function derValues(data: Buffer): Der[] {
  const found: Der[] = [];
  for (let at = 0; at < data.length;) {
    const tag = data.readUInt8(at);
    const first = data.readUInt8(at + 1);
    const bytes = first < 0x80 ? 0 : first - 0x80;
    const length = bytes === 0 ? first : data.readUIntBE(at + 2, bytes);
    const start = at + 2 + bytes;
    if (start + length > data.length) throw new RangeError(`A DER value of ${length} bytes ends after its ${data.length} bytes of data`);
    found.push({ tag, content: data.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}

/** An object identifier as numbers with dots. */
export function oid(content: Buffer): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte % 0x80);
    if (byte < 0x80) {
      numbers.push(value);
      value = 0;
    }
  }
  const [first = 0, ...rest] = numbers;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join('.');
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = ['"', '\\', '[', ']', '{', '}'].map((character) => character.charCodeAt(0));

/**
 * Where the object or list that begins at a place ends, by its brackets.
 * @param depth brackets that are open already
 * @returns the place behind its last bracket; -1 where the bytes end before, the place itself where no object or list begins there
 */
export function endOfValue(bytes: Buffer, from: number, depth = 0): number {
  let open = depth;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = endOfText(bytes, at);
      if (at < 0) return -1;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      open++;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      open--;
      if (open <= 0) return at + 1;
    } else if (open === 0) {
      return from;
    }
  }
  return -1;
}

/** The closing quote of a text; -1 where the bytes end before. */
function endOfText(bytes: Buffer, from: number): number {
  for (let quote = bytes.indexOf(QUOTE, from + 1); quote >= 0; quote = bytes.indexOf(QUOTE, quote + 1)) {
    let before = quote;
    while (bytes[before - 1] === BACKSLASH) before--;
    if ((quote - before) % 2 === 0) return quote;
  }
  return -1;
}

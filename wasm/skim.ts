/*
 * Reads JSON records without building them: checks that each is well-formed, and notes where the members stand that are asked for. Written in
 * AssemblyScript, for WebAssembly's sixteen bytes at a time; `npx projen wasm` makes src/engine/activity/reader/skim-module.ts of it. What is unusual
 * it leaves to JSON.parse: it may refuse what is well-formed, and never takes what is not.
 */

/** What is to be done with a member: note its place, give its value a number, note its place and those of its own members. */
const PLACE: i32 = 0;
const NUMBER: i32 = 1;
const OPEN: i32 = 2;
/** At most so many members are asked for, 63 bytes a name. */
const MEMBERS: i32 = 64;
const NAME: i32 = 64;
/** Slots of the tables, by hash; at most half of them are taken. */
const NAME_SLOTS: i32 = 256;
const VALUE_SLOTS: i32 = 1 << 15;
/** A longer value is not worth a number. */
const LONGEST_VALUE: i32 = 1024;
const ARENA: i32 = 1 << 21;
const ROWS: i32 = 1 << 19;
const TEXT: i32 = 1 << 20;
/** What is read at once may reach beyond the end by so many bytes. */
const VECTOR: i32 = 16;
const DEEPEST: i32 = 64;

/** Numbers of a row that stand before those of its members: where the record begins and ends, and whether it has other members. */
const HEAD: i32 = 3;

const names = memory.data(MEMBERS * NAME, 16);
const lengths = memory.data(MEMBERS * 4, 16);
const parents = memory.data(MEMBERS * 4, 16);
const kinds = memory.data(MEMBERS * 4, 16);
const nameSlots = memory.data(NAME_SLOTS * 4, 16);
const valueSlots = memory.data(VALUE_SLOTS * 4, 16);
const places = memory.data((VALUE_SLOTS / 2 + 1) * 4, 16);
const arena = memory.data(ARENA, 16);
const rows = memory.data(ROWS, 16);
const text = memory.data(TEXT + VECTOR, 16);

/** Members from 1; 0 is the record itself. */
let members: i32 = 1;
let values: i32 = 0;
/** Whether the text that was read last is nothing but printable ASCII. */
let isPlain: bool = true;
let row: usize = 0;

export function textAt(): usize { return text; }
export function textSize(): i32 { return TEXT; }
export function rowsAt(): usize { return rows; }
/** Where value i begins in memory; value i + 1 begins where it ends. */
export function valueAt(value: i32): usize { return arena + load<i32>(places + value * 4); }
export function valueCount(): i32 { return values; }

/** Whether there may be no room for the values of one more record. */
export function isFull(): bool {
  return values + members >= VALUE_SLOTS / 2 || load<i32>(places + values * 4) + members * LONGEST_VALUE >= ARENA;
}

/** Forgets all values; their numbers begin anew. */
export function forget(): void {
  memory.fill(valueSlots, 0, VALUE_SLOTS * 4);
  values = 0;
}

/** Asks for a member; its name stands at the beginning of the text. Answers its number. */
export function ask(parent: i32, length: i32, kind: i32): i32 {
  const member = members++;
  memory.copy(names + member * NAME, text, length);
  store<i32>(lengths + member * 4, length);
  store<i32>(parents + member * 4, parent);
  store<i32>(kinds + member * 4, kind);
  let slot = nameSlot(parent, text, length);
  while (load<i32>(nameSlots + slot * 4) != 0) slot = (slot + 1) & (NAME_SLOTS - 1);
  store<i32>(nameSlots + slot * 4, member);
  return member;
}

/**
 * Reads records that stand one after the other. A row for each: where it begins and ends, 1 where it has members that nobody asked for, and two numbers
 * for each member, as `note` writes them, 0 and 0 for one that is absent.
 * @param end how much text there is
 * @param separator what stands between two records, beside white space; 0 for nothing
 * @returns how many: it ends at what is no record or is cut off, and where the rows or the values have no more room
 */
export function skim(from: i32, end: i32, separator: u32): i32 {
  memory.fill(text + end, 0, VECTOR);
  const width = (HEAD + members * 2) * 4;
  let at: usize = text + from;
  let count = 0;
  while ((count + 1) * width <= ROWS && !isFull() && load<u8>(at) == 0x7b) {
    row = rows + count * width;
    memory.fill(row, 0, width);
    const behind = object(at, 0, 0);
    if (behind == 0) break;
    store<i32>(row, (at - text) as i32);
    store<i32>(row + 4, (behind - text) as i32);
    count++;
    at = space(behind);
    if (separator != 0 && load<u8>(at) == separator) at = space(at + 1);
  }
  return count;
}

/** The members of an object that was asked for. All functions answer the place behind what they read; 0 where it is not as it should be. */
function object(from: usize, parent: i32, depth: i32): usize {
  let at = space(from + 1);
  if (load<u8>(at) == 0x7d) return at + 1;
  while (true) {
    if (load<u8>(at) != 0x22) return 0;
    const name = at + 1;
    at = string(at);
    if (at == 0) return 0;
    const member = memberOf(parent, name, (at - 1 - name) as i32);
    if (member < 0 || (member > 0 && load<i32>(cellOf(member) + 4) != 0)) return 0;
    at = space(at);
    if (load<u8>(at) != 0x3a) return 0;
    at = space(at + 1);
    const start = at;
    at = member > 0 && load<i32>(kinds + member * 4) == OPEN && load<u8>(at) == 0x7b ? object(at, member, depth + 1) : value(at, depth + 1);
    if (at == 0) return 0;
    if (member > 0) note(member, start, at);
    else if (parent == 0) store<i32>(row + 8, 1);
    at = space(at);
    if (load<u8>(at) == 0x7d) return at + 1;
    if (load<u8>(at) != 0x2c) return 0;
    at = space(at + 1);
  }
}

/** Notes a value in the row: its number and -1, or its place, the end negative where it is a text that is not plain. */
function note(member: i32, from: usize, to: usize): void {
  const cell = cellOf(member);
  if (load<i32>(kinds + member * 4) == NUMBER && (to - from) as i32 <= LONGEST_VALUE) {
    store<i32>(cell, numberOf(from, (to - from) as i32));
    store<i32>(cell + 4, -1);
    return;
  }
  const end = (to - text) as i32;
  store<i32>(cell, (from - text) as i32);
  store<i32>(cell + 4, load<u8>(from) == 0x22 && !isPlain ? -end : end);
}

function cellOf(member: i32): usize { return row + (HEAD + member * 2) * 4; }

/** The member by its name, 0 for one that nobody asked for; -1 for a name by which a path might be read in two ways. */
function memberOf(parent: i32, name: usize, length: i32): i32 {
  if (!isPlain) return -1;
  if (length < NAME) {
    for (let slot = nameSlot(parent, name, length); ; slot = (slot + 1) & (NAME_SLOTS - 1)) {
      const member = load<i32>(nameSlots + slot * 4);
      if (member == 0) break;
      if (load<i32>(parents + member * 4) == parent && load<i32>(lengths + member * 4) == length
        && same(names + member * NAME, name, length)) return member;
    }
  }
  for (let at = 0; at < length; at++) if (load<u8>(name + at) == 0x2e) return -1;
  return length == 5 && load<u32>(name) == 0x6d657469 && load<u8>(name + 4) == 0x73 ? -1 : 0;
}

function nameSlot(parent: i32, name: usize, length: i32): i32 {
  return (hash(name, length) + parent * 31) & (NAME_SLOTS - 1);
}

/** The number of a value, the same whenever the same bytes come again. */
function numberOf(from: usize, length: i32): i32 {
  let slot = hash(from, length) & (VALUE_SLOTS - 1);
  for (; ; slot = (slot + 1) & (VALUE_SLOTS - 1)) {
    const known = load<i32>(valueSlots + slot * 4);
    if (known == 0) break;
    const place = load<i32>(places + (known - 1) * 4);
    if (load<i32>(places + known * 4) - place == length && same(arena + place, from, length)) return known - 1;
  }
  const place = load<i32>(places + values * 4);
  memory.copy(arena + place, from, length);
  values++;
  store<i32>(places + values * 4, place + length);
  store<i32>(valueSlots + slot * 4, values);
  return values - 1;
}

function hash(from: usize, length: i32): i32 {
  let sum: u64 = length;
  let at = 0;
  for (; at + 8 <= length; at += 8) sum = (sum ^ load<u64>(from + at)) * 0x9e3779b97f4a7c15;
  // What lies behind the end is not part of it.
  if (at < length) sum = (sum ^ (load<u64>(from + at) << (8 * (8 - length + at)))) * 0x9e3779b97f4a7c15;
  return (sum >> 40) as i32;
}

function same(one: usize, other: usize, length: i32): bool {
  let at = 0;
  for (; at + 8 <= length; at += 8) if (load<u64>(one + at) != load<u64>(other + at)) return false;
  return at == length || (load<u64>(one + at) ^ load<u64>(other + at)) << (8 * (8 - length + at)) == 0;
}

function space(from: usize): usize {
  let at = from;
  for (let byte = load<u8>(at); byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09; byte = load<u8>(at)) at++;
  return at;
}

function value(from: usize, depth: i32): usize {
  switch (load<u8>(from)) {
    case 0x22: return string(from);
    case 0x7b: return depth < DEEPEST ? anyObject(from, depth) : 0;
    case 0x5b: return depth < DEEPEST ? list(from, depth) : 0;
    case 0x74: return load<u32>(from) == 0x65757274 ? from + 4 : 0;
    case 0x66: return load<u32>(from + 1) == 0x65736c61 ? from + 5 : 0;
    case 0x6e: return load<u32>(from) == 0x6c6c756e ? from + 4 : 0;
    default: return number(from);
  }
}

function anyObject(from: usize, depth: i32): usize {
  let at = space(from + 1);
  if (load<u8>(at) == 0x7d) return at + 1;
  while (true) {
    if (load<u8>(at) != 0x22) return 0;
    at = string(at);
    if (at == 0) return 0;
    at = space(at);
    if (load<u8>(at) != 0x3a) return 0;
    at = value(space(at + 1), depth + 1);
    if (at == 0) return 0;
    at = space(at);
    if (load<u8>(at) == 0x7d) return at + 1;
    if (load<u8>(at) != 0x2c) return 0;
    at = space(at + 1);
  }
}

function list(from: usize, depth: i32): usize {
  let at = space(from + 1);
  if (load<u8>(at) == 0x5d) return at + 1;
  while (true) {
    at = value(at, depth + 1);
    if (at == 0) return 0;
    at = space(at);
    if (load<u8>(at) == 0x5d) return at + 1;
    if (load<u8>(at) != 0x2c) return 0;
    at = space(at + 1);
  }
}

function string(from: usize): usize {
  const quote = i8x16.splat(0x22), backslash = i8x16.splat(0x5c), blank = i8x16.splat(0x20);
  let at = from + 1;
  isPlain = true;
  while (true) {
    const bytes = v128.load(at);
    const special = i8x16.bitmask(v128.or(v128.or(i8x16.eq(bytes, quote), i8x16.eq(bytes, backslash)), i8x16.lt_u(bytes, blank)));
    const before = special == 0 ? 0xffff : (special & -special) - 1;
    if ((i8x16.bitmask(bytes) & before) != 0) isPlain = false;
    if (special == 0) {
      at += VECTOR;
      continue;
    }
    at += ctz(special);
    if (load<u8>(at) == 0x22) return at + 1;
    if (load<u8>(at) != 0x5c) return 0;
    isPlain = false;
    at = escape(at);
    if (at == 0) return 0;
  }
}

function escape(from: usize): usize {
  switch (load<u8>(from + 1)) {
    case 0x22: case 0x5c: case 0x2f: case 0x62: case 0x66: case 0x6e: case 0x72: case 0x74: return from + 2;
    case 0x75:
      for (let at = from + 2; at < from + 6; at++) if (!isHexadecimal(load<u8>(at))) return 0;
      return from + 6;
    default: return 0;
  }
}

function isHexadecimal(byte: u32): bool { return byte - 0x30 < 10 || (byte | 0x20) - 0x61 < 6; }

/** A number without an exponent. */
function number(from: usize): usize {
  const first = load<u8>(from) == 0x2d ? from + 1 : from;
  let at = digits(first);
  if (at == first || (load<u8>(first) == 0x30 && at > first + 1)) return 0;
  if (load<u8>(at) == 0x2e) {
    const fraction = at + 1;
    at = digits(fraction);
    if (at == fraction) return 0;
  }
  // What follows is looked at by who asked: an exponent is none of it.
  return at;
}

function digits(from: usize): usize {
  let at = from;
  while ((load<u8>(at) as u32) - 0x30 < 10) at++;
  return at;
}

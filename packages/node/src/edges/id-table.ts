import { KeiretsuError } from "keiretsu";

const LARGEST_INTEGER_ID = 2 ** 31 - 1;

/**
 * Numbers distinct byte strings in order of arrival: open addressing with linear probing over one arena of bytes, so that no string is made
 * per row. About 9 bytes and the name per id.
 */
export class IdTable {
  count = 0;
  #arena = new Uint8Array(1 << 16);
  #used = 0;
  /** Start of each name in the arena, with the end of the last. */
  #starts = new Float64Array(1 << 10);
  /** Number + 1 of the id in a slot, 0 for none; the hash lies beside it so that most misses need no look at the bytes. */
  #slots = new Uint32Array(1 << 12);
  #hashes = new Int32Array(1 << 12);

  /** Number of the id that is bytes[begin..end). */
  intern(bytes: Uint8Array, begin: number, end: number): number {
    let hash = -2128831035;
    for (let i = begin; i < end; i++) hash = Math.imul(hash ^ bytes[i], 16777619);
    hash ^= hash >>> 15;
    hash = Math.imul(hash, -2048144789);
    hash ^= hash >>> 13;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const found = this.#slots[slot];
      if (found === 0) return this.#add(slot, hash, bytes, begin, end);
      if (this.#hashes[slot] === hash && this.#equals(found - 1, bytes, begin, end)) return found - 1;
    }
  }

  #equals(id: number, bytes: Uint8Array, begin: number, end: number): boolean {
    const start = this.#starts[id];
    if (this.#starts[id + 1] - start !== end - begin) return false;
    const arena = this.#arena;
    for (let i = begin, a = start; i < end; i++, a++) if (arena[a] !== bytes[i]) return false;
    return true;
  }

  #add(slot: number, hash: number, bytes: Uint8Array, begin: number, end: number): number {
    const length = end - begin;
    if (this.#used + length > this.#arena.length) {
      if (this.#used + length > 2 ** 32) throw new KeiretsuError("too-many-ids", "the distinct ids are longer than 4 GiB together");
      this.#arena = grown(this.#arena, new Uint8Array(Math.min(2 ** 32, Math.max(this.#used + length, 2 * this.#arena.length))));
    }
    if (this.count + 2 > this.#starts.length) this.#starts = grown(this.#starts, new Float64Array(2 * this.#starts.length));
    for (let i = begin, a = this.#used; i < end; i++, a++) this.#arena[a] = bytes[i];
    this.#used += length;
    const id = this.count++;
    this.#starts[this.count] = this.#used;
    this.#slots[slot] = id + 1;
    this.#hashes[slot] = hash;
    if (2 * this.count > this.#slots.length) this.#rehash();
    return id;
  }

  #rehash(): void {
    const slots = new Uint32Array(2 * this.#slots.length);
    const hashes = new Int32Array(slots.length);
    const mask = slots.length - 1;
    for (let s = 0; s < this.#slots.length; s++) {
      if (this.#slots[s] === 0) continue;
      let slot = this.#hashes[s] & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = this.#slots[s];
      hashes[slot] = this.#hashes[s];
    }
    this.#slots = slots;
    this.#hashes = hashes;
  }

  bytesOf(id: number): Uint8Array {
    return this.#arena.subarray(this.#starts[id], this.#starts[id + 1]);
  }

  /** The ids as numbers, null where one is no whole number below 2^31. */
  integers(): Uint32Array | null {
    const values = new Uint32Array(this.count);
    for (let id = 0; id < this.count; id++) {
      const value = integerId(this.#arena, this.#starts[id], this.#starts[id + 1]);
      if (value < 0) return null;
      values[id] = value;
    }
    return values;
  }

  /** The names in order of arrival, and how many had bytes that are not UTF-8 (each written \xNN). */
  names(): { readonly names: string[]; readonly notUtf8: number } {
    const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const names: string[] = Array.from({ length: this.count });
    let notUtf8 = 0;
    for (let id = 0; id < this.count; id++) {
      const bytes = this.bytesOf(id);
      const ascii = asciiText(bytes);
      if (ascii !== null) {
        names[id] = ascii;
        continue;
      }
      try {
        names[id] = strict.decode(bytes);
      } catch {
        notUtf8++;
        names[id] = escaped(bytes);
      }
    }
    return { names, notUtf8 };
  }
}

/** The whole number that bytes[begin..end) writes without sign or leading zeros, or -1. */
export function integerId(bytes: Uint8Array, begin: number, end: number): number {
  if (end === begin || end - begin > 10 || (end - begin > 1 && bytes[begin] === 0x30)) return -1;
  let id = 0;
  for (let i = begin; i < end; i++) {
    const d = bytes[i] - 0x30;
    if (d < 0 || d > 9) return -1;
    id = id * 10 + d;
  }
  return id <= LARGEST_INTEGER_ID ? id : -1;
}

function asciiText(bytes: Uint8Array): string | null {
  let text = "";
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] >= 0x80) return null;
    text += String.fromCharCode(bytes[i]);
  }
  return text;
}

function escaped(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  return text;
}

function grown<T extends { set(values: T): void }>(from: T, into: T): T {
  into.set(from);
  return into;
}

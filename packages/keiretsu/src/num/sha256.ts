/** SHA-256 (FIPS 180-4) in plain TypeScript, so that digests are the same in Node and browser without asynchronous crypto. */

const ROUND_CONSTANTS = roundConstants();

/** Hex digest of the UTF-8 bytes of `text`. */
export function sha256(text: string): string {
  return new Sha256().text(text).hex();
}

/** Hex digest of bytes. */
export function sha256Bytes(bytes: Uint8Array): string {
  return new Sha256().bytes(bytes).hex();
}

/** A digest of bytes that come in pieces; how they are cut does not matter. */
export class Sha256 {
  readonly #state = new Uint32Array([0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]);
  readonly #scratch = new Uint32Array(64);
  /** Bytes that do not fill a block yet. */
  readonly #held = new Uint8Array(128);
  #heldCount = 0;
  #total = 0;

  text(text: string): this {
    return this.bytes(utf8(text));
  }

  bytes(bytes: Uint8Array): this {
    this.#total += bytes.length;
    let at = 0;
    if (this.#heldCount > 0) {
      at = Math.min(64 - this.#heldCount, bytes.length);
      this.#held.set(bytes.subarray(0, at), this.#heldCount);
      this.#heldCount += at;
      if (this.#heldCount < 64) return this;
      block(viewOf(this.#held), 0, this.#state, this.#scratch);
      this.#heldCount = 0;
    }
    const view = viewOf(bytes);
    for (; at + 64 <= bytes.length; at += 64) block(view, at, this.#state, this.#scratch);
    this.#held.set(bytes.subarray(at));
    this.#heldCount = bytes.length - at;
    return this;
  }

  /** The digest of all pieces; call once. */
  hex(): string {
    const length = this.#heldCount < 56 ? 64 : 128;
    this.#held.fill(0, this.#heldCount, length);
    this.#held[this.#heldCount] = 0x80;
    const view = viewOf(this.#held);
    view.setUint32(length - 8, Math.floor((this.#total * 8) / 2 ** 32));
    view.setUint32(length - 4, (this.#total * 8) >>> 0);
    for (let at = 0; at < length; at += 64) block(view, at, this.#state, this.#scratch);
    return Array.from(this.#state, (word) => word.toString(16).padStart(8, "0")).join("");
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function block(view: DataView, offset: number, state: Uint32Array, w: Uint32Array): void {
  for (let t = 0; t < 16; t++) w[t] = view.getUint32(offset + 4 * t);
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15];
    const y = w[t - 2];
    w[t] = w[t - 16] + (rotr(x, 7) ^ rotr(x, 18) ^ (x >>> 3)) + w[t - 7] + (rotr(y, 17) ^ rotr(y, 19) ^ (y >>> 10));
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let t = 0; t < 64; t++) {
    const t1 = (h + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[t] + w[t]) | 0;
    const t2 = ((rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

function rotr(x: number, bits: number): number {
  return (x >>> bits) | (x << (32 - bits));
}

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes. */
function roundConstants(): Uint32Array {
  const constants = new Uint32Array(64);
  let found = 0;
  for (let candidate = 2; found < 64; candidate++) {
    let prime = true;
    for (let d = 2; d * d <= candidate; d++) if (candidate % d === 0) prime = false;
    if (prime) constants[found++] = Math.floor((Math.cbrt(candidate) % 1) * 2 ** 32);
  }
  return constants;
}

/** One pass into one array: a code unit takes three bytes at most, and two units of a pair take four. */
function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(3 * text.length);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      bytes[at++] = code;
      continue;
    }
    if (code >= 0xd800 && code < 0xdc00) {
      code = text.codePointAt(i)!;
      if (code >= 0x10000) i++;
    }
    if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6);
    else {
      if (code < 0x10000) bytes[at++] = 0xe0 | (code >> 12);
      else {
        bytes[at++] = 0xf0 | (code >> 18);
        bytes[at++] = 0x80 | ((code >> 12) & 63);
      }
      bytes[at++] = 0x80 | ((code >> 6) & 63);
    }
    bytes[at++] = 0x80 | (code & 63);
  }
  return bytes.subarray(0, at);
}

/** Why a row cannot be split. */
export type RowFault = "nul-byte" | "unclosed-quote" | "text-after-quote";

const QUOTE = 0x22;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Splits one row of a delimited text (RFC 4180: quoted fields, doubled quotes, newlines inside quotes; LF or CRLF) into bounds of bytes. */
export class RowSplitter {
  /** Fields found, which may be more than there is room for in `begins`. */
  count = 0;
  /** Bounds of the content of each field, quotes left out. */
  readonly begins: Int32Array;
  readonly ends: Int32Array;
  /** Offset of the first byte after the row. */
  next = 0;
  /** Newlines that the row spans, its own end included. */
  lines = 0;
  fault: RowFault | null = null;
  faultAt = 0;
  readonly #doubled: Uint8Array;
  readonly #delimiter: number;

  constructor(mostFields: number, delimiter: number) {
    this.begins = new Int32Array(mostFields);
    this.ends = new Int32Array(mostFields);
    this.#doubled = new Uint8Array(mostFields);
    this.#delimiter = delimiter;
  }

  /** False when the row does not end before `end` and more bytes may follow; then nothing is changed. */
  split(bytes: Uint8Array, begin: number, end: number, isLast: boolean): boolean {
    const delimiter = this.#delimiter;
    const most = this.begins.length;
    let i = begin;
    let count = 0;
    let lines = 1;
    let doubled = false;
    this.fault = null;
    for (;;) {
      let from = i;
      let to = -1;
      let wasDoubled = 0;
      if (i < end && bytes[i] === QUOTE) {
        from = ++i;
        for (; ; i++) {
          if (i >= end) {
            if (!isLast) return false;
            return this.#stop("unclosed-quote", from - 1, bytes, begin, end);
          }
          const c = bytes[i];
          if (c === QUOTE) {
            if (i + 1 >= end && !isLast) return false;
            if (i + 1 >= end || bytes[i + 1] !== QUOTE) break;
            wasDoubled = 1;
            i++;
          } else if (c === NEWLINE) lines++;
          else if (c === 0 && this.fault === null) this.#mark("nul-byte", i);
        }
        to = i++;
        if (i < end && bytes[i] === RETURN) i++;
        if (i < end && bytes[i] !== delimiter && bytes[i] !== NEWLINE) return this.#stop("text-after-quote", i, bytes, begin, end);
      } else {
        let c = 0;
        while (i < end && (c = bytes[i]) !== delimiter && c !== NEWLINE) {
          if (c === 0 && this.fault === null) this.#mark("nul-byte", i);
          i++;
        }
        to = i;
        if ((i >= end || c === NEWLINE) && to > from && bytes[to - 1] === RETURN) to--;
      }
      if (count < most) {
        this.begins[count] = from;
        this.ends[count] = to;
        this.#doubled[count] = wasDoubled;
        if (wasDoubled) doubled = true;
      }
      count++;
      if (i >= end) {
        if (!isLast) return false;
        break;
      }
      if (bytes[i++] === NEWLINE) break;
    }
    this.count = count;
    this.next = i;
    this.lines = lines;
    if (doubled) this.#undouble(bytes, Math.min(count, most));
    return true;
  }

  #mark(fault: RowFault, at: number): void {
    this.fault = fault;
    this.faultAt = at;
  }

  /** A broken quote must not swallow the rows after it: the row ends at its first newline. */
  #stop(fault: RowFault, at: number, bytes: Uint8Array, begin: number, end: number): true {
    this.#mark(fault, at);
    const newline = bytes.indexOf(NEWLINE, begin);
    this.next = newline < 0 || newline >= end ? end : newline + 1;
    this.lines = 1;
    this.count = 0;
    return true;
  }

  /** Cut a row that grows past all bounds because of an open quote back to its first line. */
  cut(bytes: Uint8Array, begin: number, end: number): void {
    this.#stop("unclosed-quote", begin, bytes, begin, end);
  }

  #undouble(bytes: Uint8Array, fields: number): void {
    for (let f = 0; f < fields; f++) {
      if (this.#doubled[f] === 0) continue;
      let to = this.begins[f];
      for (let i = this.begins[f]; i < this.ends[f]; i++) {
        bytes[to++] = bytes[i];
        if (bytes[i] === QUOTE) i++;
      }
      this.ends[f] = to;
    }
  }
}

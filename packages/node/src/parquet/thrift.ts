/**
 * Thrift's compact protocol, as far as Parquet uses it: a struct is read into its fields by number, whatever they mean. Numbers beyond 2^53 do
 * not occur in the fields we read.
 */
export type ThriftValue = number | boolean | Uint8Array | readonly ThriftValue[] | Fields;
export type Fields = ReadonlyMap<number, ThriftValue>;

const TYPE = {
  stop: 0,
  yes: 1,
  no: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
} as const;
const DEEPEST = 32;

/** Reads one struct from bytes[at..end). Throws RangeError where the bytes end too early or make no sense. */
export function readThrift(bytes: Uint8Array, at: number, end: number): { readonly fields: Fields; readonly next: number } {
  const reader = new Reader(bytes, at, end);
  const fields = reader.struct(0);
  return { fields, next: reader.at };
}

class Reader {
  at: number;
  readonly #bytes: Uint8Array;
  readonly #end: number;

  constructor(bytes: Uint8Array, at: number, end: number) {
    this.at = at;
    this.#bytes = bytes;
    this.#end = end;
  }

  struct(depth: number): Fields {
    if (depth > DEEPEST) throw new RangeError("structs nested too deeply");
    const fields = new Map<number, ThriftValue>();
    for (let id = 0; ; ) {
      const head = this.#byte();
      const type = head & 15;
      if (type === TYPE.stop) return fields;
      id = head >>> 4 === 0 ? this.#zigzag() : id + (head >>> 4);
      fields.set(id, type === TYPE.yes || type === TYPE.no ? type === TYPE.yes : this.#value(type, depth));
    }
  }

  #value(type: number, depth: number): ThriftValue {
    switch (type) {
      case TYPE.yes:
      case TYPE.no:
        return this.#byte() === TYPE.yes;
      case TYPE.byte:
        return this.#byte();
      case TYPE.i16:
      case TYPE.i32:
      case TYPE.i64:
        return this.#zigzag();
      case TYPE.double:
        return this.#skip(8).length;
      case TYPE.binary:
        return this.#skip(this.#varint());
      case TYPE.list:
      case TYPE.set:
        return this.#list(depth);
      case TYPE.map:
        return this.#map(depth);
      case TYPE.struct:
        return this.struct(depth + 1);
      default:
        throw new RangeError(`unknown type ${type}`);
    }
  }

  #list(depth: number): readonly ThriftValue[] {
    const head = this.#byte();
    const count = head >>> 4 === 15 ? this.#varint() : head >>> 4;
    if (count > this.#end - this.at) throw new RangeError("a list longer than the rest");
    return Array.from({ length: count }, () => this.#value(head & 15, depth + 1));
  }

  #map(depth: number): readonly ThriftValue[] {
    const count = this.#varint();
    if (count > this.#end - this.at) throw new RangeError("a map longer than the rest");
    const types = count > 0 ? this.#byte() : 0;
    return Array.from({ length: 2 * count }, (_, k) => this.#value(k % 2 === 0 ? types >>> 4 : types & 15, depth + 1));
  }

  #byte(): number {
    if (this.at >= this.#end) throw new RangeError("the bytes end too early");
    return this.#bytes[this.at++];
  }

  #skip(length: number): Uint8Array {
    if (length > this.#end - this.at) throw new RangeError("the bytes end too early");
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  #varint(): number {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 63; scale *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    throw new RangeError("a number that does not end");
  }

  #zigzag(): number {
    const value = this.#varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

import { linkKernel } from "keiretsu";
import { POWERS_OF_TEN } from "./amount.ts";
import type { Columns } from "./columns.ts";
import { WASM } from "./integer-rows.generated.ts";
import type { PlainShape, Stop } from "./integer-rows.ts";

/** The reader of plain rows in WebAssembly; the bytes of the file are read straight into its memory. Same answers as readIntegerRows. */
export interface CompiledRows {
  readonly bytes: Uint8Array;
  readonly read: (begin: number, end: number, shape: PlainShape, columns: Columns, stop: Stop) => void;
}

const MOST_FIELDS = 4096;
/** Rows that one call may append before they are copied out: small enough to stay in the cache. */
const ROOM = 1 << 13;
/** The kernel takes eight bytes at once and so reads past the last row. */
const PAST_END = 16;

/** Null where there is no WebAssembly. */
export function compiledRows(blockBytes: number): CompiledRows | null {
  const linked = linkKernel(WASM, blockBytes + 16 * ROOM + MOST_FIELDS + PAST_END + 2048);
  if (!linked) return null;
  const { kernel, take } = linked;
  const stopped = take(Int32Array, 5);
  const powers = take(Float64Array, POWERS_OF_TEN.length);
  powers.set(POWERS_OF_TEN);
  const roles = take(Uint8Array, MOST_FIELDS);
  const from = take(Uint32Array, ROOM);
  const to = take(Uint32Array, ROOM);
  const amount = take(Float64Array, ROOM);
  const bytes = take(Uint8Array, blockBytes + PAST_END).subarray(0, blockBytes);
  const at = bytes.byteOffset;
  const columnsAt = [from.byteOffset, to.byteOffset, amount.byteOffset] as const;
  return {
    bytes,
    read(begin, end, shape, columns, stop) {
      roles.set(shape.roles);
      const { delimiter, mostDigits } = shape;
      const fields = shape.roles.length;
      stopped[1] = stop.largest;
      stopped[2] = stop.digits;
      stopped[3] = stop.selfLoops;
      stopped[4] = stop.zero;
      let next = at + begin;
      for (let rows = ROOM; rows === ROOM; ) {
        const shapeAt = [delimiter, roles.byteOffset, fields, mostDigits, powers.byteOffset] as const;
        rows = kernel.readRows(next, at + end, ...shapeAt, ...columnsAt, ROOM, stopped.byteOffset);
        columns.from.set(rows === ROOM ? from : from.subarray(0, rows), columns.length);
        columns.to.set(rows === ROOM ? to : to.subarray(0, rows), columns.length);
        columns.amount.set(rows === ROOM ? amount : amount.subarray(0, rows), columns.length);
        columns.length += rows;
        next = stopped[0];
      }
      stop.next = next - at;
      stop.largest = stopped[1];
      stop.digits = stopped[2];
      stop.selfLoops = stopped[3];
      stop.zero = stopped[4];
    },
  };
}

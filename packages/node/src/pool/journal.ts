import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, unlinkSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";
import { KeiretsuError } from "keiretsu";
import type { ChunkSpec } from "./chunk.ts";

const SCHEMA = "keiretsu.journal/1";
const HEAD = 8;
const TAIL = 4;
const SECONDS_BETWEEN_SYNCS = 1;

/**
 * The chunks of a job that are done, on disk: a line of JSON that says which job, then one record a chunk (index, length, numbers, checksum; little-endian).
 * A record that was torn when the process died is left out and written over. Written through the system at once, to the disk once a second and at the end.
 */
export class Journal {
  readonly path: string;
  /** What it held when it was opened: values of finished chunks by index; the first record of a chunk counts. */
  readonly done: Map<number, Float64Array> = new Map();
  readonly #file: number;
  #at: number;
  #synced = 0;

  /** Opens the journal of a job, or begins it. Throws `other-journal` when the file is of another job. */
  constructor(path: string, job: string, chunks: readonly ChunkSpec[]) {
    this.path = path;
    const bytes = existing(path);
    const head = new TextEncoder().encode(`${JSON.stringify({ schema: SCHEMA, job, chunks: chunks.length })}\n`);
    const isTornHead = bytes.length < head.length && head.subarray(0, bytes.length).every((byte, i) => byte === bytes[i]);
    if (!isTornHead && !head.every((byte, i) => byte === bytes[i]))
      throw new KeiretsuError(
        "other-journal",
        `${path}: holds the chunks of another job (other files, parameters or version); remove it to begin anew, or name another --out`,
      );
    this.#at = isTornHead ? 0 : this.#load(bytes, head.length, chunks.length);
    this.#file = openSync(path, bytes.length === 0 ? "w" : "r+");
    ftruncateSync(this.#file, this.#at);
    if (isTornHead) this.#write(head);
  }

  #load(bytes: Uint8Array, begin: number, chunks: number): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = begin;
    while (at + HEAD + TAIL <= bytes.length) {
      const index = view.getUint32(at, true);
      const length = view.getUint32(at + 4, true);
      const end = at + HEAD + 8 * length;
      if (end + TAIL > bytes.length || index >= chunks || crc32(bytes.subarray(at, end)) !== view.getUint32(end, true)) break;
      const values = new Float64Array(length);
      for (let k = 0; k < length; k++) values[k] = view.getFloat64(at + HEAD + 8 * k, true);
      if (!this.done.has(index)) this.done.set(index, values);
      at = end + TAIL;
    }
    return at;
  }

  add(index: number, values: Float64Array, now: number): void {
    const record = new Uint8Array(HEAD + 8 * values.length + TAIL);
    const view = new DataView(record.buffer);
    view.setUint32(0, index, true);
    view.setUint32(4, values.length, true);
    for (let k = 0; k < values.length; k++) view.setFloat64(HEAD + 8 * k, values[k], true);
    view.setUint32(record.length - TAIL, crc32(record.subarray(0, record.length - TAIL)), true);
    this.#write(record);
    if (now < this.#synced + 1000 * SECONDS_BETWEEN_SYNCS) return;
    this.#synced = now;
    fsyncSync(this.#file);
  }

  close(): void {
    fsyncSync(this.#file);
    closeSync(this.#file);
  }

  /** The job is done and its answer written. */
  remove(): void {
    closeSync(this.#file);
    unlinkSync(this.path);
  }

  #write(bytes: Uint8Array): void {
    for (let k = 0; k < bytes.length; ) {
      const wrote = writeSync(this.#file, bytes, k, bytes.length - k, this.#at);
      k += wrote;
      this.#at += wrote;
    }
  }
}

function existing(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Uint8Array(0);
    throw new KeiretsuError("no-file", `${path}: cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})`);
  }
}

import { type RowEdit, supposedSource } from "keiretsu";
import type { Book } from "../worker/ask.ts";
import { keep } from "./keep.ts";

/** One thing supposed: a few edits of rows that belong together, in force or undone. */
export interface Change {
  readonly what: "cancel" | "without" | "amount" | "status" | "term" | "deal" | "rows";
  /** Ids of what it is about: the deal, the legs, the entity. */
  readonly of: readonly string[];
  readonly edits: readonly RowEdit[];
  /** Undone: it stays in the list and counts nowhere. */
  readonly off?: true;
}

/** What someone supposes about a casebook without writing to it. */
export interface WhatIf {
  readonly name: string;
  readonly changes: readonly Change[];
}

export const noWhatIf: WhatIf = { name: "", changes: [] };

/** The casebook on record with what is supposed beside it. */
export function withWhatIf(record: Book, { name, changes }: WhatIf): Book {
  const edits = changes.flatMap((change) => (change.off ? [] : change.edits));
  return edits.length === 0
    ? record
    : { ...record, key: `${record.key}+${JSON.stringify(edits)}`, known: {}, edits: [supposedSource(name), ...edits] };
}

/** Characters of an address that mail programs and chats still keep whole; a longer what-if stays in this browser. */
const longestLink = 6000;
/** What a packed what-if may unfold to: a small text must not fill the memory. */
const LARGEST = 2_000_000;
const kept = "keiretsu-what-if ";

/** As a parameter of the address: deflated JSON in base64url; "" where nothing is supposed; "@..." where it is too long for a link and is kept in this browser. */
export async function packWhatIf(whatIf: WhatIf): Promise<string> {
  if (whatIf.changes.length === 0 && whatIf.name === "") return "";
  const packed = await deflated(JSON.stringify(whatIf));
  if (packed.length <= longestLink) return packed;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(packed)));
  const name = `@${base64url(digest.subarray(0, 12))}`;
  keep.setItem(kept + name, packed);
  return name;
}

export function isTooLong(packed: string): boolean {
  return packed.startsWith("@");
}

/** Throws where the text is none, or is kept in another browser. */
export async function unpackWhatIf(packed: string): Promise<WhatIf> {
  const text = isTooLong(packed) ? keep.getItem(kept + packed) : packed;
  if (text === null) throw new WhatIfError("elsewhere");
  let json: string;
  try {
    json = await inflated(text);
  } catch {
    throw new WhatIfError("unreadable");
  }
  return parseWhatIf(json);
}

/** A what-if from a file, or a bare list of edits. */
export function parseWhatIf(json: string): WhatIf {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new WhatIfError("unreadable");
  }
  const whole = Array.isArray(value) ? { name: "", changes: [{ what: "rows", of: [], edits: value as unknown }] } : value;
  if (!isWhatIf(whole)) throw new WhatIfError("unreadable");
  return whole;
}

export class WhatIfError extends Error {
  readonly code: "elsewhere" | "unreadable";
  constructor(code: "elsewhere" | "unreadable") {
    super(code);
    this.code = code;
  }
}

function isWhatIf(value: unknown): value is WhatIf {
  return isRecord(value) && typeof value.name === "string" && isList(value.changes, isChange);
}

const kinds: readonly string[] = ["cancel", "without", "amount", "status", "term", "deal", "rows"] satisfies Change["what"][];

function isChange(value: unknown): boolean {
  if (!isRecord(value) || !(value.off === undefined || value.off === true)) return false;
  return kinds.includes(String(value.what)) && isList(value.of, isText) && isList(value.edits, isEdit);
}

function isEdit(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if (value.op === "merge") return isText(value.keep) && isText(value.drop);
  if (!isText(value.table)) return false;
  const named = value.op === "add" || isText(value.key);
  const filled = value.op === "retract" || (isRecord(value.cells) && Object.values(value.cells).every(isText));
  return ["add", "replace", "retract"].includes(String(value.op)) && named && filled;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isList(value: unknown, is: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

async function deflated(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return base64url(new Uint8Array(await new Response(stream).arrayBuffer()));
}

async function inflated(packed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts).text();
    size += value.length;
    if (size > LARGEST) {
      await reader.cancel();
      throw new RangeError("too large");
    }
    parts.push(value);
  }
}

function base64url(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Context } from "hono";
import type { Env } from "./env.ts";

/** A body that many ask for: kept as bytes, packed once for those who take it packed. */
export interface Body {
  readonly type: string;
  /** What its ETag says; the same bytes have the same. */
  readonly tag: string;
  readonly plain: Buffer<ArrayBuffer>;
  readonly packed: Map<"br" | "gzip", Buffer<ArrayBuffer>>;
}

const pack = { br: promisify(brotliCompress), gzip: promisify(gzip) };
/** Below this a packed body is hardly smaller. */
const SMALLEST = 1024;

export function makeBody(type: string, plain: Buffer<ArrayBuffer>, tag: string = tagOf(plain)): Body {
  return { type, tag, plain, packed: new Map() };
}

function tagOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("base64url").slice(0, 27);
}

/**
 * Bodies by key, the ones used least recently let go where all together would take more than `most` bytes. A body that is being made is waited for, not
 * made twice.
 */
export class Bodies {
  readonly #most: number;
  readonly #kept = new Map<string, Body>();
  readonly #making = new Map<string, Promise<Body>>();
  #bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get bytes(): number {
    return this.#bytes;
  }

  async get(key: string, make: () => Promise<Body>): Promise<Body> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
    }
    const making = this.#making.get(key) ?? this.#make(key, make);
    return making;
  }

  async #make(key: string, make: () => Promise<Body>): Promise<Body> {
    const making = make();
    this.#making.set(key, making);
    try {
      const body = await making;
      this.#keep(key, await packAll(body));
      return body;
    } finally {
      this.#making.delete(key);
    }
  }

  #keep(key: string, body: Body): void {
    const size = sizeOf(body);
    if (size > this.#most / 4) return;
    this.#kept.set(key, body);
    this.#bytes += size;
    for (const [oldest, other] of this.#kept) {
      if (this.#bytes <= this.#most) break;
      this.#kept.delete(oldest);
      this.#bytes -= sizeOf(other);
    }
  }
}

function sizeOf({ plain, packed }: Body): number {
  return [...packed.values()].reduce((sum, { length }) => sum + length, plain.length);
}

async function packAll(body: Body): Promise<Body> {
  const text = /^(text\/|application\/(json|problem\+json|javascript|manifest\+json)|image\/svg)/.test(body.type);
  if (!text || body.plain.length < SMALLEST || body.packed.size > 0) return body;
  const [br, gz] = await Promise.all([
    pack.br(body.plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.plain.length } }),
    pack.gzip(body.plain, { level: 6 }),
  ]);
  body.packed.set("br", br).set("gzip", gz);
  return body;
}

/** The body in the packing that the caller takes, or 304 where the caller has it. */
export function sendBody(c: Context<Env>, body: Body, headers: Readonly<Record<string, string>>): Response {
  const accepted = c.req.header("Accept-Encoding") ?? "";
  const encoding = (["br", "gzip"] as const).find((name) => takes(accepted, name) && body.packed.has(name));
  // The same answer in other bytes: a weak tag says so.
  const all: Record<string, string> = {
    ...headers,
    ETag: encoding === undefined ? `"${body.tag}"` : `W/"${body.tag}"`,
    Vary: headers.Vary === undefined ? "Accept-Encoding" : `${headers.Vary}, Accept-Encoding`,
  };
  if (matches(c.req.header("If-None-Match"), body.tag)) return c.body(null, 304, all);
  const bytes = encoding === undefined ? body.plain : body.packed.get(encoding)!;
  all["Content-Type"] = body.type;
  all["Content-Length"] = String(bytes.length);
  if (encoding !== undefined) all["Content-Encoding"] = encoding;
  return c.body(bytes, 200, all);
}

/** Whether a header such as "gzip, br;q=0" takes this packing. */
function takes(accepted: string, name: string): boolean {
  const found = accepted
    .split(",")
    .map((part) =>
      part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/),
    )
    .find(([one]) => one === name);
  return found !== undefined && Number(found[1] ?? 1) > 0;
}

function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === "*" || header.split(",").some((one) => one.trim().replace(/^W\//, "") === `"${tag}"`);
}

import type { Context, MiddlewareHandler } from "hono";
import type { Env } from "../env.ts";
import { Problem } from "../problem.ts";

/** Bodies are JSON in UTF-8, of bounded size and depth, in which every key has one meaning. */
const DEEPEST = 32;
/** Keys by which a careless copy would reach the prototype of all objects. */
const PROTOTYPE = new Set(["__proto__", "constructor", "prototype"]);

/** Read the body once, within `most` bytes for this request, and leave its text for the handlers. */
export function jsonBody(most: (c: Context<Env>) => number): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { method } = c.req;
    if (method !== "GET" && method !== "HEAD" && method !== "OPTIONS") {
      const bytes = await readBounded(c.req.raw, most(c));
      if (bytes.length > 0) {
        checkType(c.req.header("content-type"), c.req.header("content-encoding"));
        c.req.bodyCache.text = Promise.resolve(checkedText(bytes)) as never;
      }
    }
    await next();
  };
}

async function readBounded(request: Request, most: number): Promise<Uint8Array> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > most) throw tooLarge(most);
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function checkType(type: string | undefined, encoding: string | undefined): void {
  // A packed body could be small on the wire and fill the memory when unpacked.
  if (encoding !== undefined && encoding !== "identity")
    throw new Problem(415, "packed-body", { en: "Packed bodies are not read.", fr: "Les corps compressés ne sont pas lus." });
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type ?? ""))
    throw new Problem(415, "not-json", {
      en: "The body must be application/json in UTF-8.",
      fr: "Le corps doit être en application/json, UTF-8.",
    });
}

/** The text of the body, once it is sure what it says. Throws a Problem. */
export function checkedText(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed("it is not UTF-8", "ce n’est pas de l’UTF-8");
  }
  checkShape(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed("it cannot be parsed", "il ne peut être lu");
  }
  checkValue(value);
  return text;
}

/** Depth and repeated keys, before anything is built. Grammar is the parser's business: in a text that is no JSON this may see anything. */
function checkShape(text: string): void {
  const keys: Set<string>[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === "{" || c === "[") {
      if (keys.length >= DEEPEST) throw malformed(`it is more than ${DEEPEST} deep`, `il a plus de ${DEEPEST} niveaux`);
      keys.push(new Set());
    } else if (c === "}" || c === "]") keys.pop();
    else if (c === '"') {
      const from = i;
      for (i++; i < text.length && text[i] !== '"'; i++) if (text[i] === "\\") i++;
      let after = i + 1;
      while (/\s/.test(text[after] ?? "")) after++;
      if (text[after] === ":") noteKey(keys.at(-1), text.slice(from, i + 1));
    }
  }
}

function noteKey(keys: Set<string> | undefined, written: string): void {
  let key: string;
  try {
    key = JSON.parse(written) as string;
  } catch {
    return; // The parser will say so.
  }
  if (PROTOTYPE.has(key))
    throw new Problem(400, "forbidden-key", { en: `The key “${key}” is not allowed.`, fr: `La clé « ${key} » n’est pas permise.` });
  if (keys?.has(key)) throw malformed(`the key “${key}” stands twice`, `la clé « ${key} » figure deux fois`);
  keys?.add(key);
}

/** No text that a database cannot keep, no number that is none. */
function checkValue(value: unknown): void {
  if (typeof value === "string") {
    if (/\0|\p{Surrogate}/u.test(value))
      throw malformed("a text holds a NUL or half a character", "un texte contient un NUL ou un demi-caractère");
  } else if (typeof value === "number") {
    if (!Number.isFinite(value)) throw malformed("a number is too large", "un nombre est trop grand");
  } else if (Array.isArray(value)) for (const item of value) checkValue(item);
  else if (value !== null && typeof value === "object")
    for (const [key, item] of Object.entries(value)) {
      checkValue(key);
      checkValue(item);
    }
}

function malformed(en: string, fr: string): Problem {
  return new Problem(400, "malformed-json", { en: `The body is refused: ${en}.`, fr: `Le corps est refusé : ${fr}.` });
}

function tooLarge(most: number): Problem {
  const size = most >= 2 ** 20 ? [`${most / 2 ** 20} MiB`, `${most / 2 ** 20} Mio`] : [`${most / 1024} KiB`, `${most / 1024} Kio`];
  return new Problem(413, "body-too-large", {
    en: `The body is larger than ${size[0]}.`,
    fr: `Le corps dépasse ${size[1]}.`,
  });
}

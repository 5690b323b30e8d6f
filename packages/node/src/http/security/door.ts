import type { HttpBindings } from "@hono/node-server";
import type { Context, MiddlewareHandler } from "hono";
import type { Env } from "../env.ts";
import { Problem } from "../problem.ts";

/**
 * What every request must be before anyone reads it: an address and headers that have one meaning only. What is ambiguous is refused, not
 * repaired, since two readers of it (a proxy and we, a check and a handler) might repair it differently.
 */
export interface Request {
  readonly method: string;
  /** As it came over the wire: path and query, not decoded. */
  readonly target: string;
  readonly header: (name: string) => string | undefined;
  /** Names of the headers in lower case, each as often as it came. */
  readonly names: readonly string[];
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const LONGEST_TARGET = 8192;
/** Headers that ask for another method than the one sent. No route looks at them; a proxy or a check before us might. */
const OVERRIDES = ["x-http-method-override", "x-http-method", "x-method-override"];
/** Headers by which we decide. Of two, one reader takes the first and another the last. */
const ONCE = ["host", "authorization", "origin", "content-type", "x-csrf-token", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest"];
/** An address is kept in logs, histories and Referer: secrets have no place in it. */
const SECRETS = /^(access[_-]?token|api[_-]?key|auth(orization)?|bearer|csrf|key|pass(word)?|secret|session|token)$/i;

export const door: MiddlewareHandler<Env> = async (c, next) => {
  const incoming = wire(c);
  const url = new URL(c.req.url);
  checkRequest({
    method: incoming?.method ?? c.req.method,
    target: incoming?.url ?? url.pathname + url.search,
    header: (name) => c.req.header(name),
    names: incoming?.rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase()) ?? [],
  });
  await next();
};

/** The request as it came over the wire; undefined where the app is called without one (in a test). */
export function wire(c: Context<Env>): HttpBindings["incoming"] | undefined {
  return (c.env as Partial<HttpBindings> | undefined)?.incoming;
}

export function checkRequest(request: Request): void {
  if (!METHODS.includes(request.method))
    throw new Problem(405, "unknown-method", say("This method is not known here.", "Méthode inconnue ici."), { Allow: METHODS.join(", ") });
  for (const name of ONCE)
    if (request.names.indexOf(name) !== request.names.lastIndexOf(name))
      throw refuse("repeated-header", `The header ${name} stands twice.`, `L’en-tête ${name} figure deux fois.`);
  for (const name of OVERRIDES)
    if (request.header(name) !== undefined)
      throw refuse(
        "method-override",
        `${name} is not read here; send the method itself.`,
        `${name} n’est pas lu ici ; envoyez la méthode même.`,
      );
  checkTarget(request.target);
  const length = request.header("content-length") ?? "0";
  const bodiless = request.method === "GET" || request.method === "HEAD";
  if (bodiless && (length !== "0" || request.header("transfer-encoding") !== undefined))
    throw refuse("unexpected-body", "A request that reads has no body.", "Une requête de lecture n’a pas de corps.");
}

function checkTarget(target: string): void {
  if (target.length > LONGEST_TARGET)
    throw new Problem(414, "address-too-long", say("The address is too long.", "L’adresse est trop longue."));
  if (!target.startsWith("/")) throw malformed();
  const [path, ...rest] = target.split("?");
  const decoded = decode(path);
  if (/[\\#]/.test(decoded) || /%2f/i.test(path)) throw malformed();
  if (decoded.split("/").some((segment) => segment === "." || segment === "..")) throw malformed();
  const seen = new Set<string>();
  for (const pair of rest.join("?").split("&").filter(Boolean)) {
    const at = pair.indexOf("=");
    const [name, value] = (at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)]).map((text) => decode(text.replaceAll("+", " ")));
    // Neither the name of a secret nor its value is told again, in the answer or in a log.
    if (SECRETS.test(name) && value !== "")
      throw refuse(
        "secret-in-address",
        "Secrets are not read from the address: send a header.",
        "Aucun secret n’est lu dans l’adresse : envoyez un en-tête.",
      );
    if (name === "_method")
      throw refuse(
        "method-override",
        "_method is not read here; send the method itself.",
        "_method n’est pas lu ici ; envoyez la méthode même.",
      );
    if (seen.has(name)) throw refuse("repeated-parameter", `“${name}” stands twice.`, `« ${name} » figure deux fois.`);
    seen.add(name);
  }
}

/** Percent-decoded UTF-8 without control characters. */
function decode(text: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    throw malformed();
  }
  if (/\p{Cc}/u.test(decoded)) throw malformed();
  return decoded;
}

function malformed(): Problem {
  return refuse("malformed-address", "The address is not well formed.", "L’adresse est mal formée.");
}

function refuse(code: string, en: string, fr: string): Problem {
  return new Problem(400, code, { en, fr });
}

function say(en: string, fr: string): { en: string; fr: string } {
  return { en, fr };
}

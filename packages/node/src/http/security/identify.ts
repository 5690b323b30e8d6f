import { createHash, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { csrfOf, type Keep } from "../accounts/keep.ts";
import { readSession } from "../accounts/sessions.ts";
import { TOKEN_PREFIX, readToken } from "../accounts/tokens.ts";
import type { Caller, Env } from "../env.ts";
import { Problem } from "../problem.ts";

/** Who asks, by what the request carries. What is carried and wrong is refused; it never falls back to something weaker. */

/** Local mode: whoever reaches the loopback reads, whoever has the key does everything. */
export function identifyLocally(c: Context<Env>, key: () => string): Caller {
  const typed = bearer(c);
  if (typed === null) return { account: null, name: "", role: "read", mode: "local" };
  if (!isSame(typed, key())) throw wrongKey();
  return { account: "local", name: "local", role: "administer", mode: "local" };
}

/** Team mode: an API token, or the session in a cookie. */
export async function identifyByAccount(c: Context<Env>, options: { keep: Keep; cookie: string; publicRead: boolean }): Promise<Caller> {
  const typed = bearer(c);
  if (typed !== null) {
    const holder = typed.startsWith(TOKEN_PREFIX) ? await readToken(options.keep, typed) : null;
    if (!holder) throw wrongToken();
    return { ...holder, mode: "team" };
  }
  const secret = sessionCookie(c, options.cookie);
  const holder = secret === null ? null : await readSession(options.keep, secret);
  if (!holder) return { account: null, name: "", role: options.publicRead ? "read" : null, mode: "team" };
  if (changesState(c.req.method)) checkCsrf(c, secret!);
  return { ...holder, mode: "team" };
}

/** The secret of the session; null without one. Two cookies of this name are none: one of them was slipped in. */
export function sessionCookie(c: Context<Env>, name: string): string | null {
  const values = (c.req.header("Cookie") ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 && /^[\w-]{43}$/.test(values[0]) ? values[0] : null;
}

/** `__Host-` lets a browser take the cookie only by TLS, for the whole host and from no subdomain. */
export function cookieName(insecure: boolean): string {
  return insecure ? "keiretsu" : "__Host-keiretsu";
}

export function changesState(method: string): boolean {
  return !["GET", "HEAD", "OPTIONS"].includes(method);
}

/**
 * A cookie comes along whoever wrote the page. So what it changes also needs what only our own page knows (the CSRF token), and a browser
 * that says the page is ours.
 */
function checkCsrf(c: Context<Env>, secret: string): void {
  const vouched = c.req.header("Origin") !== undefined || c.req.header("Sec-Fetch-Site") === "same-origin";
  if (!vouched || !isSame(c.req.header("X-CSRF-Token") ?? "", csrfOf(secret)))
    throw new Problem(403, "csrf", {
      en: "The request does not come from a page of this session.",
      fr: "La requête ne vient pas d’une page de cette session.",
    });
}

function bearer(c: Context<Env>): string | null {
  const header = c.req.header("Authorization");
  if (header === undefined) return null;
  return /^Bearer ([!-~]{1,200})$/i.exec(header)?.[1] ?? "";
}

/** Digests are compared, so that the time taken tells neither the secret nor its length. */
function isSame(typed: string, secret: string): boolean {
  const [a, b] = [typed, secret].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(a, b);
}

function wrongKey(): Problem {
  const text = { en: "The key is not that of this workbench.", fr: "La clé n’est pas celle de cet atelier." };
  return new Problem(401, "wrong-key", text, { "WWW-Authenticate": 'Bearer error="invalid_token"' });
}

function wrongToken(): Problem {
  const text = { en: "The token is unknown, expired or revoked.", fr: "Le jeton est inconnu, expiré ou révoqué." };
  return new Problem(401, "wrong-token", text, { "WWW-Authenticate": 'Bearer error="invalid_token"' });
}

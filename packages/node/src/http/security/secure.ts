import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { note } from "../accounts/audit.ts";
import { type Keep } from "../accounts/keep.ts";
import type { Env } from "../env.ts";
import { Problem } from "../problem.ts";
import { EMBED, isCrossSite } from "./cross-site.ts";
import { door, wire } from "./door.ts";
import { securityHeaders } from "./headers.ts";
import { changesState, cookieName, identifyByAccount, identifyLocally } from "./identify.ts";
import { jsonBody } from "./json-body.ts";
import { Allowance } from "./limits.ts";
import { callerKey, type OwnNames, type Whence, whence } from "./own-names.ts";

/** How the server is reached and by whom. */
export type Security = {
  /** Asked for each request: in local mode the port is known only once we listen. */
  readonly names: () => OwnNames;
} & (LocalSecurity | TeamSecurity);

interface LocalSecurity {
  readonly mode: "local";
  readonly key: () => string;
}

export interface TeamSecurity {
  readonly mode: "team";
  readonly keep: Keep;
  /** Whether X-Forwarded-* of a near peer is believed. */
  readonly behindProxy: boolean;
  readonly publicRead: boolean;
  /** The cookie without Secure, for tests and trials without TLS. */
  readonly insecureCookie: boolean;
  /** Whether people reach us by TLS. */
  readonly https: boolean;
  readonly requestsPerMinute: number;
}

/** What stands before every route, outermost first. */
export function secure(security: Security): MiddlewareHandler<Env>[] {
  return [withHeaders(security), door, fromOurOwn(security), identify(security), jsonBody(largestBody), audited(security)];
}

/** Also on what is refused: a page that tells of an error is a page. */
function withHeaders(security: Security): MiddlewareHandler<Env> {
  const https = security.mode === "team" && security.https;
  const all = { page: securityHeaders("page", https), embed: securityHeaders("embed", https), data: securityHeaders("data", https) };
  return async (c, next) => {
    await next();
    const kind = c.req.path.startsWith("/api/") ? "data" : c.req.path === EMBED ? "embed" : "page";
    for (const [name, value] of Object.entries(all[kind])) c.res.headers.set(name, value);
    if (kind === "data" && !c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "private, no-cache");
  };
}

function fromOurOwn(security: Security): MiddlewareHandler<Env> {
  return async (c, next) => {
    const from = whenceOf(c, security);
    const names = security.names();
    if (!names.hosts.has(from.host))
      throw new Problem(421, "foreign-host", {
        en: "This server does not answer under that name.",
        fr: "Ce serveur ne répond pas sous ce nom.",
      });
    if (security.mode === "team" && security.https && !from.secure)
      throw new Problem(403, "needs-tls", { en: "This server is reached by https only.", fr: "Ce serveur n’est joint que par https." });
    const asked = {
      method: c.req.method,
      path: c.req.path,
      origin: c.req.header("Origin"),
      site: c.req.header("Sec-Fetch-Site"),
      mode: c.req.header("Sec-Fetch-Mode"),
      dest: c.req.header("Sec-Fetch-Dest"),
    };
    if (isCrossSite(asked, names))
      throw new Problem(403, "cross-site", {
        en: "Requests from pages of other sites are refused.",
        fr: "Les requêtes venues de pages d’autres sites sont refusées.",
      });
    c.set("address", from.address);
    await next();
  };
}

function identify(security: Security): MiddlewareHandler<Env> {
  if (security.mode === "local")
    return async (c, next) => {
      c.set("actor", identifyLocally(c, security.key));
      await next();
    };
  const allowance = new Allowance(security.requestsPerMinute);
  const options = { ...security, cookie: cookieName(security.insecureCookie) };
  return async (c, next) => {
    const address = callerKey(c.get("address"));
    try {
      c.set("actor", await identifyByAccount(c, options));
    } catch (error) {
      spend(allowance, `at ${address}`, security.keep);
      throw error;
    }
    spend(allowance, c.get("actor").account ?? `at ${address}`, security.keep);
    await next();
  };
}

function spend(allowance: Allowance, caller: string, keep: Keep): void {
  const wait = allowance.take(caller, keep.now().getTime());
  if (wait === 0) return;
  throw new Problem(
    429,
    "too-many-requests",
    { en: "Too many requests from you at once.", fr: "Trop de requêtes de votre part à la fois." },
    { "Retry-After": String(Math.ceil(wait / 1000)) },
  );
}

const KIB = 1024;
/** Bytes of a body: a casebook, an edit, or a few fields. Only who may do the large thing may send the large body. */
function largestBody(c: Context<Env>): number {
  const { role } = c.get("actor");
  const { path, method } = c.req;
  if (method === "POST" && path === "/api/v1/casebooks") return role === "administer" ? 32 * KIB * KIB : 64 * KIB;
  if (role === null || role === "read") return 64 * KIB;
  return /\/(proposals|decision|positions|jobs)$|\/models\//.test(path) ? 2 * KIB * KIB : 64 * KIB;
}

/** Whatever somebody who has signed in changes, or tries to, leaves one line in the log. */
function audited(security: Security): MiddlewareHandler<Env> {
  if (security.mode === "local") return (_, next) => next();
  return async (c, next) => {
    await next();
    const { account } = c.get("actor");
    if (account === null || !changesState(c.req.method)) return;
    const entry = { account, address: c.get("address"), action: `${c.req.method} ${routeOf(c)}`, subject: c.req.path, result: resultOf(c) };
    await note(security.keep, { ...entry, detail: await tellingPart(c) });
  };
}

/** The route that answers, with names in place of ids; not the wildcards that stand before and behind it. */
function routeOf(c: Context<Env>): string {
  return matchedRoutes(c).findLast(({ method, path }) => method === c.req.method && !path.includes("*"))?.path ?? "?";
}

function resultOf(c: Context<Env>): string {
  if (!c.error) return c.res.ok ? "done" : String(c.res.status);
  const { code } = c.error as { code?: unknown };
  return typeof code === "string" ? code : "fault";
}

/** Of the body, the few words that tell what was meant; never a password. */
async function tellingPart(c: Context<Env>): Promise<string> {
  if (!c.req.bodyCache.text) return "";
  const body: unknown = JSON.parse(await c.req.text());
  if (body === null || typeof body !== "object") return "";
  const told = ["verdict", "role", "name", "id", "title", "seq", "command"].filter((name) => name in body);
  return JSON.stringify(Object.fromEntries(told.map((name) => [name, (body as Record<string, unknown>)[name]])));
}

function whenceOf(c: Context<Env>, security: Security): Whence {
  const incoming = wire(c);
  // Without a wire the app was called in this process.
  if (!incoming) return { host: new URL(c.req.url).host, address: "127.0.0.1", secure: true };
  return whence(incoming, security.mode === "team" && security.behindProxy);
}

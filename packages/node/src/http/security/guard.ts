import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { type Caller, type Env, type Role, ROLES } from "../env.ts";
import { Problem } from "../problem.ts";

/** Lets through who may do at least this: `app.get(path, guard("review"), handler)`. */
export function guard(role: Role): MiddlewareHandler<Env> {
  return async (c, next) => {
    const actor = c.get("actor");
    if (actor.role === null || ROLES.indexOf(actor.role) < ROLES.indexOf(role))
      throw actor.account === null ? unknownCaller() : tooLow(role);
    await next();
  };
}

/** Local mode: whoever reaches the loopback reads, whoever has the key does everything. */
export function identifyLocally(key: string): MiddlewareHandler<Env> {
  const reader: Caller = { account: null, name: "", role: "read", mode: "local" };
  const owner: Caller = { account: "local", name: "local", role: "administer", mode: "local" };
  return async (c, next) => {
    const typed = c.req.header("Authorization");
    if (typed !== undefined && !isKey(typed, key)) throw wrongKey();
    c.set("actor", typed === undefined ? reader : owner);
    await next();
  };
}

/** Digests are compared, so that the time taken tells neither the key nor its length. */
function isKey(header: string, key: string): boolean {
  const [, typed = ""] = /^Bearer ([!-~]+)$/i.exec(header) ?? [];
  const [a, b] = [typed, key].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(a, b);
}

function unknownCaller(): Problem {
  const text = {
    en: "This needs the key of this workbench: open the address that “keiretsu serve” printed.",
    fr: "Il faut la clé de cet atelier : ouvrez l’adresse que « keiretsu serve » a affichée.",
  };
  return new Problem(401, "not-signed-in", text, { "WWW-Authenticate": "Bearer" });
}

function wrongKey(): Problem {
  const text = { en: "The key is not that of this workbench.", fr: "La clé n’est pas celle de cet atelier." };
  return new Problem(401, "wrong-key", text, { "WWW-Authenticate": 'Bearer error="invalid_token"' });
}

function tooLow(role: Role): Problem {
  return new Problem(403, "role-too-low", { en: `This needs the role “${role}”.`, fr: `Il faut le rôle « ${role} ».` });
}

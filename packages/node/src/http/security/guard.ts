import type { MiddlewareHandler } from "hono";
import { type Caller, type Env, type Role, ROLES } from "../env.ts";
import { Problem } from "../problem.ts";

/** Lets through who may do at least this: `app.get(path, guard("review"), handler)`. */
export function guard(role: Role): MiddlewareHandler<Env> {
  return async (c, next) => {
    const actor = c.get("actor");
    if (actor.role === null || ROLES.indexOf(actor.role) < ROLES.indexOf(role))
      throw actor.account === null ? unknownCaller(actor) : tooLow(role);
    await next();
  };
}

function unknownCaller({ mode }: Caller): Problem {
  const text =
    mode === "local"
      ? {
          en: "This needs the key of this workbench: open the address that “keiretsu serve” printed.",
          fr: "Il faut la clé de cet atelier : ouvrez l’adresse que « keiretsu serve » a affichée.",
        }
      : { en: "This needs you to sign in.", fr: "Il faut vous identifier." };
  return new Problem(401, "not-signed-in", text, { "WWW-Authenticate": "Bearer" });
}

function tooLow(role: Role): Problem {
  return new Problem(403, "role-too-low", { en: `This needs the role “${role}”.`, fr: `Il faut le rôle « ${role} ».` });
}

import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type Env, ROLES, type Role } from "../env.ts";
import { Problem } from "../problem.ts";
import { type Api, addRoute, gives } from "../route.ts";
import { count } from "../schemas.ts";
import { cookieName, sessionCookie } from "../security/identify.ts";
import type { Security, TeamSecurity } from "../security/secure.ts";
import { addAccount, changeAccount, findAccount, listAccounts, removeAccount } from "./accounts.ts";
import { readAudit } from "./audit.ts";
import { csrfOf } from "./keep.ts";
import { closeSession } from "./sessions.ts";
import { SignIn } from "./sign-in.ts";
import { addToken, listTokens, revokeToken } from "./tokens.ts";

const roleSchema = z.enum(ROLES);
const word = z.string().max(400);
const sessionSchema = z
  .object({
    mode: z.enum(["local", "team"]),
    account: z.string().nullable(),
    name: z.string(),
    role: roleSchema.nullable(),
    csrf: z.string().optional(),
  })
  .openapi("Session");
const accountSchema = z
  .object({ name: z.string(), shownName: z.string(), role: roleSchema, createdAt: z.string(), removedAt: z.string().nullable() })
  .openapi("Account");
const tokenSchema = z
  .object({
    id: z.string(),
    account: z.string(),
    title: z.string(),
    role: roleSchema,
    createdAt: z.string(),
    expiresAt: z.string(),
    revokedAt: z.string().nullable(),
    lastUsedAt: z.string().nullable(),
  })
  .openapi("Token");
const auditSchema = z
  .object({
    seq: z.int(),
    at: z.string(),
    account: z.string().nullable(),
    address: z.string(),
    action: z.string(),
    subject: z.string(),
    result: z.string(),
    detail: z.string(),
  })
  .openapi("AuditRow");
const gone = { 204: { description: "Done" } };
const named = z.object({ name: z.string().max(64) });
const NO_STORE = { "Cache-Control": "no-store" };

/** Who the caller is; in team mode also how he becomes somebody, and what administrators do. */
export function addAccounts(api: Api, security: Security): void {
  addRoute(
    api,
    {
      method: "get",
      path: "/session",
      summary: "Who the caller is",
      tag: "session",
      role: null,
      responses: { 200: gives("The caller", sessionSchema) },
    },
    (c) => c.json(shownSession(c, security), 200, NO_STORE),
  );
  if (security.mode === "local") return;
  const signIn = new SignIn(security.keep);
  addSignIn(api, security, signIn);
  addAccountRoutes(api, security, signIn);
  addTokenRoutes(api, security);
  addRoute(
    api,
    {
      method: "get",
      path: "/audit",
      summary: "Who did what, newest first",
      tag: "accounts",
      role: "administer",
      query: z.object({ before: count.optional(), limit: count.optional(), account: word.optional(), action: word.optional() }),
      responses: { 200: gives("Rows of the log", z.object({ rows: z.array(auditSchema) })) },
    },
    async (c, { query }) =>
      c.json({ rows: await readAudit(security.keep, { ...query, limit: Math.min(query.limit ?? 100, 1000) }) }, 200, NO_STORE),
  );
}

function addSignIn(api: Api, security: TeamSecurity, signIn: SignIn): void {
  const cookie = cookieName(security.insecureCookie);
  const attributes = `Path=/; HttpOnly; SameSite=Lax${security.insecureCookie ? "" : "; Secure"}`;
  addRoute(
    api,
    {
      method: "post",
      path: "/session",
      summary: "Sign in; the session is in a cookie",
      tag: "session",
      role: null,
      body: z.strictObject({ account: word, password: word }),
      responses: { 200: gives("The caller, and what a page sends back in X-CSRF-Token", sessionSchema) },
      refusals: [401, 429],
    },
    async (c, { body }) => {
      const secret = await signIn.signIn({ ...body, address: c.get("address") });
      // Whoever signs in anew leaves the session he had.
      const before = sessionCookie(c, cookie);
      if (before !== null) await closeSession(security.keep, before);
      const account = await findAccount(security.keep, body.account);
      const session = {
        mode: "team",
        account: body.account,
        name: account?.shownName ?? "",
        role: account?.role ?? null,
        csrf: csrfOf(secret),
      };
      return c.json(session, 200, { ...NO_STORE, "Set-Cookie": `${cookie}=${secret}; ${attributes}` });
    },
  );
  addRoute(
    api,
    { method: "delete", path: "/session", summary: "Sign out", tag: "session", role: null, responses: gone, refusals: [403] },
    async (c) => {
      const secret = sessionCookie(c, cookie);
      if (secret !== null) await closeSession(security.keep, secret);
      return c.body(null, 204, { "Set-Cookie": `${cookie}=; Max-Age=0; ${attributes}`, "Clear-Site-Data": '"cache"' });
    },
  );
}

function addAccountRoutes(api: Api, { keep }: TeamSecurity, signIn: SignIn): void {
  addRoute(
    api,
    {
      method: "get",
      path: "/accounts",
      summary: "Every account, those that were removed as well",
      tag: "accounts",
      role: "administer",
      responses: { 200: gives("The accounts", z.object({ accounts: z.array(accountSchema) })) },
    },
    async (c) => c.json({ accounts: await listAccounts(keep) }, 200, NO_STORE),
  );
  addRoute(
    api,
    {
      method: "post",
      path: "/accounts",
      summary: "A new account",
      tag: "accounts",
      role: "administer",
      body: z.strictObject({ name: word, shownName: word, role: roleSchema, password: word }),
      responses: { 201: gives("The account", accountSchema) },
      refusals: [409, 422],
    },
    async (c, { body }) => {
      inPerson(c);
      return c.json(await addAccount(keep, body), 201, NO_STORE);
    },
  );
  addRoute(
    api,
    {
      method: "patch",
      path: "/accounts/{name}",
      summary: "Another role, shown name or password; one's own password with the one before it",
      tag: "accounts",
      role: "read",
      params: named,
      body: z.strictObject({
        role: roleSchema.optional(),
        shownName: word.optional(),
        password: word.optional(),
        currentPassword: word.optional(),
      }),
      responses: { 200: gives("The account", accountSchema) },
      refusals: [403, 404, 409, 422],
    },
    async (c, { params: { name }, body }) => {
      inPerson(c);
      const { account, role } = c.get("actor");
      const own = account === name;
      // Whether another account exists is an administrator's business: the role is looked at before the name.
      if (role !== "administer" && !own) throw notYours();
      if (own && body.role !== undefined)
        throw new Problem(403, "own-role", { en: "Nobody changes his own role.", fr: "Personne ne change son propre rôle." });
      if (own && body.password !== undefined)
        await signIn.prove({ account, password: body.currentPassword ?? "", address: c.get("address") });
      const { currentPassword: _, ...change } = body;
      return c.json(await changeAccount(keep, name, change), 200, NO_STORE);
    },
  );
  addRoute(
    api,
    {
      method: "delete",
      path: "/accounts/{name}",
      summary: "Remove an account: its sessions and tokens end, its name stays in the record",
      tag: "accounts",
      role: "administer",
      params: named,
      responses: gone,
      refusals: [404, 409],
    },
    async (c, { params: { name } }) => {
      inPerson(c);
      await removeAccount(keep, name);
      return c.body(null, 204);
    },
  );
}

function addTokenRoutes(api: Api, { keep }: TeamSecurity): void {
  addRoute(
    api,
    {
      method: "get",
      path: "/tokens",
      summary: "One's own API tokens; those of all, for administrators, with ?all=yes",
      tag: "accounts",
      role: "read",
      query: z.object({ all: z.enum(["yes", "no"]).optional() }),
      responses: { 200: gives("The tokens, without their secrets", z.object({ tokens: z.array(tokenSchema) })) },
      refusals: [403],
    },
    async (c, { query }) => {
      const { account, role } = c.get("actor");
      if (account === null || (query.all === "yes" && role !== "administer")) throw notYours();
      return c.json({ tokens: await listTokens(keep, query.all === "yes" ? null : account) }, 200, NO_STORE);
    },
  );
  addRoute(
    api,
    {
      method: "post",
      path: "/tokens",
      summary: "A new API token; its secret is told only in this answer",
      tag: "accounts",
      role: "read",
      body: z.strictObject({ title: z.string().min(1).max(100), role: roleSchema, days: z.int().min(1).max(366) }),
      responses: { 201: gives("The token and its secret", z.object({ token: tokenSchema, secret: z.string() })) },
      refusals: [403, 409],
    },
    async (c, { body }) => {
      const { account, role } = inPerson(c);
      return c.json(await addToken(keep, { account, role }, body), 201, NO_STORE);
    },
  );
  addRoute(
    api,
    {
      method: "delete",
      path: "/tokens/{id}",
      summary: "Revoke one of one's own tokens, or anybody's as an administrator",
      tag: "accounts",
      role: "read",
      params: z.object({ id: z.string().max(64) }),
      responses: gone,
      refusals: [404],
    },
    async (c, { params: { id } }) => {
      const { account, role } = c.get("actor");
      if (account === null) throw notYours();
      await revokeToken(keep, id, role === "administer" ? null : account);
      return c.body(null, 204);
    },
  );
}

function shownSession(c: Context<Env>, security: Security): Record<string, unknown> {
  const { mode, account, name, role } = c.get("actor");
  const secret = security.mode === "team" && account !== null ? sessionCookie(c, cookieName(security.insecureCookie)) : null;
  const byToken = c.req.header("Authorization") !== undefined;
  return { mode, account, name, role, ...(secret === null || byToken ? {} : { csrf: csrfOf(secret) }) };
}

/** Accounts and tokens are made and changed by somebody who signed in: a token that leaked must not make itself last. */
function inPerson(c: Context<Env>): { account: string; role: Role } {
  const { account, role } = c.get("actor");
  if (account === null || role === null) throw notYours();
  if (c.req.header("Authorization") !== undefined)
    throw new Problem(403, "session-needed", {
      en: "This needs a session; a token is not enough.",
      fr: "Il faut une session ; un jeton ne suffit pas.",
    });
  return { account, role };
}

function notYours(): Problem {
  return new Problem(403, "role-too-low", { en: "This is for administrators.", fr: "C’est réservé aux administrateurs." });
}

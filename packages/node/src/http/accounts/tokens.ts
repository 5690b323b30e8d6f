import { randomBytes } from "node:crypto";
import type { AccountTables } from "../../store/account-tables.ts";
import { type Role, ROLES } from "../env.ts";
import { Problem } from "../problem.ts";
import { DAY, type Keep, MINUTE, hashSecret, later, newSecret, now } from "./keep.ts";
import type { Holder } from "./sessions.ts";

/** Easy to tell in a log or a repository by whoever looks for leaked secrets. */
export const TOKEN_PREFIX = "kei_";
const MOST_PER_ACCOUNT = 50;

/** A token as its owner sees it; the secret is shown once, when it is made. */
export interface Token {
  readonly id: string;
  readonly account: string;
  readonly title: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

/** A token may do at most what its owner may; the owner's role is looked at again each time it is used. */
export async function addToken(
  keep: Keep,
  owner: { readonly account: string; readonly role: Role },
  given: { readonly title: string; readonly role: Role; readonly days: number },
): Promise<{ token: Token; secret: string }> {
  if (ROLES.indexOf(given.role) > ROLES.indexOf(owner.role))
    throw new Problem(403, "role-too-low", {
      en: `A token of “${owner.account}” may at most “${owner.role}”.`,
      fr: `Un jeton de « ${owner.account} » peut au plus « ${owner.role} ».`,
    });
  const live = (await listTokens(keep, owner.account)).filter(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now(keep));
  if (live.length >= MOST_PER_ACCOUNT)
    throw new Problem(409, "too-many-tokens", {
      en: `An account has at most ${MOST_PER_ACCOUNT} tokens; revoke one.`,
      fr: `Un compte a au plus ${MOST_PER_ACCOUNT} jetons ; révoquez-en un.`,
    });
  const secret = `${TOKEN_PREFIX}${newSecret()}`;
  const row = {
    id: randomBytes(6).toString("hex"),
    hash: hashSecret(secret),
    account: owner.account,
    title: given.title,
    role: given.role,
    created_at: now(keep),
    expires_at: later(keep, given.days * DAY),
    revoked_at: null,
    last_used_at: null,
  };
  await keep.write((db) => db.insertInto("tokens").values(row).execute());
  return { token: shown(row), secret };
}

export async function listTokens(keep: Keep, account: string | null): Promise<Token[]> {
  const rows = await keep.read((db) => {
    const all = db.selectFrom("tokens").selectAll().orderBy("created_at").orderBy("id");
    return (account === null ? all : all.where("account", "=", account)).execute();
  });
  return rows.map(shown);
}

/** Revoke one token, of this account where one is named. A token of somebody else is as unknown as one that never was. */
export async function revokeToken(keep: Keep, id: string, account: string | null): Promise<void> {
  const { numUpdatedRows } = await keep.write((db) => {
    const one = db
      .updateTable("tokens")
      .set({ revoked_at: now(keep) })
      .where("id", "=", id)
      .where("revoked_at", "is", null);
    return (account === null ? one : one.where("account", "=", account)).executeTakeFirst();
  });
  if (Number(numUpdatedRows) === 0)
    throw new Problem(404, "unknown-token", { en: "There is no such token.", fr: "Il n’y a pas de tel jeton." });
}

/** Whose token this is and what it may do; null when it is unknown, expired or revoked. */
export async function readToken(keep: Keep, secret: string): Promise<Holder | null> {
  const row = await keep.read((db) =>
    db
      .selectFrom("tokens")
      .innerJoin("accounts", "accounts.name", "tokens.account")
      .select(["accounts.name", "accounts.shown_name", "accounts.role as owned", "tokens.role", "tokens.id", "tokens.last_used_at"])
      .where("tokens.hash", "=", hashSecret(secret))
      .where("tokens.expires_at", ">", now(keep))
      .where("tokens.revoked_at", "is", null)
      .where("accounts.removed_at", "is", null)
      .executeTakeFirst(),
  );
  if (!row) return null;
  if (row.last_used_at === null || row.last_used_at < later(keep, -MINUTE))
    await keep.write((db) =>
      db
        .updateTable("tokens")
        .set({ last_used_at: now(keep) })
        .where("id", "=", row.id)
        .execute(),
    );
  const role = ROLES[Math.min(ROLES.indexOf(row.role as Role), ROLES.indexOf(row.owned as Role))];
  return { account: row.name, name: row.shown_name, role };
}

function shown(row: AccountTables["tokens"]): Token {
  const { id, account, title, created_at, expires_at, revoked_at, last_used_at } = row;
  return {
    id,
    account,
    title,
    role: row.role as Role,
    createdAt: created_at,
    expiresAt: expires_at,
    revokedAt: revoked_at,
    lastUsedAt: last_used_at,
  };
}

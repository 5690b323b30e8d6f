import type { Kysely } from "kysely";
import type { AccountTables } from "../../store/account-tables.ts";
import { type Role, ROLES } from "../env.ts";
import { Problem } from "../problem.ts";
import { hashPassword, passwordFault } from "./password.ts";
import { type Keep, now } from "./keep.ts";

/** An account as others may see it. */
export interface Account {
  readonly name: string;
  readonly shownName: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly removedAt: string | null;
}

type Db = Kysely<AccountTables>;

export interface AccountChange {
  readonly role?: Role | undefined;
  readonly shownName?: string | undefined;
  readonly password?: string | undefined;
}

export async function listAccounts(keep: Keep): Promise<Account[]> {
  const rows = await keep.read((db) => db.selectFrom("accounts").selectAll().orderBy("name").execute());
  return rows.map(shown);
}

/** The account of this name that is still in use; null where there is none. */
export async function findAccount(keep: Keep, name: string): Promise<(Account & { readonly password: string }) | null> {
  const row = await keep.read((db) => inUse(db, name));
  return row ? { ...shown(row), password: row.password } : null;
}

export async function addAccount(
  keep: Keep,
  given: { readonly name: string; readonly shownName: string; readonly role: Role; readonly password: string },
): Promise<Account> {
  const name = accountName(given.name);
  const row = {
    name,
    shown_name: shownName(given.shownName),
    role: given.role,
    password: await newPassword(keep, given.password, name),
    created_at: now(keep),
    removed_at: null,
  };
  const added = await keep.write((db) =>
    db
      .insertInto("accounts")
      .values(row)
      .onConflict((c) => c.column("name").doNothing())
      .executeTakeFirst(),
  );
  // A name stays with its owner even after he left: the record says under it what he did.
  if (Number(added.numInsertedOrUpdatedRows ?? 0) === 0)
    throw new Problem(409, "name-taken", { en: `The name “${name}” is or was in use.`, fr: `Le nom « ${name} » est ou a été utilisé.` });
  return shown(row);
}

/** Change role, shown name or password. A new role or password ends the sessions of the account. */
export async function changeAccount(keep: Keep, name: string, change: AccountChange): Promise<Account> {
  const password = change.password === undefined ? undefined : await newPassword(keep, change.password, name);
  return keep.write(async (db) => {
    const row = await inUse(db, name);
    if (!row) throw unknownAccount(name);
    if (change.role !== undefined && change.role !== "administer" && row.role === "administer") await keepOneAdministrator(db, name);
    const changed = {
      role: change.role ?? row.role,
      shown_name: change.shownName === undefined ? row.shown_name : shownName(change.shownName),
      password: password ?? row.password,
    };
    await db.updateTable("accounts").set(changed).where("name", "=", name).execute();
    if (changed.role !== row.role || password !== undefined) await db.deleteFrom("sessions").where("account", "=", name).execute();
    return shown({ ...row, ...changed });
  });
}

/** The row stays, since the record names it; nothing can sign in by it any more. */
export async function removeAccount(keep: Keep, name: string): Promise<void> {
  await keep.write(async (db) => {
    const row = await inUse(db, name);
    if (!row) throw unknownAccount(name);
    if (row.role === "administer") await keepOneAdministrator(db, name);
    await db
      .updateTable("accounts")
      .set({ removed_at: now(keep), password: "" })
      .where("name", "=", name)
      .execute();
    await db.deleteFrom("sessions").where("account", "=", name).execute();
    await db
      .updateTable("tokens")
      .set({ revoked_at: now(keep) })
      .where("account", "=", name)
      .where("revoked_at", "is", null)
      .execute();
  });
}

/** Kept anew at today's cost, after a login that showed the password to be right. */
export async function rehashPassword(keep: Keep, name: string, password: string): Promise<void> {
  const hash = await hashPassword(password, keep.cost);
  await keep.write((db) => db.updateTable("accounts").set({ password: hash }).where("name", "=", name).execute());
}

async function keepOneAdministrator(db: Db, leaving: string): Promise<void> {
  // Written to, to hold them: of two administrators who leave at the same moment the second one waits here and is then the last.
  await db.updateTable("accounts").set({ role: "administer" }).where("role", "=", "administer").execute();
  const others = await db
    .selectFrom("accounts")
    .select("name")
    .where("role", "=", "administer")
    .where("removed_at", "is", null)
    .where("name", "!=", leaving)
    .limit(1)
    .execute();
  if (others.length === 0)
    throw new Problem(409, "last-administrator", {
      en: "This is the last administrator; make another one first.",
      fr: "C’est le dernier administrateur ; créez-en d’abord un autre.",
    });
}

function inUse(db: Db, name: string): Promise<AccountTables["accounts"] | undefined> {
  return db.selectFrom("accounts").selectAll().where("name", "=", name).where("removed_at", "is", null).executeTakeFirst();
}

async function newPassword(keep: Keep, password: string, account: string): Promise<string> {
  const fault = passwordFault(password, account);
  if (fault) throw new Problem(422, "weak-password", fault);
  return hashPassword(password, keep.cost);
}

/** Lower case letters, digits and . _ - @ within, so that a name looks like no other and stands in an address. */
function accountName(typed: string): string {
  if (/^[a-z0-9](?:[a-z0-9._@-]{0,62}[a-z0-9])?$/.test(typed)) return typed;
  throw new Problem(422, "account-name", {
    en: "The name of an account has 1 to 64 characters: a to z, 0 to 9, and . _ - @ within.",
    fr: "Le nom d’un compte a de 1 à 64 caractères : a à z, 0 à 9, et . _ - @ à l’intérieur.",
  });
}

function shownName(typed: string): string {
  // Control characters and marks that turn the direction of text could make one name look like another.
  if (typed.trim() !== "" && typed.length <= 100 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(typed)) return typed.trim();
  throw new Problem(422, "shown-name", {
    en: "The shown name has 1 to 100 characters, none of them invisible.",
    fr: "Le nom affiché a de 1 à 100 caractères, aucun d’invisible.",
  });
}

function unknownAccount(name: string): Problem {
  return new Problem(404, "unknown-account", { en: `There is no account “${name}”.`, fr: `Il n’y a pas de compte « ${name} ».` });
}

function shown(row: AccountTables["accounts"]): Account {
  const { name, shown_name, role, created_at, removed_at } = row;
  return { name, shownName: shown_name, role: ROLES.find((known) => known === role)!, createdAt: created_at, removedAt: removed_at };
}

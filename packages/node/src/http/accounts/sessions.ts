import type { Role } from "../env.ts";
import { DAY, HOUR, type Keep, MINUTE, hashSecret, later, newSecret, now } from "./keep.ts";

/** A session ends after so long without a request, and after so long in any case. */
const IDLE = 8 * HOUR;
const LONGEST = 7 * DAY;
const MOST_PER_ACCOUNT = 20;

/** Whose session or token it is. */
export interface Holder {
  readonly account: string;
  readonly name: string;
  readonly role: Role;
}

/** A new session; its secret is told once, here. */
export async function openSession(keep: Keep, account: string, address: string): Promise<string> {
  const secret = newSecret();
  await keep.write(async (db) => {
    await db
      .deleteFrom("sessions")
      .where((e) => e.or([e("expires_at", "<", now(keep)), e("last_used_at", "<", later(keep, -IDLE))]))
      .execute();
    const kept = await db.selectFrom("sessions").select("hash").where("account", "=", account).orderBy("last_used_at", "desc").execute();
    const surplus = kept.slice(MOST_PER_ACCOUNT - 1).map(({ hash }) => hash);
    if (surplus.length > 0) await db.deleteFrom("sessions").where("hash", "in", surplus).execute();
    await db
      .insertInto("sessions")
      .values({
        hash: hashSecret(secret),
        account,
        created_at: now(keep),
        last_used_at: now(keep),
        expires_at: later(keep, LONGEST),
        address,
      })
      .execute();
  });
  return secret;
}

/** Whose session this is; null when there is none, or no longer. */
export async function readSession(keep: Keep, secret: string): Promise<Holder | null> {
  const hash = hashSecret(secret);
  const row = await keep.read((db) =>
    db
      .selectFrom("sessions")
      .innerJoin("accounts", "accounts.name", "sessions.account")
      .select(["accounts.name", "accounts.shown_name", "accounts.role", "sessions.last_used_at"])
      .where("sessions.hash", "=", hash)
      .where("sessions.expires_at", ">", now(keep))
      .where("sessions.last_used_at", ">", later(keep, -IDLE))
      .where("accounts.removed_at", "is", null)
      .executeTakeFirst(),
  );
  if (!row) return null;
  // Once a minute is enough for an end that is hours away, and spares a write for each request.
  if (row.last_used_at < later(keep, -MINUTE))
    await keep.write((db) =>
      db
        .updateTable("sessions")
        .set({ last_used_at: now(keep) })
        .where("hash", "=", hash)
        .execute(),
    );
  return { account: row.name, name: row.shown_name, role: row.role as Role };
}

export async function closeSession(keep: Keep, secret: string): Promise<void> {
  await keep.write((db) => db.deleteFrom("sessions").where("hash", "=", hashSecret(secret)).execute());
}

import { createHash, createHmac, randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import type { AccountTables } from "../../store/account-tables.ts";
import type { Cost } from "./password.ts";

type Work<T> = (db: Kysely<AccountTables>) => Promise<T>;

/** Where accounts are kept, and the clock they live by (a test moves it). */
export interface Keep {
  readonly read: <T>(work: Work<T>) => Promise<T>;
  /** All of the work or nothing of it. */
  readonly write: <T>(work: Work<T>) => Promise<T>;
  readonly now: () => Date;
  /** Cost of hashing a password; today's where absent. */
  readonly cost?: Cost;
}

export const MINUTE: number = 60_000;
export const HOUR: number = 60 * MINUTE;
export const DAY: number = 24 * HOUR;

export function later(keep: Keep, milliseconds: number): string {
  return new Date(keep.now().getTime() + milliseconds).toISOString();
}

export function now(keep: Keep): string {
  return keep.now().toISOString();
}

/** 256 bits of chance: nothing to guess, so a plain hash of it is enough to keep. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** What a page of ours sends back in X-CSRF-Token: follows from the session, and leads back to nothing. */
export function csrfOf(session: string): string {
  return createHmac("sha256", session).update("csrf").digest("base64url");
}

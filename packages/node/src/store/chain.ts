import { createHash } from "node:crypto";
import type { Selectable, Transaction } from "kysely";
import type { Database } from "./database.ts";
import { NO_HASH, type RecordTables } from "./record-tables.ts";
import { StoreError } from "./store-error.ts";

export type Written = Transaction<RecordTables>;
export type ChangeRow = Selectable<RecordTables["changes"]>;
interface Head {
  readonly count: number;
  readonly hash: string;
}

/** SHA-256 over a change and the hash of the one before: the JSON of a list in this order, which every reader writes alike. */
function hashOf(change: Omit<ChangeRow, "hash">): string {
  const { seq, casebook, revision, kind, account, name, made_at, why, proposal, undoes, base_revision } = change;
  const { added, removed, changed, edits, effects, previous_hash } = change;
  const head = [seq, casebook, revision, kind, account, name, made_at, why, proposal, undoes, base_revision, added, removed, changed];
  return createHash("sha256")
    .update(JSON.stringify([...head, edits, effects, previous_hash]))
    .digest("hex");
}

/** A change as its author gives it; its number, time and hashes are ours. */
export type Draft = Omit<ChangeRow, "seq" | "made_at" | "hash" | "previous_hash">;

/** What most changes have none of. */
export const NOTHING: Pick<Draft, "proposal" | "undoes" | "base_revision" | "added" | "removed" | "changed" | "edits" | "effects"> = {
  proposal: null,
  undoes: null,
  base_revision: null,
  added: 0,
  removed: 0,
  changed: 0,
  edits: "[]",
  effects: "{}",
};

/** Where the history ends; nobody else adds to it until the transaction is over. */
export async function lockHead(trx: Written): Promise<Head> {
  const head = await trx
    .updateTable("store_head")
    .set((column) => ({ count: column.ref("count") }))
    .where("id", "=", 1)
    .returning(["count", "hash"])
    .executeTakeFirst();
  if (head === undefined) throw headless();
  return head;
}

function headless(): StoreError {
  return new StoreError("tampered", {
    en: "The store has lost the row that says where its history ends. Nothing was changed: restore the last back-up.",
    fr: "Le dépôt a perdu la ligne qui dit où finit son histoire. Rien n’a été modifié : reprenez la dernière sauvegarde.",
  });
}

/**
 * Add one change to the history. `work` looks at what there is, changes the rows and says what is to be recorded. When the connection is
 * lost while the server commits, the record itself tells whether it did.
 */
export async function addChange<T>(
  database: Database,
  work: (trx: Written, next: number) => Promise<{ readonly draft: Draft; readonly result: (made: ChangeRow) => T }>,
): Promise<T> {
  let pending: { readonly made: ChangeRow; readonly result: T } | null = null;
  try {
    return await database.write(async (trx) => {
      const head = await lockHead(trx);
      const seq = head.count + 1;
      const { draft, result } = await work(trx, seq);
      const unsigned = { ...draft, seq, made_at: new Date().toISOString(), previous_hash: head.hash };
      const made = { ...unsigned, hash: hashOf(unsigned) };
      await trx.insertInto("changes").values(made).execute();
      await trx.updateTable("store_head").set({ count: seq, hash: made.hash }).where("id", "=", 1).execute();
      pending = { made, result: result(made) };
      return pending.result;
    });
  } catch (error) {
    const lost = pending as { readonly made: ChangeRow; readonly result: T } | null;
    if (lost === null || !(error instanceof StoreError) || error.code !== "lost-connection") throw error;
    if (await landed(database, lost.made.hash).catch(() => false)) return lost.result;
    throw error;
  }
}

/** Whether a change is there, asked once whatever the server was still doing with it is over. */
async function landed(database: Database, hash: string): Promise<boolean> {
  return database.write(async (trx) => {
    await lockHead(trx);
    return (await trx.selectFrom("changes").select("seq").where("hash", "=", hash).executeTakeFirst()) !== undefined;
  });
}

/** The first of 64 zeros, then each change that leads to the next: what is wrong with a list of changes, by seq. */
export function brokenLinks(changes: readonly ChangeRow[]): readonly { readonly seq: number; readonly fault: "altered" | "missing" }[] {
  const faults: { seq: number; fault: "altered" | "missing" }[] = [];
  let [expected, previous] = [1, NO_HASH];
  for (const change of changes) {
    if (change.seq !== expected) faults.push({ seq: expected, fault: "missing" });
    // After a gap the link back cannot be checked; the change itself can.
    else if (change.previous_hash !== previous) faults.push({ seq: change.seq, fault: "altered" });
    if (hashOf(change) !== change.hash) faults.push({ seq: change.seq, fault: "altered" });
    [expected, previous] = [change.seq + 1, change.hash];
  }
  return faults.filter(({ seq, fault }, i) => faults.findIndex((other) => other.seq === seq && other.fault === fault) === i);
}

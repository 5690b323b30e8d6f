import type { Kysely } from "kysely";
import { lockHead } from "./chain.ts";
import type { Database } from "./database.ts";
import { refused } from "./entrance.ts";
import type { RecordTables } from "./record-tables.ts";
import { lastRevision } from "./rows.ts";
import type { Actor, Moved, Positions } from "./store.ts";
import { StoreError } from "./store-error.ts";

const LARGEST_LAYOUT = 5_000_000;

export async function positionsOf(db: Kysely<RecordTables>, casebook: string): Promise<Positions> {
  const row = await db.selectFrom("positions").select("positions").where("casebook", "=", casebook).executeTakeFirst();
  return row === undefined ? {} : (JSON.parse(row.positions) as Positions);
}

/** Nodes that are not named stay where others have put them. */
export async function movePositions(
  database: Database,
  casebook: string,
  { moved, by }: { readonly moved: Moved; readonly by: Actor },
): Promise<Positions> {
  const sound = Object.entries(moved).every(
    ([node, at]) => !/\0|\p{Surrogate}/u.test(node) && (at === null || (Number.isFinite(at.x) && Number.isFinite(at.y))),
  );
  if (!sound) throw unsound();
  return database.write(async (trx) => {
    await lockHead(trx);
    if ((await lastRevision(trx, casebook)) === null)
      throw new StoreError("not-found", {
        en: `The store has no casebook "${casebook}".`,
        fr: `Le dépôt n’a pas de dossier « ${casebook} ».`,
      });
    const kept = new Map(Object.entries(await positionsOf(trx, casebook)));
    for (const [node, at] of Object.entries(moved))
      if (at === null) kept.delete(node);
      else kept.set(node, { x: at.x, y: at.y });
    const positions = Object.fromEntries(kept);
    const text = JSON.stringify(positions);
    if (text.length > LARGEST_LAYOUT) throw unsound();
    const row = { positions: text, account: by.account, kept_at: new Date().toISOString() };
    await trx
      .insertInto("positions")
      .values({ casebook, ...row })
      .onConflict((conflict) => conflict.column("casebook").doUpdateSet(row))
      .execute();
    return positions;
  });
}

function unsound(): StoreError {
  return refused(
    "Positions are { node: { x, y } } with finite numbers, or null to forget one, at most 5 MB together.",
    "Les positions sont { nœud: { x, y } } avec des nombres finis, ou null pour en oublier une, 5 Mo au plus en tout.",
  );
}

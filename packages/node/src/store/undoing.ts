import type { Kysely } from "kysely";
import { type ChangeRow, type Draft, NOTHING, type Written } from "./chain.ts";
import type { Effects } from "./effects.ts";
import { makeChange, standing } from "./make-change.ts";
import type { RecordTables } from "./record-tables.ts";
import type { Shelf } from "./shelf.ts";
import type { Actor } from "./store.ts";
import { StoreError } from "./store-error.ts";

/** How the changes of a casebook took each other back. */
export interface Turns {
  /** A change, its undo, the undo of that and so on: the last one, and whether the change stands after all. */
  readonly from: (seq: number) => { readonly last: number; readonly stands: boolean };
  /** Whether the revision was made by a change that stands, or by an undo or redo of one that does. */
  readonly standing: (revision: number) => boolean;
  /** The change that took this one back and stands, else null. */
  readonly undoneBy: (seq: number) => number | null;
}

export async function turnsIn(db: Kysely<RecordTables>, casebook: string): Promise<Turns> {
  const rows = await db
    .selectFrom("changes")
    .select(["seq", "revision", "undoes"])
    .where("casebook", "=", casebook)
    .where("effects", "<>", NOTHING.effects)
    .execute();
  const undone = new Map(rows.flatMap(({ seq, undoes }) => (undoes === null ? [] : [[undoes, seq] as const])));
  const undoes = new Map(rows.map((row) => [row.seq, row.undoes]));
  const madeBy = new Map(rows.map(({ revision, seq }) => [revision, seq]));
  const from: Turns["from"] = (seq) => {
    let [last, stands] = [seq, true];
    for (let next = undone.get(last); next !== undefined; next = undone.get(last)) [last, stands] = [next, !stands];
    return { last, stands };
  };
  return {
    from,
    standing: (revision) => {
      let root = madeBy.get(revision);
      while (root !== undefined && typeof undoes.get(root) === "number") root = undoes.get(root)!;
      return root === undefined || from(root).stands;
    },
    undoneBy: (seq) => (from(seq).stands ? null : undone.get(seq)!),
  };
}

/** Take a change back, or take that back: the rows that it began end, those that it ended return to their places. */
export async function turnBack(
  trx: Written,
  shelf: Shelf,
  asked: { readonly id: string; readonly seq: number; readonly by: Actor; readonly why: string; readonly kind: "undo" | "redo" },
): Promise<Draft> {
  const { id, by, why, kind } = asked;
  const before = await standing(trx, shelf, id);
  const root = await rootOf(trx, id, asked.seq);
  const turns = await turnsIn(trx, id);
  const { last, stands } = turns.from(root.seq);
  if (stands !== (kind === "undo")) throw notNow(root, kind);
  const { revision } = await trx.selectFrom("changes").select("revision").where("seq", "=", last).executeTakeFirstOrThrow();
  const { effects, moved } = await inverse(trx, { id, revision, turns });
  if (moved.length > 0) throw builtOn(root, moved);
  return makeChange(trx, shelf, before, {
    kind,
    by,
    why,
    effects,
    more: { undoes: last },
    breaks: (findings) =>
      new StoreError(
        "conflict",
        {
          en: `Change ${root.seq} cannot be ${kind === "undo" ? "undone" : "redone"}, since what came later rests on it: ${findings[0].summary}`,
          fr: `Le changement ${root.seq} ne peut être ${kind === "undo" ? "annulé" : "rétabli"}, car la suite s’appuie sur lui : ${findings[0].french?.summary ?? findings[0].summary}`,
        },
        { findings },
      ),
  });
}

/** The change that a chain of undos and redos began with. */
async function rootOf(trx: Written, id: string, seq: number): Promise<ChangeRow> {
  let change: ChangeRow | undefined;
  for (let at: number | null = seq; at !== null; at = change.undoes) {
    change = Number.isSafeInteger(at)
      ? await trx.selectFrom("changes").selectAll().where("seq", "=", at).where("casebook", "=", id).executeTakeFirst()
      : undefined;
    if (change === undefined || change.effects === NOTHING.effects)
      throw new StoreError("not-found", {
        en: `The casebook "${id}" has no change ${seq}.`,
        fr: `Le dossier « ${id} » n’a pas de changement ${seq}.`,
      });
  }
  return change!;
}

/**
 * What leads back to before a revision: what stands where it wrote ends, what it ended returns. `moved` are the rows whose places later
 * changes have written to; a later change that was itself taken back left them as they were.
 */
async function inverse(
  trx: Written,
  { id, revision, turns }: { readonly id: string; readonly revision: number; readonly turns: Turns },
): Promise<{ readonly effects: Effects; readonly moved: readonly string[] }> {
  const rows = await trx
    .selectFrom("casebook_rows")
    .selectAll()
    .where("casebook", "=", id)
    .where((column) => column.or([column("from_revision", ">=", revision), column("until_revision", ">=", revision)]))
    .execute();
  const touched = new Set(
    rows
      .filter((row) => row.from_revision === revision || row.until_revision === revision)
      .map(({ path, position }) => `${position} ${path}`),
  );
  const here = rows.filter(({ path, position }) => touched.has(`${position} ${path}`));
  const later = (at: number | null): boolean => at !== null && at > revision && turns.standing(at);
  const moved = here.filter((row) => later(row.from_revision) || later(row.until_revision));
  return {
    effects: {
      end: here.filter((row) => row.until_revision === null).map(({ path, position }) => [path, position] as const),
      begin: here.filter((row) => row.until_revision === revision).map(({ path, position, line }) => [path, position, line] as const),
    },
    moved: [...new Set(moved.map((row) => (row.key === null ? row.path : `${row.table_name}/${row.key}`)))].sort(),
  };
}

function notNow(root: ChangeRow, kind: "undo" | "redo"): StoreError {
  return kind === "undo"
    ? new StoreError("refused", {
        en: `Change ${root.seq} has been undone already; it can be redone.`,
        fr: `Le changement ${root.seq} est déjà annulé ; il peut être rétabli.`,
      })
    : new StoreError("refused", {
        en: `Change ${root.seq} stands: there is nothing to redo.`,
        fr: `Le changement ${root.seq} est en vigueur : il n’y a rien à rétablir.`,
      });
}

const MOST_NAMED = 5;

function builtOn(root: ChangeRow, rows: readonly string[]): StoreError {
  const named = rows.slice(0, MOST_NAMED).join(", ") + (rows.length > MOST_NAMED ? " …" : "");
  return new StoreError(
    "conflict",
    {
      en: `Change ${root.seq} cannot be taken back, since later changes touched the same rows: ${named}. Take those back first.`,
      fr: `Le changement ${root.seq} ne peut être repris, car des changements plus récents touchent les mêmes lignes : ${named}. Reprenez d’abord ceux-là.`,
    },
    { rows },
  );
}

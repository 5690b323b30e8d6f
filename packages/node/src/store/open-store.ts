import type { Kysely } from "kysely";
import { backUp } from "./backup.ts";
import { addChange, type ChangeRow } from "./chain.ts";
import { type Database, openDatabase, type OpenOptions } from "./database.ts";
import { checkedActor, checkedFiles, checkedId, checkedWhy, refused } from "./entrance.ts";
import { checkedBase, effectsTo, makeChange, standing } from "./make-change.ts";
import { movePositions, positionsOf } from "./positions.ts";
import type { RecordTables } from "./record-tables.ts";
import { decide, proposalNamed, proposalsOf, propose } from "./reviewing.ts";
import { lastRevision } from "./rows.ts";
import { makeShelf } from "./shelf.ts";
import type { Change, ChangeKind, Store } from "./store.ts";
import { StoreError } from "./store-error.ts";
import { refuseLost } from "./touched.ts";
import { turnBack, type Turns, turnsIn } from "./undoing.ts";
import { verifyStore } from "./verify.ts";

/** Changes of a page, and the most that can be asked for. */
const PAGE = 100;
const LARGEST_PAGE = 1_000;

/** Open the store at the path of a SQLite file or at `postgres://...`; made new where there is none. */
export async function openStore(where: string, options: OpenOptions = {}): Promise<Store> {
  return storeIn(await openDatabase(where, options));
}

function storeIn(database: Database): Store {
  const shelf = makeShelf();
  const turn =
    (kind: "undo" | "redo"): Store["undo"] =>
    (id, seq, by, why) =>
      addChange(database, async (trx) => {
        const draft = await turnBack(trx, shelf, { id: checkedId(id), seq, by: checkedActor(by), why: checkedWhy(why), kind });
        return { draft, result: (made) => changeOf(made, null) };
      });
  return {
    database,
    list: () => shelf.list(database),
    files: async (id, revision) => {
      const stored = await database.read((db) => shelf.at(db, checkedId(id), revision));
      if (stored.files.length > 0) return stored;
      throw new StoreError("not-found", {
        en: `The import of the casebook "${id}" was undone: revision ${stored.revision} has no files.`,
        fr: `L’importation du dossier « ${id} » a été annulée : la révision ${stored.revision} n’a pas de fichiers.`,
      });
    },
    // Asynchronous throughout: what is refused at the door is a promise that fails, never a throw.
    importFiles: async (id, files, by, why, how = {}) => {
      const read = { id: checkedId(id), files: checkedFiles(files), by: checkedActor(by), why: checkedWhy(why) };
      return addChange(database, async (trx) => {
        const before = await standing(trx, shelf, read.id);
        const base = checkedBase(before, how.baseRevision);
        const effects = await effectsTo(trx, before, read.files);
        if (base !== null) await refuseLost(trx, { ...before, effects, base });
        const draft = await makeChange(trx, shelf, before, { kind: "import", by: read.by, why: read.why, effects, breaks: brokenImport });
        return { draft, result: (made) => changeOf(made, null) };
      });
    },
    changes: async (id, page = {}) => database.read((db) => changesOf(db, checkedId(id), page)),
    propose: async (id, { edits, why, baseRevision }, by) => {
      const asked = { id: checkedId(id), edits, why, baseRevision, by: checkedActor(by) };
      const proposal = await addChange(database, async (trx, seq) => {
        const draft = await propose(trx, shelf, asked, seq);
        return { draft, result: () => draft.proposal! };
      });
      return database.read((db) => proposalNamed(db, proposal));
    },
    proposals: async (id, asked = {}) =>
      database.read(async (db) => {
        await shelf.at(db, checkedId(id));
        return proposalsOf(db, id, asked);
      }),
    proposal: (proposal) => database.read((db) => proposalNamed(db, proposal)),
    decide: async (proposal, decision, by, { alone }) => {
      const actor = checkedActor(by);
      await addChange(database, async (trx) => ({
        draft: await decide(trx, shelf, { proposal, decision, by: actor, alone }),
        result: () => null,
      }));
      return database.read((db) => proposalNamed(db, proposal));
    },
    undo: turn("undo"),
    redo: turn("redo"),
    positions: async (id) => database.read((db) => positionsOf(db, checkedId(id))),
    movePositions: async (id, moved, by) => movePositions(database, checkedId(id), { moved, by: checkedActor(by) }),
    verify: (anchor) => database.read((db) => verifyStore(db, anchor)),
    head: () => database.read((db) => db.selectFrom("store_head").select(["count", "hash"]).executeTakeFirstOrThrow()),
    backup: (path) => backUp(database, path, database.steps),
    close: database.close,
  };
}

const SHOWN: Readonly<Partial<Record<ChangeRow["kind"], ChangeKind>>> = {
  import: "import",
  accept: "accept",
  amend: "accept",
  undo: "undo",
  redo: "redo",
};

async function changesOf(
  db: Kysely<RecordTables>,
  casebook: string,
  { after = 0, limit = PAGE }: { readonly after?: number; readonly limit?: number },
): Promise<readonly Change[]> {
  if (![after, limit].every((n) => Number.isSafeInteger(n) && n >= 0))
    throw refused("after and limit are whole numbers.", "after et limit sont des entiers.");
  if ((await lastRevision(db, casebook)) === null)
    throw new StoreError("not-found", {
      en: `The store has no casebook "${casebook}".`,
      fr: `Le dépôt n’a pas de dossier « ${casebook} ».`,
    });
  const rows = await db
    .selectFrom("changes")
    .select([
      "seq",
      "casebook",
      "revision",
      "kind",
      "account",
      "name",
      "made_at",
      "why",
      "proposal",
      "undoes",
      "added",
      "removed",
      "changed",
      "edits",
    ])
    .select(["previous_hash", "hash"])
    .where("casebook", "=", casebook)
    .where("kind", "in", Object.keys(SHOWN) as ChangeRow["kind"][])
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(Math.min(limit, LARGEST_PAGE))
    .execute();
  const turns = await turnsIn(db, casebook);
  return rows.map((row) => changeOf(row, turns));
}

function changeOf(row: Omit<ChangeRow, "effects" | "base_revision">, turns: Turns | null): Change {
  const { seq, casebook, revision, kind, proposal, undoes, added, removed, changed } = row;
  return {
    seq,
    casebook,
    revision,
    kind: SHOWN[kind]!,
    who: { account: row.account, name: row.name },
    when: row.made_at,
    why: row.why,
    // Of an import, an undo and a redo the rows say it.
    edits: JSON.parse(row.edits) as Change["edits"],
    undoes,
    undoneBy: turns?.undoneBy(seq) ?? null,
    proposal,
    counts: { added, removed, changed },
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

function brokenImport(findings: StoreError["findings"]): StoreError {
  return new StoreError(
    "refused",
    {
      en: `The casebook is whole and the folder is not: ${findings[0].summary} Correct it and import again.`,
      fr: `Le dossier gardé est complet et celui-ci ne l’est pas : ${findings[0].french?.summary ?? findings[0].summary} Corrigez-le et réimportez.`,
    },
    { findings },
  );
}

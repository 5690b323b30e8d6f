import { applyEdits, type CasebookFile, type Finding, type RowEdit } from "keiretsu";
import { type ChangeRow, type Draft, NOTHING, type Written } from "./chain.ts";
import { difference, type Effects, TAIL } from "./effects.ts";
import { tablesOf } from "./pieces.ts";
import { carryOut, highestPlaces, lastRevision, stateAt } from "./rows.ts";
import type { Shelf } from "./shelf.ts";
import type { Actor } from "./store.ts";
import { StoreError } from "./store-error.ts";

/** What a casebook is before a change: revision 0 and no files where there is none. */
export interface Before {
  readonly id: string;
  readonly revision: number;
  readonly files: readonly CasebookFile[];
}

export async function standing(trx: Written, shelf: Shelf, id: string): Promise<Before> {
  const revision = await lastRevision(trx, id);
  return { id, revision: revision ?? 0, files: revision === null ? [] : (await shelf.at(trx, id, revision)).files };
}

/** The revision that an import starts from; null where there is nothing that it could take back. */
export function checkedBase({ id, revision, files }: Before, base: number | undefined): number | null {
  if (base === undefined && files.length === 0) return null;
  if (base === undefined)
    throw new StoreError("base-needed", {
      en: `The casebook "${id}" is there already, at revision ${revision}. Say which revision these files were exported from (--base, "baseRevision"), so that nothing accepted since is taken back.`,
      fr: `Le dossier « ${id} » est déjà là, à la révision ${revision}. Dites de quelle révision viennent ces fichiers (--base, « baseRevision »), pour que rien de ce qui a été accepté depuis ne soit repris.`,
    });
  if (Number.isSafeInteger(base) && base >= 1 && base <= revision) return base;
  throw new StoreError("not-found", {
    en: `The casebook "${id}" has no revision ${base}: ${revision === 0 ? "it is not there" : `its last is ${revision}`}.`,
    fr: `Le dossier « ${id} » n’a pas de révision ${base} : ${revision === 0 ? "il n’est pas là" : `la dernière est ${revision}`}.`,
  });
}

/** The effects that lead from what stands to these files. */
export async function effectsTo(trx: Written, before: Before, files: readonly CasebookFile[]): Promise<Effects> {
  const old = new Map(before.files.map((file) => [file.path, file.text]));
  const moved = new Set([
    ...files.filter(({ path, text }) => old.get(path) !== text).map(({ path }) => path),
    ...before.files.filter(({ path }) => !files.some((file) => file.path === path)).map(({ path }) => path),
  ]);
  const [tablesBefore, tablesAfter] = [tablesOf(before.files), tablesOf(files)];
  // A file whose table is another one is read anew, even when its text is the same.
  for (const { path } of files) if (tablesBefore.get(path) !== tablesAfter.get(path)) moved.add(path);
  const state = await stateAt(trx, before.id, { revision: before.revision, paths: [...moved] });
  return difference(
    state,
    files.filter(({ path }) => moved.has(path)),
    { tables: tablesAfter, highest: await highestPlaces(trx, before.id, TAIL) },
  );
}

/** Carry effects out and give the record of it. Refuses what changes nothing and what would break a casebook that is whole. */
export async function makeChange(
  trx: Written,
  shelf: Shelf,
  before: Before,
  change: {
    readonly kind: ChangeRow["kind"];
    readonly by: Actor;
    readonly why: string;
    readonly effects: Effects;
    readonly more?: Partial<Draft>;
    /** What to say when it would break the casebook. */
    readonly breaks: (findings: readonly Finding[]) => StoreError;
  },
): Promise<Draft> {
  const { effects } = change;
  if (effects.begin.length + effects.end.length === 0)
    throw new StoreError("refused", {
      en: "Nothing would change: the casebook already says so.",
      fr: "Rien ne changerait : le dossier le dit déjà.",
    });
  const revision = before.revision + 1;
  const files = await carryOut(trx, before.id, { effects, revision, before: before.files });
  // An empty casebook is none: its import was taken back.
  if (files.length > 0 && before.files.length > 0 && shelf.loaded(before.files).whole) {
    const after = shelf.loaded(files);
    if (!after.whole) throw change.breaks(after.findings.filter(({ severity }) => severity === "error"));
  }
  return {
    ...NOTHING,
    casebook: before.id,
    revision,
    kind: change.kind,
    ...signed(change.by, change.why),
    ...counted(effects),
    effects: JSON.stringify(effects),
    ...change.more,
  };
}

export function signed(by: Actor, why: string): Pick<Draft, "account" | "name" | "why"> {
  return { account: by.account, name: by.name, why };
}

/** A place that is left and taken in one change was written anew. */
function counted({ end, begin }: Effects): Pick<Draft, "added" | "removed" | "changed"> {
  const left = new Set(end.map(([path, position]) => `${position} ${path}`));
  const changed = begin.filter(([path, position]) => left.has(`${position} ${path}`)).length;
  return { added: begin.length - changed, removed: end.length - changed, changed };
}

/** Files after edits; refuses edits that cannot be made. */
export function editedFiles(files: readonly CasebookFile[], edits: readonly RowEdit[]): readonly CasebookFile[] {
  const { files: after, findings } = applyEdits(files, edits);
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return after;
  throw new StoreError(
    "refused",
    {
      en: `The edits cannot be made: ${errors[0].summary}`,
      fr: `Les modifications sont impossibles : ${errors[0].french?.summary ?? errors[0].summary}`,
    },
    { findings: errors },
  );
}

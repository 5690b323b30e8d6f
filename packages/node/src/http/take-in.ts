import { basename, resolve } from "node:path";
import { type CasebookFile, load } from "keiretsu";
import type { Bilingual } from "../cli/command.ts";
import { readFolder } from "../store/folder.ts";
import type { Actor, Change, Store } from "../store/store.ts";

/** Who takes in the folders that `serve` is given. */
const SERVE: Actor = { account: "local", name: "keiretsu serve" };

export type Taken = "new" | "same" | "changed" | "refreshed";

/**
 * Bring a folder into the store where the store has no casebook of its name. Where it has one, say whether the folder is still what was taken in; with
 * `refresh` take it in anew, which the store refuses where it would lose what people have changed in the same rows.
 */
export async function takeIn(store: Store, folder: string, refresh: boolean): Promise<{ readonly id: string; readonly taken: Taken }> {
  const id = basename(resolve(folder));
  const { files } = readFolder(folder);
  const known = (await store.list()).some((one) => one.id === id);
  if (!known) {
    await store.importFiles(id, files, SERVE, `${folder} taken in`);
    return { id, taken: "new" };
  }
  const last = await lastImport(store, id);
  const before = last === null ? null : await store.files(id, last.revision);
  if (before !== null && isSame(before.files, files)) return { id, taken: "same" };
  if (!refresh) return { id, taken: "changed" };
  await store.importFiles(id, files, SERVE, `${folder} taken in anew`, { baseRevision: last?.revision ?? 1 });
  return { id, taken: "refreshed" };
}

function isSame(a: readonly CasebookFile[], b: readonly CasebookFile[]): boolean {
  const texts = new Map(a.map(({ path, text }) => [path, text]));
  return a.length === b.length && b.every(({ path, text }) => texts.get(path) === text);
}

async function lastImport(store: Store, id: string): Promise<Change | null> {
  let last: Change | null = null;
  for (let after = 0; ; ) {
    const page = await store.changes(id, { after, limit: 500 });
    last = page.findLast(({ kind }) => kind === "import") ?? last;
    if (page.length < 500) return last;
    after = page.at(-1)!.seq;
  }
}

/** What the fault of a folder is, before anything is opened; null when it is a casebook that can be used. */
export function faultOf(folder: string): Bilingual | null {
  try {
    const { files, findings } = readFolder(folder);
    if (load(files, { findings }).whole) return null;
    return {
      en: `${folder} is not whole: nothing was taken in. “keiretsu check ${folder}” tells all.`,
      fr: `${folder} n’est pas complet : rien n’a été pris. « keiretsu check ${folder} » dit tout.`,
    };
  } catch {
    return { en: `${folder} is not a folder that can be read.`, fr: `${folder} n’est pas un dossier lisible.` };
  }
}

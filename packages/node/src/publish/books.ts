import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { takeIn } from "../http/take-in.ts";
import { openStore } from "../store/open-store.ts";
import type { Store, StoredCasebook, StoredFiles } from "../store/store.ts";

/** A casebook as the API lists it and hands it out: what the app reads from a server, it reads from a site. */
export interface PublishedBook {
  readonly listed: StoredCasebook;
  readonly stored: StoredFiles;
}

/** The casebooks of a store with these ids, all of them where none is named. Throws `StoreError`. */
export async function booksOfStore(where: string, ids: readonly string[]): Promise<readonly PublishedBook[]> {
  const store = await openStore(where);
  try {
    return await booksIn(store, ids);
  } finally {
    await store.close();
  }
}

/** Casebooks as they lie in folders, through a store that is gone afterwards; changed when the newest of their files was. Throws `StoreError`. */
export async function booksOfFolders(folders: readonly string[]): Promise<readonly PublishedBook[]> {
  const scratch = mkdtempSync(join(tmpdir(), "keiretsu-publish-"));
  try {
    const store = await openStore(join(scratch, "casebooks.sqlite"));
    try {
      for (const folder of folders) await takeIn(store, folder, false);
      const changed = new Map(folders.map((folder) => [basename(resolve(folder)), newest(folder)]));
      const books = await booksIn(store, []);
      return books.map(({ listed, stored }) => ({ listed: { ...listed, changedAt: changed.get(listed.id)! }, stored }));
    } finally {
      await store.close();
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

async function booksIn(store: Store, ids: readonly string[]): Promise<readonly PublishedBook[]> {
  const all = await store.list();
  const wanted = ids.length === 0 ? all.map(({ id }) => id) : ids;
  return Promise.all(
    wanted.map(async (id) => {
      // An unknown id is refused in the words of the store.
      const stored = await store.files(id);
      return { listed: all.find((one) => one.id === id)!, stored };
    }),
  );
}

function newest(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Date(Math.max(0, ...files.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs))).toISOString();
}

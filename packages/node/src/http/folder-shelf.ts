import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { type CasebookFile, load, readPackage } from "keiretsu";
import { PACKAGE_FILE } from "../files.ts";
import type { CasebookFiles, Shelf, StoredCasebook } from "./shelf.ts";

/** Casebooks as they lie in folders, read only. */
export class FolderShelf implements Shelf {
  readonly #books: ReadonlyMap<string, CasebookFiles & { readonly head: StoredCasebook }>;

  constructor(folders: readonly string[]) {
    this.#books = new Map(folders.map((folder) => [basename(resolve(folder)), readBook(folder)]));
  }

  async list(): Promise<readonly StoredCasebook[]> {
    return [...this.#books.values()].map(({ head }) => head);
  }

  async files(id: string): Promise<CasebookFiles | null> {
    return this.#books.get(id) ?? null;
  }
}

function readBook(folder: string): CasebookFiles & { readonly head: StoredCasebook } {
  const id = basename(resolve(folder));
  const files = filesOf(folder);
  const digest = createHash("sha256").update(JSON.stringify(files)).digest("hex");
  const text = files.find(({ path }) => path === PACKAGE_FILE)?.text ?? "";
  const { title, titleFr } = readPackage(text).package;
  const { casebook } = load(files);
  const counts = { sources: casebook.sources.length, claims: casebook.claims.length, deals: casebook.deals.length };
  const changedAt = statSync(join(folder, PACKAGE_FILE)).mtime.toISOString();
  return { id, revision: 1, digest, files, head: { id, title, titleFr, revision: 1, digest, changedAt, counts } };
}

function filesOf(folder: string): readonly CasebookFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(csv|yaml|md)$|datapackage\.json$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "/").length))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

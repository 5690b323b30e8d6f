import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { PublishedBook } from "./books.ts";
import { type Chapter, sitePage } from "./page.ts";
import { licenceText, readmeText } from "./texts.ts";

export interface Site {
  /** By name relative to the site, with forward slashes. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** SHA-256 of each file. */
  readonly digests: Readonly<Record<string, string>>;
}

/** The app and its casebooks as plain files that any web server can hand out, below any address. `web` is the folder of the built app. */
export function siteOf(
  books: readonly PublishedBook[],
  site: {
    readonly web: string;
    readonly chapters: readonly Chapter[];
    /** By name relative to the folder of the data. */
    readonly openings: readonly (readonly [name: string, text: string])[];
    readonly version: string;
  },
): Site {
  const { web, chapters, openings, version } = site;
  const files = new Map<string, string | Uint8Array>(filesBelow(web).map((path) => [path, readFileSync(join(web, path))]));
  files.set("index.html", sitePage(readFileSync(join(web, "index.html"), "utf8"), chapters));
  files.set("data/casebooks.json", json({ casebooks: books.map(({ listed }) => listed) }));
  for (const { stored } of books) {
    const { id, revision, digest } = stored;
    files.set(`data/${id}.json`, json({ id, revision, digest, files: stored.files }));
  }
  for (const [name, text] of openings) files.set(`data/${name}`, text);
  files.set("README.txt", readmeText(chapters, version));
  files.set("LICENSE.txt", licenceText());
  const digests = [...files].map(([name, content]) => [name, createHash("sha256").update(content).digest("hex")] as const);
  return { files, digests: Object.fromEntries(digests.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function json(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** Names of all files below a folder, relative to it, with forward slashes. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"));
}

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import Sqlite from "better-sqlite3";
import type { CasebookFile } from "keiretsu";
import { type Cluster, makeCluster } from "./postgres.ts";

/** A kind of store that the same tests run on. */
export interface Kind {
  readonly name: "SQLite" | "PostgreSQL";
  /** Where a new empty store may be. */
  readonly place: () => Promise<string>;
  /** Statements past the store, with the guards of the database taken off first, as somebody with the file can. */
  readonly tamper: (where: string, ...statements: readonly string[]) => Promise<void>;
  /** The server, where there is one. */
  readonly cluster: () => Cluster;
}

const UNGUARD = {
  SQLite: ["drop trigger if exists changes_no_update", "drop trigger if exists changes_no_delete"],
  PostgreSQL: ["alter table changes disable trigger all"],
};

/** Run a suite on both stores, each with a folder or a server of its own. */
export function onBothStores(suite: (kind: Kind) => void): void {
  describe("SQLite", () => {
    let folder = "";
    let made = 0;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "keiretsu-store-"));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    suite({
      name: "SQLite",
      place: async () => join(folder, `store${++made}.sqlite`),
      tamper: async (where, ...statements) => {
        const database = new Sqlite(where);
        for (const statement of [...UNGUARD.SQLite, ...statements]) database.exec(statement);
        database.close();
      },
      cluster: () => {
        throw new Error("SQLite has no server");
      },
    });
  });
  describe("PostgreSQL", () => {
    let cluster: Cluster | null = null;
    beforeAll(async () => {
      cluster = await makeCluster();
    });
    afterAll(() => cluster?.remove());
    suite({
      name: "PostgreSQL",
      place: () => cluster!.database(),
      tamper: async (where, ...statements) => {
        for (const statement of [...UNGUARD.PostgreSQL, ...statements]) await cluster!.run(where, statement);
      },
      cluster: () => cluster!,
    });
  });
}

export const casebookNames = ["ai-alliances", "keiretsu-japan", "lucent-2000", "ford-1914", "bubbles"] as const;

/** Every file of a casebook that ships with the project, sorted by path. */
export function casebook(name: string): readonly CasebookFile[] {
  const root = new URL(`../../../../casebooks/${name}/`, import.meta.url).pathname;
  const walk = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
    );
  return walk("")
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

const own = { schema: 1, chapters: ["ai"], currency: "USD", titleFr: "Petit dossier" };
const resources = ["sources", "entities", "deals", "legs", "claims", "status"].map((name) => ({ name, path: `${name}.csv` }));

/** A small whole casebook, in which every step can be read at a glance. */
export const small: readonly CasebookFile[] = [
  { path: "README.md", text: "# A small casebook\n" },
  {
    path: "claims.csv",
    text: `id,subject,predicate,value,unit,valid_on,known_on,basis,recorded_on,supersedes,source,stance,confidence,paraphrase
c-1,leg-1,amount,100,USD,2025-09-22,2025-09-22,published,2026-01-01,,paper,asserts,press,It pays 100
c-2,nvidia,ownership-share-by-open-ai,5,%,2025-09-22,2025-09-22,published,2026-01-01,,paper,asserts,press,A stake
`,
  },
  { path: "datapackage.json", text: JSON.stringify({ name: "small", title: "Small", keiretsu: own, resources }) },
  { path: "deals.csv", text: "id,title,chapter\ndeal-1,A deal,ai\n" },
  { path: "entities.csv", text: "id,name,aliases,kind,parent\nnvidia,Nvidia,,company,\nopenai,OpenAI,,lab,\nopen-ai,Open AI,,lab,\n" },
  {
    path: "legs.csv",
    text: "id,deal,title,instrument,from,to,gives,issuer,sum\nleg-1,deal-1,Stake,equity-investment,nvidia,open-ai,cash,open-ai,leg\n",
  },
  { path: "sources.csv", text: "id,publisher,title,language,kind,seen,published_on\npaper,Paper,News,en,press,yes,2025-09-22\n" },
  {
    path: "status.csv",
    text: "leg,status,valid_on,known_on,basis,recorded_on,source\nleg-1,announced,2025-09-22,2025-09-22,published,2026-01-01,paper\n",
  },
];

export const ada = { account: "ada", name: "Ada" };
export const ben = { account: "ben", name: "Ben" };

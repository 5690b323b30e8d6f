import { basename, resolve } from "node:path";
import { type Finding, formatNumber } from "keiretsu";
import type { Store } from "../store/store.ts";
import { type Bilingual, type Call, type Command, DataError, EXIT, type Option, UsageError } from "./command.ts";
import { findingText } from "./finding-text.ts";
import { writeJson } from "./output.ts";
import { changeLine, changesText, listText } from "./store-text.ts";

/** Where the store is when nobody says: beside what `serve` keeps. */
const DEFAULT_STORE = ".keiretsu/casebooks.sqlite";
const MOST_CHANGES = 1_000;

interface Verb {
  /** What the second argument is, null where there is none. */
  readonly takes: "folder" | "id" | "file" | null;
  /** Whether it makes a store that is not there. */
  readonly creates: boolean;
  readonly run: (call: Call, store: Store) => Promise<number>;
}

/** What one does to a store that is open; `restore` and `migrate` open it themselves. */
const VERBS: Readonly<Record<string, Verb>> = {
  import: { takes: "folder", creates: true, run: importFolder },
  export: { takes: "id", creates: false, run: exportCasebook },
  list: { takes: null, creates: false, run: list },
  changes: { takes: "id", creates: false, run: changes },
  verify: { takes: null, creates: false, run: verify },
  backup: { takes: "file", creates: false, run: backup },
};
const ALL = [...Object.keys(VERBS), "restore", "migrate"];

const STORE: Option = {
  name: "store",
  kind: "text",
  value: "place",
  fallback: DEFAULT_STORE,
  description: { en: "SQLite file, or postgres://user@host/database", fr: "Fichier SQLite, ou postgres://compte@hôte/base" },
};

const HEAD: Option = {
  name: "head",
  kind: "text",
  value: "hash",
  description: {
    en: "Hash noted earlier, which the history must hold (verify)",
    fr: "Empreinte notée auparavant, que l’histoire doit contenir (verify)",
  },
};

export const storeCommand: Command = {
  name: "store",
  summary: {
    en: "Keep casebooks in a database with their whole history, and check or back it up",
    fr: "Garder des dossiers dans une base avec toute leur histoire, la vérifier, la sauvegarder",
  },
  arguments: [
    { name: "verb", required: true, description: { en: `One of ${ALL.join(", ")}`, fr: `L’un de ${ALL.join(", ")}` } },
    {
      name: "what",
      required: false,
      description: {
        en: "Folder to import, id to export or look at, file to back up to or restore from",
        fr: "Dossier à importer, identifiant à exporter ou consulter, fichier de sauvegarde",
      },
    },
  ],
  options: [
    STORE,
    { name: "as", kind: "text", value: "id", description: { en: "Id of the casebook (import)", fr: "Identifiant du dossier (import)" } },
    {
      name: "why",
      kind: "text",
      description: { en: "Reason, kept with the change (import)", fr: "Motif, gardé avec le changement (import)" },
    },
    { name: "by", kind: "text", value: "name", description: { en: "Who does it (import)", fr: "Qui le fait (import)" } },
    {
      name: "base",
      kind: "integer",
      min: 1,
      value: "n",
      description: {
        en: "Revision that the folder was exported from, needed over a casebook that is there: what others did since is not lost (import)",
        fr: "Révision d’où vient le dossier, nécessaire si le dossier est déjà là : ce que d’autres ont fait depuis n’est pas perdu (import)",
      },
    },
    {
      name: "out",
      short: "o",
      kind: "text",
      value: "folder",
      description: { en: "New or empty folder to write to (export)", fr: "Dossier neuf ou vide où écrire (export)" },
    },
    {
      name: "replace",
      kind: "flag",
      description: { en: "Write over an older copy (export)", fr: "Réécrire une copie antérieure (export)" },
    },
    {
      name: "revision",
      kind: "integer",
      min: 1,
      value: "n",
      description: { en: "Revision to export (default: the last)", fr: "Révision à exporter (par défaut la dernière)" },
    },
    HEAD,
    {
      name: "backup",
      kind: "text",
      value: "file",
      description: { en: "Where the back-up before migration goes (migrate)", fr: "Où va la sauvegarde avant migration (migrate)" },
    },
  ],
  examples: [
    "keiretsu store import casebooks/ford-1914",
    "keiretsu store list",
    "keiretsu store changes ford-1914",
    "keiretsu store export ford-1914 -o ford-again",
    "keiretsu store verify",
    "keiretsu store backup casebooks.backup",
    "keiretsu store restore casebooks.backup --store other.sqlite",
  ],
  async run(call) {
    const [name, what, ...more] = call.args;
    if (!ALL.includes(name) || more.length > 0)
      throw usage(
        `No verb "${name}", expected one of ${ALL.join(", ")}.`,
        `Aucun verbe « ${name} » ; attendu : l’un de ${ALL.join(", ")}.`,
      );
    if (name === "restore") return restore(call, what);
    if (name === "migrate") return migrate(call);
    const verb = VERBS[name];
    if ((what === undefined) !== (verb.takes === null)) throw missing(name, verb);
    return withStore(call, verb, (store) => verb.run(call, store));
  },
};

/** The check of a store by a name of its own, which is what one looks for when in doubt. */
export const verifyCommand: Command = {
  name: "verify",
  summary: {
    en: "Check that nothing in a store was changed past the program; the same as store verify",
    fr: "Vérifier que rien dans un dépôt n’a été modifié hors du programme ; comme store verify",
  },
  arguments: [],
  options: [STORE, HEAD],
  examples: ["keiretsu verify", "keiretsu verify --store postgres://localhost/keiretsu"],
  run: async (call) => withStore(call, { creates: false }, (store) => verify(call, store)),
};

async function withStore(call: Call, { creates }: { readonly creates: boolean }, work: (store: Store) => Promise<number>): Promise<number> {
  // Loaded here alone, so that other commands do not wait for a database.
  const { openStore } = await import("../store/open-store.ts");
  if (creates) await makeDefaultFolder(call);
  const store = await openStore(placeOf(call), { create: creates });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function usage(en: string, fr: string): UsageError {
  return new UsageError({ en, fr });
}

const TAKES: Readonly<Record<"folder" | "id" | "file", Bilingual>> = {
  folder: { en: "a folder", fr: "un dossier" },
  id: { en: "the id of a casebook", fr: "l’identifiant d’un dossier" },
  file: { en: "a file", fr: "un fichier" },
};

function missing(name: string, { takes }: Verb): UsageError {
  return takes === null
    ? usage(`"store ${name}" takes no further argument.`, `« store ${name} » ne prend pas d’autre argument.`)
    : usage(`"store ${name}" needs ${TAKES[takes].en}.`, `« store ${name} » demande ${TAKES[takes].fr}.`);
}

function placeOf(call: Call): string {
  return call.text("store") ?? DEFAULT_STORE;
}

async function makeDefaultFolder(call: Call): Promise<void> {
  if (placeOf(call) !== DEFAULT_STORE) return;
  const { mkdirSync } = await import("node:fs");
  mkdirSync(".keiretsu", { recursive: true, mode: 0o700 });
}

async function importFolder(call: Call, store: Store): Promise<number> {
  const folder = call.args[1];
  const { readFolder } = await import("../store/folder.ts");
  const { files, findings, leftOut } = readFolder(folder);
  if (findings.some(({ severity }) => severity === "error")) {
    tellFindings(call, findings, folder);
    throw new DataError({ en: "Nothing was imported.", fr: "Rien n’a été importé." });
  }
  const id = call.text("as") ?? basename(resolve(folder));
  const { env } = call.io;
  const name = call.text("by") ?? env.USER ?? env.LOGNAME ?? env.USERNAME ?? "local";
  const why =
    call.text("why") ?? call.say({ en: `Import of ${basename(resolve(folder))}`, fr: `Importation de ${basename(resolve(folder))}` });
  const base = call.number("base");
  const by = { account: name, name };
  const change = await store.importFiles(id, files, by, why, base === null ? {} : { baseRevision: base });
  if (call.flag("json")) return writeJson(call.io, change);
  call.io.stdout(`${changeLine(call, change)}\n`);
  if (leftOut.length > 0)
    call.io.stderr(
      call.say({ en: `Left out, being hidden: ${leftOut.join(", ")}.\n`, fr: `Laissés de côté, car cachés : ${leftOut.join(", ")}.\n` }),
    );
  return EXIT.fine;
}

async function exportCasebook(call: Call, store: Store): Promise<number> {
  const out = call.text("out");
  if (out === null) throw usage('"store export" needs -o <folder>.', "« store export » demande -o <dossier>.");
  const { id, revision, digest, files } = await store.files(call.args[1], call.number("revision") ?? undefined);
  const { writeCasebook } = await import("../store/folder.ts");
  const others = writeCasebook(out, files, { replace: call.flag("replace") });
  if (call.flag("json")) return writeJson(call.io, { id, revision, digest, files: files.map(({ path }) => path), others });
  const count = formatNumber(files.length, call.language);
  call.io.stdout(
    call.say({
      en: `Written: ${out}, ${count} files of ${id} at revision ${revision}.\n`,
      fr: `Écrit : ${out}, ${count} fichiers de ${id} à la révision ${revision}.\n`,
    }),
  );
  if (others.length > 0)
    call.io.stderr(
      call.say({
        en: `Also in the folder, and not in the store: ${others.join(", ")}.\n`,
        fr: `Aussi dans le dossier, et pas dans le dépôt : ${others.join(", ")}.\n`,
      }),
    );
  return EXIT.fine;
}

async function list(call: Call, store: Store): Promise<number> {
  const casebooks = await store.list();
  if (call.flag("json")) return writeJson(call.io, { casebooks });
  call.io.stdout(`${listText(call, casebooks)}\n`);
  return EXIT.fine;
}

async function changes(call: Call, store: Store): Promise<number> {
  const found = await store.changes(call.args[1], { limit: MOST_CHANGES });
  if (call.flag("json")) return writeJson(call.io, { changes: found });
  call.io.stdout(`${changesText(call, found)}\n`);
  return EXIT.fine;
}

async function verify(call: Call, store: Store): Promise<number> {
  const head = call.text("head");
  const findings = await store.verify(head === null ? {} : { head });
  const end = await store.head();
  const code = findings.length === 0 ? EXIT.fine : EXIT.data;
  if (call.flag("json")) {
    writeJson(call.io, { findings, head: end });
    return code;
  }
  tellFindings(call, findings, "");
  if (findings.length > 0) {
    call.io.stdout(
      call.say({
        en: `The store was changed past the program: ${findings.length} findings.\n`,
        fr: `Le dépôt a été modifié hors du programme : ${findings.length} constats.\n`,
      }),
    );
    return code;
  }
  const count = formatNumber(end.count, call.language);
  call.io.stdout(
    call.say({
      en: `The history (${count} records) and every row agree.\nHead: ${end.hash}\nNote it elsewhere: "keiretsu store verify --head <hash>" then also finds a history written anew.\n`,
      fr: `L’histoire (${count} enregistrements) et toutes les lignes concordent.\nTête : ${end.hash}\nNotez-la ailleurs : « keiretsu store verify --head <empreinte> » décèle alors aussi une histoire réécrite.\n`,
    }),
  );
  return code;
}

async function backup(call: Call, store: Store): Promise<number> {
  const path = call.args[1];
  // Asked first, so that the copy holds it whatever comes in between.
  const head = await store.head();
  await store.backup(path);
  if (call.flag("json")) return writeJson(call.io, { path, head });
  call.io.stdout(call.say({ en: `Written: ${path}.\nHead: ${head.hash}\n`, fr: `Écrit : ${path}.\nTête : ${head.hash}\n` }));
  return EXIT.fine;
}

async function restore(call: Call, path: string | undefined): Promise<number> {
  if (path === undefined)
    throw usage('"store restore" needs the file of a back-up.', "« store restore » demande le fichier d’une sauvegarde.");
  const { restoreStore } = await import("../store/restore.ts");
  const where = placeOf(call);
  const head = await restoreStore(path, where);
  if (call.flag("json")) return writeJson(call.io, { path, head });
  call.io.stdout(
    call.say({
      en: `Restored from ${path}, and verified.\nHead: ${head.hash}\n`,
      fr: `Restauré depuis ${path}, et vérifié.\nTête : ${head.hash}\n`,
    }),
  );
  return EXIT.fine;
}

async function migrate(call: Call): Promise<number> {
  const { openStore } = await import("../store/open-store.ts");
  const backupTo = call.text("backup");
  const store = await openStore(placeOf(call), { create: false, ...(backupTo === null ? {} : { backupTo }) });
  const { migrated } = store.database;
  await store.close();
  if (call.flag("json")) return writeJson(call.io, migrated);
  call.io.stdout(
    migrated.steps.length === 0
      ? call.say({ en: "The store is up to date.\n", fr: "Le dépôt est à jour.\n" })
      : call.say({
          en: `Migrated: ${migrated.steps.join(", ")}. The store as it was: ${migrated.backup}.\n`,
          fr: `Migré : ${migrated.steps.join(", ")}. Le dépôt tel qu’il était : ${migrated.backup}.\n`,
        }),
  );
  return EXIT.fine;
}

function tellFindings({ io, language }: Call, findings: readonly Finding[], folder: string): void {
  io.stdout(findings.map((finding) => findingText(finding, { io, language, folder })).join(""));
}

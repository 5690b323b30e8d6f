import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { type AnswerFolder, refuseForeign, tellCreated, writeAnswer } from "./answer-folder.ts";
import { type Bilingual, type Call, type Command, DataError, EXIT, UsageError } from "./command.ts";
import { VERSION } from "./main.ts";
import { openCasebook } from "./open.ts";
import { writeJson } from "./output.ts";

const MANIFEST = "keiretsu-site.json";
const SCHEMA = "keiretsu.site/1";

/** The web app and some casebooks as a folder for any web server. */
export const publish: Command = {
  name: "publish",
  summary: {
    en: "Write a read-only site of casebooks that any web server can host",
    fr: "Écrire un site en lecture seule, que tout serveur web peut héberger",
  },
  arguments: [
    {
      name: "folder",
      required: true,
      description: { en: "Folder to write; an earlier site in it is replaced", fr: "Dossier à écrire ; un site antérieur y est remplacé" },
    },
    {
      name: "casebook...",
      required: false,
      description: {
        en: "Folders of casebooks; with --store, their names (default: all of the store)",
        fr: "Dossiers de données (casebooks) ; avec --store, leurs noms (par défaut : tous)",
      },
    },
  ],
  options: [
    {
      name: "store",
      kind: "text",
      value: "file",
      description: {
        en: "Publish what a store holds, accepted changes included: its SQLite file, or postgres://...",
        fr: "Publier ce que contient un dépôt, changements acceptés compris : son fichier SQLite, ou postgres://...",
      },
    },
  ],
  examples: ["keiretsu publish site casebooks/ai-alliances casebooks/lucent-2000"],
  async run(call) {
    const [folder] = call.args;
    const output: AnswerFolder = { folder, option: "keiretsu publish", manifest: MANIFEST, schema: SCHEMA };
    refuseForeign(output);
    // Loaded here alone, so that other commands do not wait for a database.
    const { webFolder } = await import("../http/web-folder.ts");
    const [{ siteOf }, { chapterOf }, { openingsOf }] = await Promise.all([
      import("../publish/site.ts"),
      import("../publish/chapter.ts"),
      import("../publish/openings.ts"),
    ]);
    const web = webFolder();
    if (!existsSync(join(web, "index.html"))) throw new UsageError(NOT_BUILT);
    const books = await booksToPublish(call);
    const openings = (await Promise.all(books.map(openingsOf))).flat();
    const { files, digests } = siteOf(books, { web, chapters: books.map(chapterOf), openings, version: VERSION });
    const casebooks = books.map(({ listed: { id, title, revision, digest } }) => ({ id, title, revision, digest }));
    const { names, created } = writeAnswer(output, files, { version: VERSION, casebooks, digests });
    if (call.flag("json")) return writeJson(call.io, { schema: SCHEMA, folder, version: VERSION, casebooks, files: names });
    call.io.stdout(
      call.say({
        en: `Written: ${folder}, ${names.length} files. Put the folder on any web server, at any address.\n`,
        fr: `Écrit : ${folder}, ${names.length} fichiers. Mettez ce dossier sur n’importe quel serveur web, à n’importe quelle adresse.\n`,
      }),
    );
    tellCreated(call, created);
    return EXIT.fine;
  },
};

const NOT_BUILT: Bilingual = {
  en: "The web app is not built: run npm run build:web first.",
  fr: "L’application web n’est pas construite : lancez d’abord npm run build:web.",
};

async function booksToPublish(call: Call) {
  const [{ booksOfFolders, booksOfStore }, { StoreError }] = await Promise.all([
    import("../publish/books.ts"),
    import("../store/store-error.ts"),
  ]);
  const [, ...named] = call.args;
  const store = call.text("store");
  if (store === null) checkFolders(call, named);
  try {
    const books = store === null ? await booksOfFolders(named) : await booksOfStore(store, named);
    const taken = books.find(({ listed }) => listed.id === "casebooks");
    if (taken || books.length === 0) throw new UsageError(taken ? TAKEN : NOTHING);
    return books;
  } catch (error) {
    if (error instanceof StoreError) throw new DataError(error.text);
    throw error;
  }
}

const TAKEN: Bilingual = {
  en: 'A casebook called "casebooks" cannot be published: the site keeps its list under that name.',
  fr: "Un dossier nommé « casebooks » ne peut être publié : le site garde sa liste sous ce nom.",
};

const NOTHING: Bilingual = {
  en: "Name the folders of casebooks to publish, or a store with --store.",
  fr: "Nommez les dossiers (casebooks) à publier, ou un dépôt avec --store.",
};

/** Every folder is a casebook that is whole, and no two are of one name. */
function checkFolders(call: Call, folders: readonly string[]): void {
  if (folders.length === 0) throw new UsageError(NOTHING);
  const names = folders.map((folder) => basename(resolve(folder)));
  const twice = names.find((name, k) => names.indexOf(name) < k);
  if (twice !== undefined) throw new UsageError({ en: `Two folders are called "${twice}".`, fr: `Deux dossiers se nomment « ${twice} ».` });
  for (const folder of folders) openCasebook(call, folder);
}

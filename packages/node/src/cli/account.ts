import { userInfo } from "node:os";
import type { Account } from "../http/accounts/accounts.ts";
import type { Keep } from "../http/accounts/keep.ts";
import { ROLES, type Role } from "../http/env.ts";
import { StoreError } from "../store/store-error.ts";
import { DataError, EXIT, UsageError, type Argument, type Bilingual, type Call, type Command, type Option } from "./command.ts";
import { formatTable, writeCsv, writeJson, type Table } from "./output.ts";

/** Accounts of a team, made and changed on the machine of the server: the first administrator can be made nowhere else. */

export const STORE: Option = {
  name: "store",
  kind: "text",
  value: "place",
  required: true,
  description: {
    en: "Store of the team: a SQLite file or postgres://...",
    fr: "Dépôt de l’équipe : un fichier SQLite ou postgres://...",
  },
};

const VERBS = ["add", "list", "role", "password", "remove"] as const;

const NAME: Argument = {
  name: "name",
  required: false,
  description: { en: "Name of the account, as typed to sign in", fr: "Nom du compte, tel qu’on le tape pour s’identifier" },
};

export const account: Command = {
  name: "account",
  summary: {
    en: "Accounts of a team: who may read, propose, review, administer",
    fr: "Comptes d’une équipe : qui peut lire, proposer, relire, administrer",
  },
  arguments: [{ name: "verb", required: true, description: { en: VERBS.join(", "), fr: VERBS.join(", ") } }, NAME],
  options: [
    STORE,
    {
      name: "role",
      kind: "choice",
      choices: ROLES,
      description: {
        en: "What the account may do; each role includes those before it",
        fr: "Ce que le compte peut faire ; chaque rôle comprend ceux d’avant",
      },
    },
    {
      name: "shown-name",
      kind: "text",
      value: "text",
      description: { en: "Name that others see (default: the name)", fr: "Nom que les autres voient (par défaut : le nom)" },
    },
  ],
  csv: true,
  examples: [
    "keiretsu account add akiko --role administer --store team.sqlite",
    "keiretsu account list --store postgres://localhost/keiretsu",
  ],
  async run(call) {
    const verb = chooseVerb(call, VERBS);
    return withKeep(call, async (keep) => {
      if (verb === "list") return tellAccounts(call, await (await accounts()).listAccounts(keep));
      const name = nameOf(call);
      const done = await change(call, keep, verb, name);
      await noteHere(keep, { action: `account ${verb}`, subject: name, detail: call.text("role") ?? "" });
      return tell(call, done);
    });
  },
};

async function change(call: Call, keep: Keep, verb: (typeof VERBS)[number], name: string): Promise<Bilingual> {
  const { addAccount, changeAccount, removeAccount } = await accounts();
  if (verb === "add") {
    const role = roleOf(call);
    await addAccount(keep, { name, shownName: call.text("shown-name") ?? name, role, password: await askPassword(call) });
    return { en: `Added: ${name} (${role}).`, fr: `Ajouté : ${name} (${role}).` };
  }
  if (verb === "role") {
    const role = roleOf(call);
    await changeAccount(keep, name, { role });
    return { en: `${name} may now: ${role}. Sessions ended.`, fr: `${name} peut maintenant : ${role}. Sessions closes.` };
  }
  if (verb === "password") {
    await changeAccount(keep, name, { password: await askPassword(call) });
    return { en: `${name} has a new password. Sessions ended.`, fr: `${name} a un nouveau mot de passe. Sessions closes.` };
  }
  await removeAccount(keep, name);
  return { en: `Removed: ${name}. Sessions and tokens ended.`, fr: `Retiré : ${name}. Sessions et jetons clos.` };
}

function tellAccounts(call: Call, list: readonly Account[]): number {
  if (call.flag("json")) return writeJson(call.io, list);
  const heads = call.say({ en: "Name|Shown name|Role|Since|Removed", fr: "Nom|Nom affiché|Rôle|Depuis|Retiré" }).split("|");
  const rows = list.map(({ name, shownName, role, createdAt, removedAt }) => [name, shownName, role, createdAt, removedAt]);
  return tellTable(call, { head: heads, rows });
}

/** A command of several verbs: the first argument, one of those. */
export function chooseVerb<T extends string>(call: Call, verbs: readonly T[]): T {
  const verb = verbs.find((known) => known === call.args[0]);
  if (verb) return verb;
  const list = verbs.join(", ");
  throw new UsageError({ en: `Found "${call.args[0]}", expected one of ${list}.`, fr: `« ${call.args[0]} » trouvé, attendu : ${list}.` });
}

export function nameOf(call: Call): string {
  if (call.args[1] !== undefined) return call.args[1];
  throw new UsageError({ en: "Missing: the name of the account.", fr: "Il manque le nom du compte." });
}

function roleOf(call: Call): Role {
  const role = ROLES.find((known) => known === call.text("role"));
  if (role) return role;
  throw new UsageError({ en: "--role is required.", fr: "--role est obligatoire." });
}

/** Open the accounts of --store, and tell what they refuse as what the call or the store is at fault for. */
export async function withKeep(call: Call, use: (keep: Keep) => Promise<number>): Promise<number> {
  const [{ keepIn }, { Problem }, { openStore }] = await Promise.all([
    import("../http/accounts/open-keep.ts"),
    import("../http/problem.ts"),
    import("../store/open-store.ts"),
  ]);
  try {
    const store = await openStore(call.text("store")!);
    try {
      return await use(keepIn(store.database));
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StoreError) throw new DataError(error.text);
    if (!(error instanceof Problem)) throw error;
    throw error.status === 422 ? new UsageError(error.text) : new DataError(error.text);
  }
}

/** In the log stands who was at the keyboard of the server. */
export async function noteHere(keep: Keep, entry: { action: string; subject: string; detail: string }): Promise<void> {
  const { note } = await import("../http/accounts/audit.ts");
  await note(keep, { ...entry, account: null, address: `command line, ${userInfo().username}`, result: "done" });
}

/** Typed twice at a terminal, read once from a pipe; never an argument, which any process of the machine could read. */
async function askPassword(call: Call): Promise<string> {
  const { readSecret } = call.io;
  if (!readSecret)
    throw new UsageError({ en: "There is nobody to ask for a password.", fr: "Il n’y a personne à qui demander un mot de passe." });
  const password = await readSecret(call.say({ en: "Password (12 characters or more): ", fr: "Mot de passe (12 caractères au moins) : " }));
  const again = call.io.isTTY ? await readSecret(call.say({ en: "The same again: ", fr: "Le même encore : " })) : password;
  if (again !== password) throw new UsageError({ en: "The two are not the same.", fr: "Les deux ne sont pas les mêmes." });
  return password;
}

function tell(call: Call, done: Bilingual): number {
  if (call.flag("json")) return writeJson(call.io, { done: call.say(done) });
  call.io.stdout(`${call.say(done)}\n`);
  return EXIT.fine;
}

export function tellTable(call: Call, table: Table): number {
  if (call.flag("csv")) return writeCsv(call.io, table);
  call.io.stdout(formatTable(call.io, table));
  return EXIT.fine;
}

/** Loaded when it is used: other commands need no database. */
function accounts(): Promise<typeof import("../http/accounts/accounts.ts")> {
  return import("../http/accounts/accounts.ts");
}

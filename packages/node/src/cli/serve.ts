import type { Log } from "../http/access-log.ts";
import type { Store } from "../store/store.ts";
import type { Taken } from "../http/take-in.ts";
import { TEAM_OPTIONS, teamOptions } from "./team-options.ts";
import { type Bilingual, type Call, type Command, DataError, EXIT, type Option, UsageError } from "./command.ts";

const DEFAULT_PORT = 4173;
const LOOPBACK = ["127.0.0.1", "::1"];

const OPTIONS: readonly Option[] = [
  {
    name: "port",
    kind: "integer",
    min: 0,
    max: 65_535,
    value: "n",
    description: {
      en: `Port to listen on (default: ${DEFAULT_PORT}, or the next free one)`,
      fr: `Port d’écoute (par défaut : ${DEFAULT_PORT}, ou le premier libre après lui)`,
    },
  },
  {
    name: "host",
    kind: "text",
    value: "name",
    description: {
      en: "Address to listen on; without --team 127.0.0.1, ::1 or localhost (default: the first two)",
      fr: "Adresse d’écoute ; sans --team 127.0.0.1, ::1 ou localhost (par défaut les deux premières)",
    },
  },
  {
    name: "data",
    kind: "text",
    value: "folder",
    fallback: ".keiretsu",
    description: {
      en: "Folder where the key, the store and long runs are kept",
      fr: "Dossier où sont gardés la clé, le dépôt et les longs calculs",
    },
  },
  {
    name: "store",
    kind: "text",
    value: "place",
    description: {
      en: "Store: a SQLite file or postgres://... (default: a file in --data)",
      fr: "Dépôt : un fichier SQLite ou postgres://... (par défaut un fichier dans --data)",
    },
  },
  {
    name: "refresh",
    kind: "flag",
    description: { en: "Take in anew folders that have changed", fr: "Reprendre les dossiers qui ont changé" },
  },
  ...TEAM_OPTIONS,
  {
    name: "log",
    kind: "text",
    value: "file",
    description: {
      en: "Keep the line of each request in this file, not on stderr",
      fr: "Garder la ligne de chaque requête dans ce fichier, pas sur stderr",
    },
  },
  {
    name: "quiet",
    kind: "flag",
    description: { en: "Keep no line of each request", fr: "Ne garder aucune ligne par requête" },
  },
];

/** The workbench: the API and the web app on this machine. */
export const serve: Command = {
  name: "serve",
  summary: {
    en: "Serve casebooks on this machine: the web app and the HTTP API",
    fr: "Servir des dossiers sur cette machine : l’application web et l’API HTTP",
  },
  arguments: [
    {
      name: "casebook...",
      required: false,
      description: { en: "Folders to take into the store, once", fr: "Dossiers à prendre dans le dépôt, une fois" },
    },
  ],
  options: OPTIONS,
  examples: ["keiretsu serve casebooks/ai-alliances casebooks/lucent-2000"],
  async run(call) {
    const { io } = call;
    const [port, host, team] = [call.number("port"), call.text("host"), teamOptions(call)];
    if (team === null && host !== null && ![...LOOPBACK, "localhost"].includes(host)) throw beyondLoopback(host);
    // Loaded here alone, so that other commands do not wait for a web server and a database.
    const [{ start }, { faultOf, takeIn }] = await Promise.all([import("../http/start.ts"), import("../http/take-in.ts")]);
    const { StoreError } = await import("../store/store-error.ts");
    for (const folder of call.args) {
      const fault = faultOf(folder);
      if (fault !== null) throw new DataError(fault);
    }
    const prepare = async (store: Store): Promise<void> => {
      for (const folder of call.args) tell(call, folder, (await takeIn(store, folder, call.flag("refresh"))).taken);
    };
    const started = await start({
      store: call.text("store"),
      data: call.text("data")!,
      hosts: host === null ? LOOPBACK : [host],
      team,
      port: port ?? DEFAULT_PORT,
      nextPort: port === null,
      log: await logOf(call),
      ahead: true,
      prepare,
    }).catch((error: unknown) => {
      if (error instanceof StoreError) throw new DataError(error.text);
      throw (error as NodeJS.ErrnoException).syscall === "listen"
        ? cannotListen(error as NodeJS.ErrnoException, port ?? DEFAULT_PORT, host ?? LOOPBACK[0])
        : error;
    });
    io.stdout(call.say(started.key === null ? openedToTeam(started) : opened(`${started.url}#key=${started.key}`)));
    await new Promise<void>((resolve) => io.onInterrupt?.(resolve));
    await started.stop();
    return EXIT.fine;
  },
};

/** Faults of ours are told on stderr in any case. */
async function logOf(call: Call): Promise<Log> {
  const [file, stderr] = [call.text("log"), (line: object): void => call.io.stderr(`${JSON.stringify(line)}\n`)];
  if (call.flag("quiet")) return (line) => (line.level === "error" ? stderr(line) : undefined);
  if (file === null) return stderr;
  const { logTo } = await import("../http/access-log.ts");
  const keep = logTo(file, (error) => stderr({ level: "error", log: file, error: (error as Error).message }));
  return (line) => {
    keep(line);
    if (line.level === "error") stderr(line);
  };
}

function opened(url: string): Bilingual {
  return {
    en: `The workbench is at the address below, on this machine only; what follows # lets you write. Ctrl-C ends it.\n${url}\n`,
    fr: `L’atelier est à l’adresse ci-dessous, sur cette machine seulement ; ce qui suit # permet d’écrire. Ctrl-C l’arrête.\n${url}\n`,
  };
}

function openedToTeam({ url, port }: { readonly url: string; readonly port: number }): Bilingual {
  return {
    en: `The workbench listens on port ${port} for the address below. Accounts: keiretsu account. Ctrl-C ends it.\n${url}\n`,
    fr: `L’atelier écoute sur le port ${port} pour l’adresse ci-dessous. Comptes : keiretsu account. Ctrl-C l’arrête.\n${url}\n`,
  };
}

function tell(call: Call, folder: string, taken: Taken): void {
  const words: Readonly<Record<Taken, Bilingual | null>> = {
    new: { en: `${folder} was taken into the store.`, fr: `${folder} a été pris dans le dépôt.` },
    same: null,
    changed: {
      en: `${folder} has changed since it was taken in; the store is served as it is. --refresh takes the folder in anew.`,
      fr: `${folder} a changé depuis sa prise ; le dépôt est servi tel quel. --refresh reprend le dossier.`,
    },
    refreshed: { en: `${folder} was taken in anew.`, fr: `${folder} a été repris.` },
  };
  if (words[taken] !== null) call.io.stderr(`${call.say(words[taken])}\n`);
}

/** Whoever reaches this server reads without a secret: so nobody else may reach it. */
function beyondLoopback(host: string): UsageError {
  return new UsageError({
    en: `--host: found "${host}"; without accounts it listens on this machine only (127.0.0.1, ::1, localhost).`,
    fr: `--host : « ${host} » trouvé ; sans comptes, l’écoute se limite à cette machine (127.0.0.1, ::1, localhost).`,
  });
}

function cannotListen({ code }: NodeJS.ErrnoException, port: number, host: string): UsageError {
  if (code === "EADDRINUSE")
    return new UsageError({
      en: `Port ${port} is in use: choose another with --port, or leave --port out for the next free one.`,
      fr: `Le port ${port} est pris : choisissez-en un autre par --port, ou omettez --port pour le premier libre.`,
    });
  return new UsageError({
    en: `Cannot listen on ${host}, port ${port} (${code}).`,
    fr: `Impossible d’écouter sur ${host}, port ${port} (${code}).`,
  });
}

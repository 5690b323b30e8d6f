import { type Command, EXIT, UsageError } from "./command.ts";

const DEFAULT_PORT = 4173;

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
      description: { en: "Folders of casebooks", fr: "Dossiers de données (casebooks)" },
    },
  ],
  options: [
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
      fallback: "127.0.0.1",
      description: { en: "Address to listen on", fr: "Adresse d’écoute" },
    },
    {
      name: "data",
      kind: "text",
      value: "folder",
      fallback: ".keiretsu",
      description: { en: "Folder where the key and the store are kept", fr: "Dossier où sont gardées la clé et la base" },
    },
  ],
  examples: ["keiretsu serve casebooks/ai-alliances casebooks/lucent-2000"],
  async run(call) {
    const { io } = call;
    const [port, host] = [call.number("port"), call.text("host")!];
    // Loaded here alone, so that other commands do not wait for a web server.
    const { start } = await import("../http/start.ts");
    const started = await start({
      casebooks: call.args,
      data: call.text("data")!,
      host,
      port: port ?? DEFAULT_PORT,
      nextPort: port === null,
      log: (line) => io.stderr(`${JSON.stringify(line)}\n`),
    }).catch((error: NodeJS.ErrnoException) => {
      throw error.syscall === "listen" ? cannotListen(error, port ?? DEFAULT_PORT, host) : error;
    });
    io.stdout(`${started.url}#key=${started.key}\n`);
    await new Promise<void>((resolve) => io.onInterrupt?.(resolve));
    await started.stop();
    return EXIT.fine;
  },
};

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

import { EXIT, type Command } from "./command.ts";
import { writeJson } from "./output.ts";

/** The key by which the workbench on this machine lets write. */
export const key: Command = {
  name: "key",
  summary: {
    en: "Show the key that lets write in local mode, or rotate it",
    fr: "Montrer la clé qui permet d’écrire en mode local, ou la changer",
  },
  arguments: [],
  options: [
    {
      name: "data",
      kind: "text",
      value: "folder",
      fallback: ".keiretsu",
      description: { en: "Folder where the key is kept", fr: "Dossier où est gardée la clé" },
    },
    {
      name: "rotate",
      kind: "flag",
      description: {
        en: "Make a new key; the old one counts no longer, at once",
        fr: "Créer une nouvelle clé ; l’ancienne ne vaut plus rien, aussitôt",
      },
    },
  ],
  examples: ["keiretsu key", "keiretsu key --rotate"],
  async run(call) {
    const { localKey, rotateLocalKey } = await import("../http/security/local-key.ts");
    const folder = call.text("data")!;
    const now = call.flag("rotate") ? rotateLocalKey(folder) : localKey(folder);
    if (call.flag("json")) return writeJson(call.io, { key: now });
    call.io.stdout(`${now}\n`);
    return EXIT.fine;
  },
};

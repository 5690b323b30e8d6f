import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import {
  type ExportedNetwork,
  exportEdges,
  exportTies,
  exportView,
  type Lens,
  type NetworkFormat,
  networkFormats,
  networkText,
  plural,
  type Result,
  view,
} from "keiretsu";
import { type Call, type Command, EXIT, UsageError } from "./command.ts";
import { CASEBOOK_OR_EDGES, EDGES_OPTIONS, openEdges } from "./edges-option.ts";
import { openCasebook, withReserve } from "./open.ts";
import { PROJECT_OPTIONS, VIEW_OPTIONS, projectOptions, viewOptions } from "./options.ts";

/** The network itself, for other tools. */
export const exportCommand: Command = {
  name: "export",
  summary: {
    en: "Write the network for Gephi, networkx, R, yEd or a spreadsheet",
    fr: "Écrire le réseau pour Gephi, networkx, R, yEd ou un tableur",
  },
  arguments: [CASEBOOK_OR_EDGES],
  options: [
    {
      name: "format",
      kind: "choice",
      choices: networkFormats,
      value: "name",
      description: {
        en: "Form of the file (default: by the ending of -o)",
        fr: "Forme du fichier (par défaut selon la terminaison de -o)",
      },
    },
    {
      name: "output",
      short: "o",
      kind: "text",
      value: "file",
      description: {
        en: "File to write, replaced if it is there (default: the terminal)",
        fr: "Fichier à écrire, remplacé s’il existe (par défaut le terminal)",
      },
    },
    {
      name: "lens",
      kind: "choice",
      choices: ["pays", "owes", "owns", "supplies"],
      value: "name",
      fallback: "pays",
      description: {
        en: "What an edge from A to B says: A pays, owes, owns or supplies B",
        fr: "Ce que dit une arête de A à B : A paie B, doit à B, détient B ou fournit B",
      },
    },
    {
      name: "ghosts",
      kind: "flag",
      description: {
        en: "With the deals that have lapsed, marked and without weight",
        fr: "Avec les accords caducs, marqués et sans poids",
      },
    },
    {
      name: "dynamic",
      kind: "flag",
      description: {
        en: "GEXF: each edge from the day it first stood, for a timeline",
        fr: "GEXF : chaque arête dès son premier jour, pour une frise",
      },
    },
    ...VIEW_OPTIONS,
    ...PROJECT_OPTIONS,
    ...EDGES_OPTIONS,
  ],
  csv: true,
  examples: [
    "keiretsu export casebooks/ai-alliances --csv",
    "keiretsu export casebooks/ai-alliances --json --known 2025-10-24 --ghosts",
    "keiretsu export casebooks/ai-alliances --csv --lens owns",
  ],
  run(call) {
    const format = formatOf(call);
    const dynamic = call.flag("dynamic");
    if (dynamic && format !== "gexf")
      throw new UsageError({ en: `--dynamic is for gexf, not ${format}.`, fr: `--dynamic vaut pour gexf, pas pour ${format}.` });
    const { result, refused } = exported(call);
    const text = networkText(result, { format, dynamic });
    const file = call.text("output");
    if (file === null) call.io.stdout(text);
    else write(call, file, { text, result });
    return refused > 0 ? EXIT.data : EXIT.fine;
  },
};

function formatOf(call: Call): NetworkFormat {
  const file = call.text("output");
  const ending = networkFormats.find((format) => file?.toLowerCase().endsWith(`.${format}`));
  const asked = [call.text("format"), call.flag("json") ? "json" : null, call.flag("csv") ? "csv" : null].filter((name) => name !== null);
  const different = new Set(asked);
  if (different.size > 1)
    throw new UsageError({ en: `Two forms are asked for: ${asked.join(", ")}.`, fr: `Deux formes sont demandées : ${asked.join(", ")}.` });
  const format = (asked[0] ?? ending) as NetworkFormat | undefined;
  if (format !== undefined) return format;
  const choices = networkFormats.join(", ");
  throw new UsageError({
    en: `Say the form with --format (${choices}), or by the ending of -o: -o network.gexf.`,
    fr: `Indiquez la forme par --format (${choices}), ou par la terminaison de -o : -o reseau.gexf.`,
  });
}

/** The network asked for, of a casebook or of an edge list, and how many rows of the latter were refused. */
function exported(call: Call): { readonly result: Result<ExportedNetwork>; readonly refused: number } {
  const { language } = call;
  const edges = openEdges(call);
  if (edges) {
    const { network, digest, warnings, report } = edges;
    const result = exportEdges(network, { title: basename(report.file), language, digest, warnings });
    return { result, refused: report.refused };
  }
  const casebook = openCasebook(call);
  const asked = view(casebook, viewOptions(call));
  const lens = call.text("lens") as Lens;
  const options = { ...projectOptions(call), ghosts: call.flag("ghosts"), language };
  const result = lens === "pays" ? exportView(asked, options) : exportTies(asked, { ...options, lens, positions: {}, only: null });
  return { result: withReserve(casebook, result), refused: 0 };
}

function write(call: Call, file: string, { text, result }: { readonly text: string; readonly result: Result<ExportedNetwork> }): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    throw new UsageError({ en: `${file} cannot be written (${code}).`, fr: `Impossible d’écrire ${file} (${code}).` });
  }
  const { nodes, edges } = result.values;
  const unknown = edges.filter((edge) => edge.weight === null).length;
  call.io.stdout(
    call.say({
      en: `Written: ${file} (${nodes.length} ${plural(nodes.length, "node", "nodes", "en")}, ${edges.length} ${plural(edges.length, "edge", "edges", "en")}, ${unknown} of them without weight).\n`,
      fr: `Écrit : ${file} (${nodes.length} ${plural(nodes.length, "nœud", "nœuds", "fr")}, ${edges.length} ${plural(edges.length, "arête", "arêtes", "fr")}, dont ${unknown} sans poids).\n`,
    }),
  );
}

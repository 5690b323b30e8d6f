import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { type Case, compareText, FEWEST_ROWS, models, modelsResult, type Model, type Network, readCase, runCase } from "keiretsu";
import { compareValues } from "../case-values.ts";
import { openSecondThread } from "../pool/second-thread.ts";
import { DataError, EXIT, UsageError, type Bilingual, type Call, type Command, type Option } from "./command.ts";
import { EDGES_OPTIONS, openEdges, type OpenedEdges } from "./edges-option.ts";
import { NODES_OPTIONS, openModel } from "./nodes-option.ts";
import { formatTable, startProgress, writeJson } from "./output.ts";

/** Runs one model on a case file, or on a firm-level edge list. The answer is always JSON; what a person must know goes to stderr. */

const OPTIONS: readonly Option[] = [
  ...EDGES_OPTIONS,
  ...NODES_OPTIONS,
  {
    name: "seller",
    kind: "text",
    value: "id",
    description: {
      en: "Seller of provenance, or whose clients concentration looks at",
      fr: "Vendeur de provenance, ou dont concentration regarde les clients",
    },
  },
  {
    name: "by",
    kind: "choice",
    choices: ["seller", "client"],
    fallback: "seller",
    description: {
      en: "Concentration of what sellers receive or of what clients pay",
      fr: "Concentration des recettes des vendeurs ou des paiements des clients",
    },
  },
  {
    name: "funding-types",
    kind: "list",
    value: "type",
    description: { en: "Types that fund when they leave the seller", fr: "Types de paiement du vendeur qui financent" },
  },
  {
    name: "revenue-types",
    kind: "list",
    value: "type",
    description: { en: "Types that are revenue of the seller", fr: "Types de paiement qui sont ses ventes" },
  },
  {
    name: "max-length",
    kind: "integer",
    min: 2,
    description: { en: "Most edges on a circuit", fr: "Nombre maximal d’arêtes d’un circuit" },
  },
  {
    name: "floor",
    kind: "number",
    min: 0,
    description: { en: "Least amount of an edge on a circuit", fr: "Montant minimal d’une arête de circuit" },
  },
];

export const model: Command = {
  name: "model",
  summary: {
    en: "Run one model on a case file or an edge list, as JSON",
    fr: "Appliquer un modèle à un fichier de cas ou à une liste d’arêtes, en JSON",
  },
  arguments: [
    {
      name: "model",
      required: false,
      description: {
        en: `One of ${models.map(({ id }) => id).join(", ")}; left out: list them`,
        fr: "Nom du modèle ; sans lui : la liste",
      },
    },
    {
      name: "case",
      required: false,
      description: {
        en: "Case file with input, and expected values to check",
        fr: "Fichier de cas : input, et valeurs attendues à vérifier",
      },
    },
  ],
  options: OPTIONS,
  examples: [
    "keiretsu model hodge packages/keiretsu/test/cases/hodge-03-mixed.json",
    "keiretsu model provenance packages/keiretsu/test/cases/prov-02-multi-hop.json --lang fr",
    "keiretsu model",
  ],
  run(call) {
    const [id, path] = call.args;
    if (id === undefined) return listModels(call);
    const chosen = models.find((candidate) => candidate.id === id);
    if (!chosen) throw unknownModel(id);
    const edges = call.text("edges");
    if (edges !== null && path !== undefined) throw twoInputs();
    if (edges !== null) return runEdges(call, chosen);
    if (path === undefined) throw noInput(chosen);
    return answerCase(call, chosen, path);
  },
};

function listModels(call: Call): number {
  if (call.flag("json")) return writeJson(call.io, modelsResult());
  const rows = models.map(({ id, question, orientation }) => [id, `${call.say(question)} ${call.say(orientation)}`]);
  call.io.stdout(
    `${formatTable(call.io, { head: [call.say({ en: "Model", fr: "Modèle" }), call.say({ en: "Question", fr: "Question" })], rows })}\n`,
  );
  return EXIT.fine;
}

function answerCase(call: Call, chosen: Model, path: string): number {
  const { result, missed } = caseResult(chosen, readText(path), (place, text) => {
    call.io.stderr(`${path}: ${place === "" ? "" : `${place}: `}${call.say(text)}\n`);
  });
  if (result === null) return EXIT.data;
  writeJson(call.io, result);
  return missed > 0 || !result.converged ? EXIT.data : EXIT.fine;
}

/** What the model makes of a case, null where the case is at fault; faults, fields left out and expected values that do not hold are told one by one. */
export function caseResult(
  chosen: Model,
  text: string,
  say: (place: string, text: Bilingual) => void,
): { readonly result: ReturnType<Model["run"]> | null; readonly missed: number } {
  const { case: read, faults, ignored } = readCase(text, chosen);
  for (const { path: place, summary } of faults) say(place, summary);
  if (read === null) return { result: null, missed: 0 };
  for (const name of ignored)
    say(`input.${name}`, { en: "not a field of this model, left out", fr: "n’est pas un champ du modèle, ignoré" });
  const result = runCase(read);
  const missed = checkExpected(read, result.values, say);
  const warnings = [...result.warnings, ...missed].sort((a, b) => compareText(a.code, b.code));
  return { result: { ...result, warnings }, missed: missed.length };
}

/** Compare with the expected values of the case; misses go to stderr one by one and into the result as warnings. */
function checkExpected(
  read: Case,
  values: Readonly<Record<string, unknown>>,
  say: (place: string, text: Bilingual) => void,
): { code: string; message: string }[] {
  if (read.expected === null) return [];
  const comparisons = compareValues(values, read.expected, read.tolerance);
  const missed = comparisons.filter((comparison) => !comparison.holds);
  for (const { path, expected, found } of missed) {
    say(path, { en: `found ${shown(found)}, expected ${shown(expected)}`, fr: `trouvé : ${shown(found)} ; attendu : ${shown(expected)}` });
  }
  const held = comparisons.length - missed.length;
  say("", {
    en: `${held} of ${comparisons.length} expected values hold`,
    fr: `${held} valeurs attendues sur ${comparisons.length} sont vérifiées`,
  });
  return missed.map(({ path, expected, found }) => ({
    code: "expected-differs",
    message: `${path}: found ${shown(found)}, expected ${shown(expected)}`,
  }));
}

function shown(value: unknown): string {
  return value === undefined ? "-" : JSON.stringify(value);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? "";
    throw new DataError({ en: `${path}: cannot be read (${reason}).`, fr: `${path} : lecture impossible (${reason}).` });
  }
}

async function runEdges(call: Call, chosen: Model): Promise<number> {
  const asked = chosen.id === "concentration" ? null : openModel(call, chosen);
  const opened = asked ?? openEdges({ ...call, args: [] })!;
  const { network, digest } = opened;
  const progress = startProgress(call.io);
  progress.step(call.say({ en: "computing", fr: "calcul" }));
  const input =
    asked === null
      ? { network: null, digest: null, fields: { shares: amountsHeld(call, network) } }
      : { network, digest, fields: checkRequired(chosen, { ...edgeFields(call, chosen, asked), ...asked.fields }) };
  const leave = network.n >= FEWEST_ROWS && availableParallelism() > 1 ? await openSecondThread() : null;
  const result = chosen.run({ ...input, detail: "summary" });
  await leave?.();
  progress.done();
  const warnings = [...result.warnings, ...opened.warnings].sort(
    (a, b) => compareText(a.code, b.code) || compareText(a.message, b.message),
  );
  writeJson(call.io, { ...result, unit: network.unit, warnings });
  return opened.report.refused > 0 || opened.report.kept === 0 || !result.converged ? EXIT.data : EXIT.fine;
}

/** The options of the call that are fields of the model. */
function edgeFields(call: Call, chosen: Model, { network, report }: OpenedEdges): Record<string, unknown> {
  const known = new Set(chosen.inputs.map(({ name }) => name));
  const typed: Record<string, unknown> = {
    fundingTypes: call.list("funding-types"),
    revenueTypes: call.list("revenue-types"),
    maxLength: call.number("max-length"),
    floor: call.number("floor"),
    minorDigits: Math.min(9, report.minorDigits),
    seller: known.has("seller") && call.text("seller") !== null ? nodeNamed(call, network) : null,
  };
  return Object.fromEntries(Object.entries(typed).filter(([name, value]) => known.has(name) && value !== null));
}

function checkRequired(chosen: Model, fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const absent = chosen.inputs.filter(
    ({ name, kind, required }) => required && name !== "n" && !kind.startsWith("edge") && fields[name] === undefined,
  );
  if (absent.length === 0) return fields;
  const names = absent.map(({ name }) => name).join(", ");
  throw new UsageError({
    en: `Model ${chosen.id} needs ${names}: give --set name=value.`,
    fr: `Le modèle ${chosen.id} demande ${names} : donnez --set nom=valeur.`,
  });
}

function nodeNamed(call: Call, network: Network): number {
  const seller = call.text("seller");
  if (seller === null) {
    throw new UsageError({
      en: "--seller is required with this model and --edges.",
      fr: "--seller est obligatoire avec ce modèle et --edges.",
    });
  }
  const node = network.names.length > 0 ? network.names.indexOf(seller) : Number(seller);
  if (Number.isInteger(node) && node >= 0 && node < network.n) return node;
  throw new UsageError({ en: `--seller: no node "${seller}" in the file.`, fr: `--seller : aucun nœud « ${seller} » dans le fichier.` });
}

/** What each seller receives, what each client pays, or what one seller receives from each of its clients; payments to oneself left out. */
function amountsHeld(call: Call, network: Network): number[] {
  const seller = call.text("seller") === null ? -1 : nodeNamed(call, network);
  const bySeller = seller < 0 && call.text("by") === "seller";
  const held = new Float64Array(network.n);
  for (let i = 0; i < network.n; i++) {
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      const j = network.target[e];
      if (j !== i && (seller < 0 || j === seller)) held[bySeller ? j : i] += network.weight[e];
    }
  }
  return [...held].filter((x) => x > 0);
}

function unknownModel(id: string): UsageError {
  const ids = models.map((other) => other.id).join(", ");
  return new UsageError({ en: `No model "${id}", expected one of ${ids}.`, fr: `Aucun modèle « ${id} » ; attendu : l’un de ${ids}.` });
}

function twoInputs(): UsageError {
  return new UsageError({
    en: "Give either a case file or --edges, not both.",
    fr: "Donnez soit un fichier de cas, soit --edges, pas les deux.",
  });
}

function noInput(chosen: Model): UsageError {
  return new UsageError({
    en: `Model ${chosen.id} needs a case file or --edges.`,
    fr: `Le modèle ${chosen.id} demande un fichier de cas ou --edges.`,
  });
}

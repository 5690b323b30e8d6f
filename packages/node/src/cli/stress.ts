import {
  entityNames,
  type Casebook,
  defaultScenario,
  defaultStressOptions,
  parseShock,
  plural,
  type Result,
  type Scenario,
  stress,
  type Stress,
  stressChanges,
  stressFiles,
  type StressModel,
  stressModels,
  type StressOptions,
  stressSentences,
  type View,
  view,
} from "keiretsu";
import { readScenarioFile, readScenarios, type ScenarioBook } from "../scenarios.ts";
import { type AnswerFolder, pictureFiles, refuseForeign, tellCreated, writeAnswer } from "./answer-folder.ts";
import { type Call, type Command, EXIT, type Option, UsageError } from "./command.ts";
import { refuseScenarios } from "./finding-text.ts";
import { openCasebook, withReserve } from "./open.ts";
import { CASEBOOK, PROJECT_OPTIONS, projectOptions, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { writeJson } from "./output.ts";
import {
  answerText,
  type Compared,
  comparedText,
  groundsText,
  headText,
  hitsText,
  ordersText,
  paragraphs,
  rescueText,
} from "./stress-text.ts";

/** Options that `stress` and `rank` share. */
export const STRESS_OPTIONS: readonly Option[] = [
  {
    name: "window",
    kind: "text",
    value: "period",
    description: {
      en: "When what is owed falls due: 2026, 2026-Q1..2026-Q4 (default: the 12 months after the view)",
      fr: "Quand ce qui est dû est exigible : 2026, 2026-Q1..2026-Q4 (par défaut : les 12 mois qui suivent la vue)",
    },
  },
  {
    name: "owed-from",
    kind: "choice",
    choices: ["announced", "definitive", "partly-performed"],
    fallback: defaultStressOptions.owedFrom,
    value: "status",
    description: { en: "From which status on a leg is owed", fr: "À partir de quel statut un volet est dû" },
  },
  {
    name: "equity",
    kind: "choice",
    choices: ["book", "market"],
    fallback: "book",
    description: {
      en: "Equity as accounts state it, or market value where they do not",
      fr: "Fonds propres comptables, ou valeur de marché à défaut",
    },
  },
  {
    name: "model",
    kind: "list",
    value: "id",
    fallback: "all",
    choices: ["all", ...stressModels],
    description: { en: "Models to ask", fr: "Modèles interrogés" },
  },
];

export const stressCommand: Command = {
  name: "stress",
  summary: {
    en: "What follows if one cannot pay, a stake is worthless, an input is missing",
    fr: "Ce qui suit si l’un ne peut payer, si une participation ne vaut rien, si un intrant manque",
  },
  arguments: [CASEBOOK],
  options: [
    {
      name: "shock",
      kind: "list",
      value: "what=share",
      description: {
        en: "What is left of what: openai=0.4, nvidia>coreweave=0, taiwan=0, input:chips=0, values=0.5, funding=0, ban:same-pair",
        fr: "Ce qui reste de quoi : openai=0.4, nvidia>coreweave=0, taiwan=0, input:chips=0, values=0.5, funding=0, ban:same-pair",
      },
    },
    {
      name: "scenario",
      kind: "text",
      value: "id|file",
      description: {
        en: "A scenario of the casebook by its id, or a file",
        fr: "Un scénario du dossier par son nom, ou un fichier",
      },
    },
    {
      name: "quarters",
      kind: "integer",
      min: 1,
      max: 40,
      description: { en: "How long output is missing", fr: "Combien de trimestres la production manque" },
    },
    ...STRESS_OPTIONS,
    {
      name: "compare-known",
      kind: "date",
      description: {
        en: "Tell what changed since what was known on this date",
        fr: "Dire ce qui a changé depuis ce que l’on savait à cette date",
      },
    },
    {
      name: "out",
      kind: "text",
      value: "folder",
      description: {
        en: "Folder for the pictures of every model that has an answer; earlier ones in it are replaced",
        fr: "Dossier des images de chaque modèle qui répond ; les précédentes y sont remplacées",
      },
    },
    ...VIEW_OPTIONS,
    ...PROJECT_OPTIONS,
  ],
  examples: [
    "keiretsu stress casebooks/ai-alliances --shock openai=0.4 --known 2026-02-27",
    'keiretsu stress casebooks/ai-alliances --shock "nvidia>coreweave=0"',
    "keiretsu stress casebooks/ai-alliances --shock taiwan=0 --quarters 2 --lang fr",
  ],
  async run(call) {
    const output = folderOf(call);
    if (output !== null) refuseForeign(output);
    const casebook = openCasebook(call);
    const book = openScenarios(call, casebook);
    const scenario = askedScenario(call, book);
    const seen = view(casebook, viewOptions(call));
    const options = { ...projectOptions(call), ...stressOptions(call) };
    const result = withReserve(casebook, stress(seen, scenario, options));
    const name = entityNames(casebook, call.language);
    const sentences = stressSentences(result.values, result.unit, name);
    const other = call.text("compare-known");
    const earlier = other === null ? null : view(casebook, { ...viewOptions(call), knownOn: other });
    const compared = earlier === null ? null : comparison(earlier, { seen, scenario, options, now: result.values });
    const pictures = output === null ? null : await drawn(call, output, { result, name });
    if (call.flag("json"))
      return writeJson(call.io, { ...result, values: { ...result.values, sentences, ...(compared === null ? {} : { compared }) } });
    const told = { casebook, unit: result.unit, name };
    call.io.stdout(headText(call, result.values, told));
    call.io.stdout(`${paragraphs(call, sentences)}\n`);
    for (const answer of result.values.answers) call.io.stdout(answerText(call, answer, told));
    if (result.values.orders.length > 0) call.io.stdout(ordersText(call, result.values, told));
    if (result.values.hits.length > 0) call.io.stdout(hitsText(call, result.values, told));
    if (compared !== null) call.io.stdout(comparedText(call, compared, told));
    call.io.stdout(rescueText(call, result.values, told.unit));
    call.io.stdout(groundsText(call, result.values, told));
    if (pictures !== null) tellPictures(call, output!.folder, pictures);
    return EXIT.fine;
  },
};

function folderOf(call: Call): AnswerFolder | null {
  const folder = call.text("out");
  return folder === null ? null : { folder, option: "--out", manifest: "stress.json", schema: "keiretsu.stress/1" };
}

/** Pictures of the answers and the result beside them. */
async function drawn(
  call: Call,
  output: AnswerFolder,
  { result, name }: { readonly result: Result<Stress>; readonly name: (id: string) => string },
): Promise<ReturnType<typeof writeAnswer>> {
  const svgs = stressFiles({ stress: result.values, unit: result.unit, name }, call.language);
  return writeAnswer(output, await pictureFiles(call, svgs), { language: call.language, stress: result });
}

function tellPictures(call: Call, folder: string, { names, created }: ReturnType<typeof writeAnswer>): void {
  const count = names.length;
  call.io.stdout(
    call.say({
      en: `\nWritten: ${count} ${plural(count, "file", "files", "en")} in ${folder} (pictures, results).\n`,
      fr: `\nÉcrit : ${count} ${plural(count, "fichier", "fichiers", "fr")} dans ${folder} (images, résultats).\n`,
    }),
  );
  tellCreated(call, created);
}

/** The options of the library that STRESS_OPTIONS ask for. */
export function stressOptions(call: Call): Pick<StressOptions, "owedFrom" | "marketEquity" | "models"> {
  const models = call.list("model") ?? ["all"];
  return {
    owedFrom: call.text("owed-from") as StressOptions["owedFrom"],
    marketEquity: call.text("equity") === "market",
    models: models.includes("all") ? stressModels : (models as readonly StressModel[]),
  };
}

/** Scenarios and assumptions of the casebook; faults in them are told, and nothing is computed on a file with any. */
export function openScenarios(call: Call, casebook: Casebook | null = null): ScenarioBook {
  const book = readScenarios(call.args[0], call.reader, casebook);
  if (book.findings.length > 0) refuseScenarios(call, book.findings);
  return book;
}

/** The scenario by its id or file, with the shocks typed beside it; the assumptions of the book come after its own. */
function askedScenario(call: Call, book: ScenarioBook): Scenario {
  const asked = call.text("scenario");
  const base = asked === null ? null : namedScenario(call, book, asked);
  const shocks = (call.list("shock") ?? []).map(parseShock);
  if ((base === null || base.shocks.length === 0) && shocks.length === 0)
    throw new UsageError({
      en: `Give --shock what=share, or --scenario${listed(book)}.`,
      fr: `Donnez --shock quoi=part, ou --scenario${listed(book)}.`,
    });
  const start = base ?? defaultScenario;
  return {
    ...start,
    shocks: [...start.shocks, ...shocks],
    window: call.text("window") ?? start.window,
    quarters: call.number("quarters") ?? start.quarters,
    assumptions: [...start.assumptions, ...book.assumptions],
  };
}

/** A scenario of the casebook by its id, or a file. */
export function namedScenario(call: Call, book: ScenarioBook, asked: string): Scenario {
  const known = book.scenarios.find(({ id }) => id === asked);
  if (known !== undefined) return known;
  if (call.reader.size(asked) === null)
    throw new UsageError({
      en: `--scenario: no scenario and no file "${asked}"${listed(book)}.`,
      fr: `--scenario : ni scénario ni fichier « ${asked} »${listed(book)}.`,
    });
  const { scenario, findings } = readScenarioFile(asked, { reader: call.reader, casebook: book.casebook });
  return scenario ?? refuseScenarios(call, findings);
}

function listed(book: ScenarioBook): string {
  return book.scenarios.length === 0 ? "" : ` (${book.scenarios.map(({ id }) => id).join(", ")})`;
}

function comparison(
  earlier: View,
  asked: { readonly seen: View; readonly scenario: Scenario; readonly options: Partial<StressOptions>; readonly now: Stress },
): Compared {
  const before = stress(earlier, asked.scenario, asked.options).values;
  return {
    knownOn: earlier.options.knownOn,
    window: before.window,
    losses: before.answers.map(({ model, loss }, k) => ({ model, loss, lossNow: asked.now.answers[k].loss })),
    changes: stressChanges({ view: earlier, stress: before }, { view: asked.seen, stress: asked.now }),
  };
}

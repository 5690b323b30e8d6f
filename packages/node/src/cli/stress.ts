import { existsSync } from "node:fs";
import {
  assumptionKey,
  assumptionWords,
  type Casebook,
  type Change,
  changeWords,
  cited,
  defaultScenario,
  defaultStressOptions,
  drawnIn,
  endsOf,
  type Finding,
  formatAmount,
  formatDate,
  formatShare,
  type Language,
  missingWords,
  type ModelAnswer,
  parseShock,
  type Range,
  type Replaced,
  type Scenario,
  shockWords,
  stress,
  type Stress,
  stressChanges,
  stressModelNames,
  type StressModel,
  stressModels,
  type StressOptions,
  stressSentences,
  type Text,
  type View,
  view,
} from "keiretsu";
import { readScenarioFile, readScenarios, type ScenarioBook } from "../scenarios.ts";
import { bind, citations } from "./cite.ts";
import { type Call, type Command, DataError, EXIT, type Option, UsageError } from "./command.ts";
import { findingText } from "./finding-text.ts";
import { openCasebook, withReserve } from "./open.ts";
import { CASEBOOK, PROJECT_OPTIONS, projectOptions, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, paint, wrapText, writeJson } from "./output.ts";

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

/** Largest losers told for each model; --json tells all. */
const TOLD = 8;

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
    ...VIEW_OPTIONS,
    ...PROJECT_OPTIONS,
  ],
  examples: [
    "keiretsu stress casebooks/ai-alliances --shock openai=0.4 --known 2026-02-27",
    'keiretsu stress casebooks/ai-alliances --shock "nvidia>coreweave=0"',
    "keiretsu stress casebooks/ai-alliances --shock taiwan=0 --quarters 2 --lang fr",
  ],
  run(call) {
    const casebook = openCasebook(call);
    const book = openScenarios(call);
    const scenario = askedScenario(call, book);
    const seen = view(casebook, viewOptions(call));
    const options = { ...projectOptions(call), ...stressOptions(call) };
    const result = withReserve(casebook, stress(seen, scenario, options));
    const name = nameOf(casebook);
    const sentences = stressSentences(result.values, result.unit, name);
    const other = call.text("compare-known");
    const earlier = other === null ? null : view(casebook, { ...viewOptions(call), knownOn: other });
    const compared = earlier === null ? null : comparison(earlier, { seen, scenario, options, now: result.values });
    if (call.flag("json"))
      return writeJson(call.io, { ...result, values: { ...result.values, sentences, ...(compared === null ? {} : { compared }) } });
    const told = { casebook, unit: result.unit, name };
    call.io.stdout(head(call, result.values, told));
    call.io.stdout(`${paragraphs(call, sentences)}\n`);
    for (const answer of result.values.answers) call.io.stdout(answerText(call, answer, told));
    if (result.values.orders.length > 0) call.io.stdout(ordersText(call, result.values, told));
    if (result.values.hits.length > 0) call.io.stdout(hitsText(call, result.values, told));
    call.io.stdout(groundsText(call, result.values, told));
    if (compared !== null) call.io.stdout(comparedText(call, compared, told));
    return EXIT.fine;
  },
};

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
export function openScenarios(call: Call): ScenarioBook {
  const book = readScenarios(call.args[0]);
  if (book.findings.length > 0) refuse(call, book.findings);
  return book;
}

function refuse(call: Call, findings: readonly Finding[]): never {
  const { io, language } = call;
  io.stderr(findings.map((finding) => findingText(finding, { io, language, folder: "" })).join(""));
  throw new DataError({
    en: `Scenarios with faults: nothing was computed (faults: ${findings.length}).`,
    fr: `Scénarios fautifs : rien n’a été calculé (fautes : ${findings.length}).`,
  });
}

/** The scenario by its id or file, with the shocks typed beside it; the assumptions of the book come after its own. */
function askedScenario(call: Call, book: ScenarioBook): Scenario {
  const asked = call.text("scenario");
  const base = asked === null ? null : named(call, book, asked);
  const shocks = (call.list("shock") ?? []).map(parseShock);
  if (base === null && shocks.length === 0)
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

function named(call: Call, book: ScenarioBook, asked: string): Scenario {
  const known = book.scenarios.find(({ id }) => id === asked);
  if (known !== undefined) return known;
  if (!existsSync(asked))
    throw new UsageError({
      en: `--scenario: no scenario and no file "${asked}"${listed(book)}.`,
      fr: `--scenario : ni scénario ni fichier « ${asked} »${listed(book)}.`,
    });
  const { scenario, findings } = readScenarioFile(asked);
  return scenario ?? refuse(call, findings);
}

function listed(book: ScenarioBook): string {
  return book.scenarios.length === 0 ? "" : ` (${book.scenarios.map(({ id }) => id).join(", ")})`;
}

export function nameOf(casebook: Casebook): (id: string) => string {
  const names = new Map(casebook.entities.map((entity) => [entity.id, entity.name]));
  return (id) => names.get(id) ?? id;
}

interface Told {
  readonly casebook: Casebook;
  readonly unit: string;
  readonly name: (id: string) => string;
}

function head(call: Call, { scenario, window, answers }: Stress, told: Told): string {
  const { io, language } = call;
  const title = language === "fr" ? scenario.titleFr : scenario.title;
  const question = language === "fr" ? scenario.questionFr : scenario.question;
  const shocks = scenario.shocks.map((shock) => shockWords(shock, told.name, language)).join(language === "fr" ? " ; " : "; ");
  const [from, to] = [formatDate(window.from, language), formatDate(window.to, language)];
  const supposed = call.say({
    en: `Supposed: ${shocks}. Due from ${from} to ${to}.`,
    fr: `On suppose : ${shocks}. Échéances du ${from} au ${to}.`,
  });
  const rows = answers.map((answer) => {
    const ends = endsOf(answer);
    const [few, many] = ends === null ? [0, 0] : [drawnIn(ends.least), drawnIn(ends.most)].sort((a, b) => a - b);
    const failed = few === many ? `${few}` : call.say({ en: `${few} to ${many}`, fr: `${few} à ${many}` });
    const state = answer.state === "answered" ? formatAmount(answer.loss, told.unit, language) : call.say(STATES[answer.state]);
    return [call.say(stressModelNames[answer.model]), state, answer.state === "answered" ? failed : null];
  });
  const heads = [
    { en: "Model", fr: "Modèle" },
    { en: "Lost", fr: "Perdu" },
    { en: "Firms drawn in", fr: "Entreprises entraînées" },
  ].map(call.say);
  return [
    title === "" ? "" : `${paint(io, "bold", title)}\n`,
    question === "" ? "" : `${wrapText(io, question)}\n`,
    `${wrapText(io, supposed)}\n\n`,
    `${formatTable(io, { head: heads, rows }, { align: ["left", "right", "right"] })}\n\n`,
  ].join("");
}

const STATES: Readonly<Record<Exclude<ModelAnswer["state"], "answered">, Text>> = {
  untouched: { en: "no effect", fr: "sans effet" },
  "not-identifiable": { en: "not identifiable", fr: "non identifiable" },
};

function paragraphs(call: Call, texts: readonly Text[]): string {
  return texts.map((text) => `${wrapText(call.io, bind(call.say(text)))}\n`).join("");
}

const ONLY: Readonly<Record<"thin" | "high", Text>> = {
  thin: { en: "only if its buffer is thin", fr: "seulement si sa réserve est mince" },
  high: { en: "only at the high reading of needs", fr: "seulement selon la lecture haute des besoins" },
};

/** Who loses how much through whom, and who fails in which wave: least and most. */
function answerText(call: Call, answer: ModelAnswer, { unit, name }: Told): string {
  const ends = endsOf(answer);
  if (answer.state !== "answered" || ends === null) return "";
  const { io, language } = call;
  const colon = language === "fr" ? "\u00a0:" : ":";
  const { least, most } = ends;
  const losers = most.holders.slice(0, TOLD);
  const rows = losers.map((holder) => {
    const low = least.holders.find(({ entity }) => entity === holder.entity)?.loss ?? 0;
    const by = holder.by.map((one) => `${name(one.from)}${one.legs.length === 0 ? "" : ` (${one.legs.join(", ")})`}`).join("; ");
    const others = answer.model === "elliott-golub-jackson" && holder.by.length === 0;
    const who = others
      ? call.say({ en: `other holders of ${name(holder.entity)}`, fr: `autres porteurs de ${name(holder.entity)}` })
      : name(holder.entity);
    return [who, formatAmount({ low: Math.min(low, holder.loss), high: Math.max(low, holder.loss) }, unit, language), by];
  });
  const heads = [
    { en: "Who loses", fr: "Qui perd" },
    { en: "How much", fr: "Combien" },
    { en: "Through", fr: "Par" },
  ].map(call.say);
  const more = most.holders.length - losers.length;
  const failures = most.failures.map((failure) => {
    const by = failure.by.map((one) => `${name(one.from)}${one.legs.length === 0 ? "" : ` (${one.legs.join(", ")})`}`).join(", ");
    const sure = least.failures.some(({ entity }) => entity === failure.entity);
    const wave = call.say({ en: `wave ${failure.wave}`, fr: `vague ${failure.wave}` });
    const held = sure ? "" : `, ${call.say(answer.model === "esri" ? ONLY.high : ONLY.thin)}`;
    const old = failure.before ? call.say({ en: ", without the shock too", fr: ", même sans le choc" }) : "";
    const cause = by === "" ? "" : call.say({ en: `, through ${by}`, fr: `, par ${by}` });
    return wrapText(io, `${wave}${colon} ${name(failure.entity)}${held}${old}${cause}`, 2);
  });
  return [
    `${paint(io, "bold", call.say(stressModelNames[answer.model]))}\n`,
    rows.length === 0 ? "" : `${formatTable(io, { head: heads, rows }, { align: ["left", "right", "left"], wrap: [2], indent: 2 })}\n`,
    more > 0 ? `  ${call.say({ en: `and ${more} more (--json)`, fr: `et ${more} autres (--json)` })}\n` : "",
    most.outside > 0
      ? `${wrapText(io, call.say({ en: `Lenders outside the book lose ${formatAmount(most.outside, unit, language)}.`, fr: `Les prêteurs hors du dossier perdent ${formatAmount(most.outside, unit, language)}.` }), 2)}\n`
      : "",
    failures.length === 0 ? "" : `${failures.join("\n")}\n`,
    "\n",
  ].join("");
}

function ordersText(call: Call, { orders }: Stress, { unit, name }: Told): string {
  const { io, language } = call;
  const head = [
    { en: "Orders", fr: "Commandes" },
    { en: "Sales of twelve months", fr: "Ventes sur douze mois" },
    { en: "Change", fr: "Variation" },
    { en: "Share", fr: "Part" },
  ].map(call.say);
  const money = (range: Range | null): string => formatAmount(range?.point ?? null, unit, language);
  const rows = orders.map((row) => [name(row.entity), money(row.revenue), money(row.change), formatShare(row.share, language)]);
  return `${formatTable(io, { head, rows }, { align: ["left", "right", "right", "right"] })}\n\n`;
}

function hitsText(call: Call, { hits }: Stress, { unit, name }: Told): string {
  const { io, language } = call;
  const head = [
    { en: "Funding hit", fr: "Financement touché" },
    { en: "Between", fr: "Entre" },
    { en: "Money lost", fr: "Argent perdu" },
  ].map(call.say);
  const done = call.say({ en: "held, to be sold", fr: "détenu, à vendre" });
  const rows = hits.map((hit) => [
    hit.leg,
    `${name(hit.from)} → ${name(hit.to)}`,
    hit.done ? done : formatAmount(hit.lost === null ? null : { low: hit.lost.low, high: hit.lost.high }, unit, language),
  ]);
  return `${formatTable(io, { head, rows }, { align: ["left", "left", "right"], wrap: [0, 1] })}\n\n`;
}

/** What the answers rest on: assumptions with their words, what is missing, sources. */
function groundsText(call: Call, stressed: Stress, { casebook, name, unit }: Told): string {
  const { io, language } = call;
  const { answers, scenario, replaced, rescued } = stressed;
  const title = (text: Text): string => `${paint(io, "bold", call.say(text))}\n`;
  const keys = [...new Set(answers.flatMap((answer) => (answer.state === "answered" ? answer.assumptions : [])))].sort();
  const own = scenario.assumptions.filter((one) => keys.includes(assumptionKey(one)));
  const assumed = [
    ...keys.filter((key) => !own.some((one) => assumptionKey(one) === key)).map((key) => assumptionWords(key, language)),
    ...own.map((one) => `${assumptionKey(one)}${language === "fr" ? " :" : ":"} ${language === "fr" ? one.reasonFr : one.reason}`),
  ];
  const missing = new Map<string, string[]>();
  for (const answer of answers)
    for (const row of answer.missing) {
      const key = `${missingWords.what[row.what][language]} (${missingWords.reason[row.reason][language]})`;
      const who = row.leg ?? name(row.entity);
      const known = missing.get(key) ?? [];
      if (who !== "" && !known.includes(who)) known.push(who);
      missing.set(key, known);
    }
  const sources = cited(
    casebook,
    answers.flatMap((answer) => (answer.state === "answered" ? answer.inputs.flatMap(({ source }) => source ?? []) : [])),
  );
  const bullets = (lines: readonly string[]): string => lines.map((line) => `${wrapText(io, `- ${bind(line)}`, 2)}\n`).join("");
  const words = [
    ...(replaced === null ? [] : [replacedWords(replaced, unit)]),
    ...(rescued === null
      ? []
      : [
          {
            en: `A public hand that pays in their stead pays ${formatAmount(rescued.cost, unit, "en")}, and ${formatAmount(rescued.avoided, unit, "en")} are not lost.`,
            fr: `Une main publique qui paie à leur place paie ${formatAmount(rescued.cost, unit, "fr")}, et ${formatAmount(rescued.avoided, unit, "fr")} ne sont pas perdus.`,
          },
        ]),
  ];
  return [
    words.length === 0 ? "" : `${paragraphs(call, words)}\n`,
    title({ en: "Assumed", fr: "Hypothèses" }),
    bullets(assumed),
    missing.size === 0 ? "" : `\n${title({ en: "Missing", fr: "Manque" })}`,
    bullets([...missing].map(([key, who]) => (who.length === 0 ? key : `${key}${language === "fr" ? " :" : ":"} ${who.join(", ")}`))),
    sources.length === 0 ? "" : `\n${citations(io, sources, language).list()}`,
  ].join("");
}

function replacedWords({ below, threshold, lossWithout }: Replaced, unit: string): Text {
  const words = (language: Language): readonly [string, string, string] => [
    formatShare(below, language),
    formatAmount(lossWithout, unit, language),
    threshold === null ? "" : formatShare(threshold, language),
  ];
  const [en, fr] = [words("en"), words("fr")];
  if (threshold === null)
    return {
      en: `Even if others replaced all of it, the loss would not fall below ${en[0]} of ${en[1]}.`,
      fr: `Même remplacée en entier, la perte ne tomberait pas sous ${fr[0]} de ${fr[1]}.`,
    };
  return {
    en: `The loss of ${en[1]} falls below ${en[0]} of itself once others replace ${en[2]} of what is not paid.`,
    fr: `La perte de ${fr[1]} tombe sous ${fr[0]} d’elle-même dès que d’autres remplacent ${fr[2]} de ce qui n’est pas payé.`,
  };
}

interface Compared {
  readonly knownOn: string | null;
  readonly window: Stress["window"];
  readonly losses: readonly { readonly model: StressModel; readonly loss: Range; readonly lossNow: Range }[];
  readonly changes: readonly Change[];
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

function comparedText(call: Call, compared: Compared, { unit, name }: Told): string {
  const { io, language } = call;
  const date = formatDate(compared.knownOn, language);
  const title = call.say({ en: `What changed since ${date}`, fr: `Ce qui a changé depuis le ${date}` });
  const head = [
    { en: "Model", fr: "Modèle" },
    { en: "Then", fr: "Alors" },
    { en: "Now", fr: "Maintenant" },
  ].map(call.say);
  const rows = compared.losses.map(({ model, loss, lossNow }) => [
    call.say(stressModelNames[model]),
    formatAmount(loss, unit, language),
    formatAmount(lossNow, unit, language),
  ]);
  const lines = compared.changes.map((change) => `${wrapText(io, `- ${bind(changeWords(change, unit, name, language))}`, 2)}\n`);
  return `\n${paint(io, "bold", title)}\n${formatTable(io, { head, rows }, { align: ["left", "right", "right"] })}\n\n${lines.join("")}`;
}

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  entityNames,
  type Casebook,
  compareText,
  defaultSimulateOptions,
  formatAmount,
  formatDate,
  formatNumber,
  formatShare,
  type Judged,
  judgePredictions,
  KeiretsuError,
  predict,
  predictedThings,
  type Prediction,
  type PredictionOptions,
  type Predictions,
  readPredictions,
  type Result,
  type Statement,
  view,
} from "keiretsu";
import { type Bilingual, type Call, type Command, EXIT, type Option, UsageError } from "./command.ts";
import { openCasebook, withReserve } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, paint, wrapText, writeJson } from "./output.ts";
import { askedScenario, RUN_OPTIONS } from "./simulate.ts";

const OPTIONS: readonly Option[] = [
  {
    name: "what",
    kind: "choice",
    choices: predictedThings,
    description: {
      en: "funding: money put in from the first quarter on; revenue: of the four quarters up to --by; cash: at its end; fails: up to its end",
      fr: "funding : argent reçu depuis le premier trimestre ; revenue : ventes des quatre trimestres jusqu’à --by ; cash : trésorerie à la fin ; fails : échec d’ici là",
    },
  },
  { name: "entity", kind: "text", value: "id", description: { en: "Of which firm", fr: "De quelle entreprise" } },
  { name: "above", kind: "number", min: 0, value: "amount", description: { en: "More than this", fr: "Plus que ce montant" } },
  { name: "below", kind: "number", min: 0, value: "amount", description: { en: "Less than this", fr: "Moins que ce montant" } },
  {
    name: "by",
    kind: "text",
    value: "quarter",
    description: { en: "2027-Q4, or 2027 for its end", fr: "2027-Q4, ou 2027 pour la fin de l’année" },
  },
  {
    name: "made",
    kind: "date",
    value: "date",
    description: { en: "The day the prediction is made", fr: "Le jour où la prédiction est faite" },
  },
  {
    name: "save",
    kind: "text",
    value: "file",
    description: { en: "Keep the prediction in this new file, as JSON", fr: "Garder la prédiction dans ce nouveau fichier, en JSON" },
  },
  {
    name: "due",
    kind: "text",
    value: "file|folder",
    description: {
      en: "Instead: what became of saved predictions, by what claims had told on --known",
      fr: "À la place : ce que sont devenues les prédictions gardées, d’après ce que les affirmations disaient au --known",
    },
  },
  ...RUN_OPTIONS,
  ...VIEW_OPTIONS,
];

export const predictCommand: Command = {
  name: "predict",
  summary: {
    en: "Say with what probability a dated statement will hold, keep it, and score it later against claims",
    fr: "Dire avec quelle probabilité un énoncé daté se vérifiera, le garder, et le noter plus tard d’après les affirmations",
  },
  arguments: [CASEBOOK],
  options: OPTIONS,
  examples: [
    "keiretsu predict casebooks/ai-alliances --entity openai --what funding --above 20e9 --by 2027-Q4 --made 2026-01-15 --draws 200",
    "keiretsu predict casebooks/ai-alliances --due docs/recipes/predictions --known 2027-06-30",
  ],
  run(call) {
    const casebook = openCasebook(call);
    const due = call.text("due");
    const result = withReserve(casebook, due === null ? made(call, casebook) : judged(call, casebook, due));
    const file = call.text("save");
    if (file !== null) save(file, result);
    if (call.flag("json")) return writeJson(call.io, result);
    call.io.stdout(predictionsText(call, result.values, casebook));
    return EXIT.fine;
  },
};

function made(call: Call, casebook: Casebook): Result<Predictions> {
  const wanted = (name: string): string => {
    const found = call.text(name);
    if (found === null) throw new UsageError({ en: `--${name} is required, or --due.`, fr: `--${name} est obligatoire, ou --due.` });
    return found;
  };
  const [above, below] = [call.number("above"), call.number("below")];
  if (above !== null && below !== null) throw new UsageError({ en: "Either --above or --below.", fr: "Soit --above, soit --below." });
  const statement: Statement = {
    what: wanted("what") as Statement["what"],
    entity: wanted("entity"),
    comparison: above !== null ? "above" : below !== null ? "below" : null,
    amount: above ?? below,
    by: wanted("by"),
  };
  const options: PredictionOptions = {
    statement,
    madeOn: wanted("made"),
    seed: call.number("seed")!,
    draws: call.number("draws")!,
    amounts: (call.text("amounts") ?? defaultSimulateOptions.amounts) as PredictionOptions["amounts"],
  };
  return predict(view(casebook, viewOptions(call)), askedScenario(call), options);
}

function judged(call: Call, casebook: Casebook, path: string): Result<Predictions> {
  const known = call.text("known");
  if (known === null)
    throw new UsageError({ en: "--due needs --known: no clock is read.", fr: "--due demande --known : aucune horloge n’est lue." });
  return judgePredictions(casebook, storedIn(path), known);
}

function storedIn(path: string): readonly Prediction[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new UsageError({ en: `${path} is not there.`, fr: `${path} n’existe pas.` });
  const files = found.isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith(".json"))
        .sort(compareText)
        .map((name) => join(path, name))
    : [path];
  return files.flatMap((file) => {
    try {
      return readPredictions(JSON.parse(readFileSync(file, "utf8")), file);
    } catch (error) {
      if (error instanceof SyntaxError) throw new KeiretsuError("bad-prediction", `${file}: is no JSON`);
      throw error;
    }
  });
}

/** A prediction is never written over: it would not be one. */
function save(file: string, result: Result<Predictions>): void {
  try {
    writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST")
      throw new UsageError({
        en: `${file} is there already: a prediction is not written over.`,
        fr: `${file} existe déjà : une prédiction ne se réécrit pas.`,
      });
    throw new UsageError({ en: `${file} cannot be written.`, fr: `${file} ne peut être écrit.` });
  }
}

const verdictWords: Readonly<Record<Judged["verdict"], Bilingual>> = {
  true: { en: "came true", fr: "vérifiée" },
  false: { en: "did not", fr: "démentie" },
  "not-known": { en: "claims do not say", fr: "les affirmations ne disent rien" },
  "not-due": { en: "not due yet", fr: "pas encore échue" },
};

function statementText({ language, say }: Call, { statement, unit, start }: Prediction, name: (id: string) => string): string {
  const { what, entity, comparison, amount, by } = statement;
  const than = amount === null ? "" : formatAmount(amount, unit, language);
  const more = comparison === "above" ? { en: "more than", fr: "plus de" } : { en: "less than", fr: "moins de" };
  const texts: Readonly<Record<Statement["what"], Bilingual>> = {
    funding: {
      en: `${name(entity)} takes in ${more.en} ${than} from vendors and investors from ${start} to ${by}`,
      fr: `${name(entity)} reçoit ${more.fr} ${than} de fournisseurs et d’investisseurs de ${start} à ${by}`,
    },
    revenue: {
      en: `${name(entity)} sells for ${more.en} ${than} in the four quarters up to ${by}`,
      fr: `${name(entity)} vend pour ${more.fr} ${than} dans les quatre trimestres jusqu’à ${by}`,
    },
    cash: {
      en: `${name(entity)} has ${more.en} ${than} of cash at the end of ${by}`,
      fr: `${name(entity)} a ${more.fr} ${than} de trésorerie à la fin de ${by}`,
    },
    fails: {
      en: `${name(entity)} cannot pay what falls due by the end of ${by}`,
      fr: `${name(entity)} ne peut payer ce qui est dû d’ici la fin de ${by}`,
    },
  };
  return say(texts[what]);
}

function predictionsText(call: Call, values: Predictions, casebook: Casebook): string {
  const { io, language, say } = call;
  const name = entityNames(casebook, call.language);
  if (values.knownOn === null)
    return values.predictions
      .map((one) => {
        const { share, low, high } = one.probability;
        const chance = `${formatShare(share, language)} [${formatShare(low, language)}; ${formatShare(high, language)}]`;
        const head = `${statementText(call, one, name)}${say({ en: ": ", fr: " : " })}${chance}`;
        const rest = say({
          en: `Made on ${formatDate(one.madeOn, language)}, due on ${formatDate(one.dueOn, language)}; scenario ${one.scenario}, ${one.draws} paths, seed ${one.seed}, casebook ${one.inputDigest.slice(0, 12)}.`,
          fr: `Faite le ${formatDate(one.madeOn, language)}, échue le ${formatDate(one.dueOn, language)} ; scénario ${one.scenario}, ${one.draws} trajectoires, graine ${one.seed}, dossier ${one.inputDigest.slice(0, 12)}.`,
        });
        return `${paint(io, "bold", wrapText(io, head))}\n${wrapText(io, rest)}\n`;
      })
      .join("\n");
  const rows = values.predictions.map((one) => [
    statementText(call, one, name),
    formatDate(one.dueOn, language),
    formatShare(one.probability.share, language),
    `${say(verdictWords[one.verdict])}${one.evidence.length === 0 ? "" : ` (${one.evidence.join(", ")})`}`,
    one.score === null ? "" : formatNumber(one.score, language),
  ]);
  const head = [
    { en: "Prediction", fr: "Prédiction" },
    { en: "Due", fr: "Échéance" },
    { en: "Probability", fr: "Probabilité" },
    { en: "Verdict", fr: "Verdict" },
    { en: "Score", fr: "Note" },
  ].map(say);
  const brier = values.brier === null ? "" : formatNumber(values.brier, language);
  const sum = wrapText(
    io,
    values.brier === null
      ? say({
          en: `Due: ${values.due} of ${values.predictions.length}; none can be scored by what was known on ${formatDate(values.knownOn, language)}.`,
          fr: `Échues : ${values.due} sur ${values.predictions.length} ; aucune ne peut être notée d’après ce qui était su le ${formatDate(values.knownOn, language)}.`,
        })
      : say({
          en: `Due: ${values.due} of ${values.predictions.length}; scored: ${values.scored}, mean score (Brier) ${brier}. 0 is perfect, 0.25 is what a coin gets.`,
          fr: `Échues : ${values.due} sur ${values.predictions.length} ; notées : ${values.scored}, note moyenne (Brier) ${brier}. 0 est parfait, 0,25 est ce qu’obtient une pièce de monnaie.`,
        }),
  );
  return `${formatTable(io, { head, rows }, { align: ["left", "left", "right", "left", "right"], wrap: [0, 3] }).trimEnd()}\n\n${sum}\n`;
}

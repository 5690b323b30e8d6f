import { entityNames, formatAmount, formatDate, formatNumber, formatShare, rank, type Ranked, stressModelNames, view } from "keiretsu";
import { type Command, EXIT } from "./command.ts";
import { openCasebook, withReserve } from "./open.ts";
import { CASEBOOK, PROJECT_OPTIONS, projectOptions, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, paint, wrapText, writeCsv, writeJson } from "./output.ts";
import { groundsText } from "./stress-text.ts";
import { openScenarios, STRESS_OPTIONS, stressOptions } from "./stress.ts";

/** Who is systemic, by which model, and how far the models agree. */
export const rankCommand: Command = {
  name: "rank",
  summary: {
    en: "Who is systemic: what is lost when each firm in turn is left with nothing, by model",
    fr: "Qui est systémique : ce qui est perdu quand chaque entreprise, tour à tour, n’a plus rien, selon le modèle",
  },
  arguments: [CASEBOOK],
  options: [
    {
      name: "top",
      kind: "integer",
      min: 1,
      max: 100,
      fallback: "5",
      description: { en: "How many of the first are compared", fr: "Combien des premières sont comparées" },
    },
    ...STRESS_OPTIONS,
    ...VIEW_OPTIONS,
    ...PROJECT_OPTIONS,
  ],
  csv: true,
  examples: ["keiretsu rank casebooks/ai-alliances --known 2026-02-27"],
  run(call) {
    const casebook = openCasebook(call);
    const { assumptions } = openScenarios(call, casebook);
    const top = call.number("top")!;
    const options = { ...projectOptions(call), ...stressOptions(call), top };
    const result = withReserve(casebook, rank(view(casebook, viewOptions(call)), { assumptions, window: call.text("window") }, options));
    if (call.flag("json")) return writeJson(call.io, result);
    const { rankings, agreements, grounds, window } = result.values;
    if (call.flag("csv")) {
      return writeCsv(call.io, {
        head: ["model", "place", "entity", "loss", "on_others"],
        rows: rankings.flatMap(({ model, firms }) => firms.map((firm, k) => [model, k + 1, firm.entity, firm.loss, firm.onOthers])),
      });
    }
    const { io, language } = call;
    const name = entityNames(casebook, call.language);
    const [from, to] = [formatDate(window.from, language), formatDate(window.to, language)];
    const lead = call.say({
      en: `Each firm in turn is left with nothing; all that is then lost, at the stated amounts and where most is. Due from ${from} to ${to}.`,
      fr: `Chaque entreprise, tour à tour, n’a plus rien ; tout ce qui est alors perdu, aux montants affirmés et au pire. Échéances du ${from} au ${to}.`,
    });
    io.stdout(`${wrapText(io, lead)}\n`);
    const cell = (firm: Ranked): (string | number)[] => [
      name(firm.entity),
      formatAmount(firm.loss, result.unit, language),
      formatAmount(firm.onOthers, result.unit, language),
    ];
    const head = [
      { en: "Firm", fr: "Entreprise" },
      { en: "Lost", fr: "Perdu" },
      { en: "by others", fr: "par d’autres" },
    ].map(call.say);
    for (const { model, firms } of rankings) {
      const rows = firms.slice(0, top).map(cell);
      io.stdout(`\n${paint(io, "bold", call.say(stressModelNames[model]))}\n`);
      io.stdout(`${formatTable(io, { head, rows }, { align: ["left", "right", "right"], indent: 2 })}\n`);
    }
    if (rankings.length === 0)
      io.stdout(
        `\n${wrapText(io, call.say({ en: "No model that this view can feed loses anything by any firm.", fr: "Aucun modèle que cette vue peut nourrir ne perd quoi que ce soit par aucune entreprise." }))}\n`,
      );
    const heads = [
      { en: "Models", fr: "Modèles" },
      { en: `Common among the first ${top} (Jaccard)`, fr: `En commun parmi les ${top} premières (Jaccard)` },
      { en: "Average overlap", fr: "Recouvrement moyen" },
    ].map(call.say);
    const rows = agreements.map(({ models, jaccard, averageOverlap }) => [
      models.map((model) => call.say(stressModelNames[model])).join(" / "),
      formatShare(jaccard, language),
      formatNumber(averageOverlap, language),
    ]);
    if (agreements.length > 0) io.stdout(`\n${formatTable(io, { head: heads, rows }, { align: ["left", "right", "right"], wrap: [0] })}\n`);
    const answers = grounds.map((one) => ({ ...one, state: "answered" as const }));
    const rests = groundsText(
      call,
      { answers, scenario: { assumptions: result.values.assumptions } },
      { casebook, name, unit: result.unit },
    );
    io.stdout(rests === "" ? "" : `\n${rests}`);
    return EXIT.fine;
  },
};

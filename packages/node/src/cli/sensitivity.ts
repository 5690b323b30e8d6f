import { writeFileSync } from "node:fs";
import {
  entityNames,
  assumptionText,
  defaultSensitivityOptions,
  formatAnswer,
  formatNumber,
  pictureTornado,
  sensitivityAnswerWords,
  sensitivityOfRun,
  type SensitivityOfRun,
  type SensitivityOptions,
  type SimulationScenario,
  tornadoScene,
  type ToldSensitivity,
  type Casebook,
  type View,
} from "keiretsu";
import { type Call, EXIT, type Option } from "./command.ts";
import { withReserve } from "./open.ts";
import { formatTable, paint, wrapText, writeJson } from "./output.ts";

/** What `keiretsu simulate --sensitivity` adds: which assumption decides the answer. */

export const SENSITIVITY_OPTIONS: readonly Option[] = [
  {
    name: "sensitivity",
    kind: "flag",
    description: {
      en: "Instead: which assumption decides, tried over its range",
      fr: "À la place : quelle hypothèse décide, essayée sur sa fourchette",
    },
  },
  {
    name: "of",
    kind: "choice",
    choices: ["failed", "lost"],
    fallback: defaultSensitivityOptions.answer,
    description: {
      en: "Of what: how often a firm fails, or what all write off (--sensitivity)",
      fr: "De quoi : la fréquence d’échec d’une entreprise, ou ce que tous passent en perte (--sensitivity)",
    },
  },
  {
    name: "entity",
    kind: "text",
    value: "id",
    description: {
      en: "The firm that fails or not (--sensitivity; default: the first of the scenario)",
      fr: "L’entreprise qui échoue ou non (--sensitivity ; par défaut la première du scénario)",
    },
  },
  {
    name: "sensitivity-draws",
    kind: "integer",
    min: 1,
    max: 100_000,
    fallback: `${defaultSensitivityOptions.draws}`,
    value: "n",
    description: { en: "Paths behind each answer (--sensitivity)", fr: "Trajectoires derrière chaque réponse (--sensitivity)" },
  },
  {
    name: "top",
    kind: "integer",
    min: 1,
    max: 10,
    fallback: `${defaultSensitivityOptions.top}`,
    value: "n",
    description: {
      en: "Assumptions looked at together after the screening (--sensitivity)",
      fr: "Hypothèses examinées ensemble après le tri (--sensitivity)",
    },
  },
  {
    name: "together",
    kind: "number",
    min: 0,
    max: 0.99,
    fallback: `${defaultSensitivityOptions.correlation}`,
    description: {
      en: "Correlation of assumptions of one kind; then Shapley effects (--sensitivity)",
      fr: "Corrélation des hypothèses d’une même sorte ; alors effets de Shapley (--sensitivity)",
    },
  },
  {
    name: "picture",
    kind: "text",
    value: "file.svg",
    description: { en: "Draw the bars into this file (--sensitivity)", fr: "Dessiner les barres dans ce fichier (--sensitivity)" },
  },
];

const WIDTH = 1040;

export function answerSensitivity(
  call: Call,
  asked: { readonly casebook: Casebook; readonly seen: View; readonly scenario: SimulationScenario },
): number {
  const { casebook, seen, scenario } = asked;
  const result = withReserve(
    casebook,
    sensitivityOfRun(seen, scenario, {
      answer: call.text("of") as SensitivityOptions["answer"],
      entity: call.text("entity"),
      draws: call.number("sensitivity-draws")!,
      seed: call.number("seed")!,
      amounts: call.text("amounts") as SensitivityOptions["amounts"],
      top: call.number("top")!,
      correlation: call.number("together")!,
    }),
  );
  const told: ToldSensitivity = { unit: result.unit, name: entityNames(casebook, call.language), language: call.language };
  const file = call.text("picture");
  if (file !== null) writeFileSync(file, pictureTornado(tornadoScene(result.values, told), { width: WIDTH, language: call.language }));
  if (call.flag("json")) return writeJson(call.io, result);
  call.io.stdout(sensitivityText(call, result.values, told));
  return EXIT.fine;
}

/** Assumptions told; --json tells all. */
const TOLD = 12;

function sensitivityText(call: Call, found: SensitivityOfRun, told: ToldSensitivity): string {
  const { io, language, say } = call;
  const words = capital(say(sensitivityAnswerWords(found, told.name)));
  const still = found.screened.length - found.screened.filter(moves).length;
  const at = (value: number): string => formatAnswer(value, found, told);
  const head = wrapText(
    io,
    say({
      en: `${words}: ${at(found.base)} as the scenario stands. Each assumption is tried over its range; the effect is how far the answer moves over half of it, on average over the ranges of the others, and the spread is large where it hangs on them.`,
      fr: `${words} : ${at(found.base)} tel que le scénario le pose. Chaque hypothèse est essayée sur sa fourchette ; l’effet est le déplacement de la réponse sur la moitié de celle-ci, en moyenne sur les fourchettes des autres, et la dispersion est grande là où il en dépend.`,
    }),
  );
  const screened = formatTable(
    io,
    {
      head: [
        { en: "Assumption, low to high", fr: "Hypothèse, de basse à haute" },
        { en: "Alone", fr: "Seule" },
        { en: "Effect", fr: "Effet" },
        { en: "Spread", fr: "Dispersion" },
      ].map(say),
      // The kernel gives effects over the whole range.
      rows: found.screened
        .filter(moves)
        .slice(0, TOLD)
        .map((row) => [assumptionText(row, told), `${at(row.atLow)} → ${at(row.atHigh)}`, at(row.muStar / 2), at(row.sigma / 2)]),
    },
    { align: ["left", "right", "right", "right"], wrap: [0] },
  );
  const isTogether = found.effects.some(({ shapley }) => shapley !== null);
  const share = (value: number | null, interval: readonly [number, number] | null): string =>
    value === null || interval === null
      ? ""
      : `${formatNumber(value, language)} [${formatNumber(interval[0], language)}; ${formatNumber(interval[1], language)}]`;
  const effects = formatTable(
    io,
    {
      head: (isTogether
        ? [
            { en: "Assumption", fr: "Hypothèse" },
            { en: "Share of the variance (Shapley), 95%", fr: "Part de la variance (Shapley), 95 %" },
          ]
        : [
            { en: "Assumption", fr: "Hypothèse" },
            { en: "Alone (Sobol’), 95%", fr: "Seule (Sobol’), 95 %" },
            { en: "With interactions, 95%", fr: "Avec interactions, 95 %" },
          ]
      ).map(say),
      rows: found.effects.map((row) =>
        isTogether
          ? [assumptionText(row, told), share(row.shapley, row.shapleyInterval)]
          : [assumptionText(row, told), share(row.first, row.firstInterval), share(row.total, row.totalInterval)],
      ),
    },
    { align: isTogether ? ["left", "right"] : ["left", "right", "right"], wrap: [0] },
  );
  const together = wrapText(
    io,
    say({
      en: `Over the ranges of these together the answer is ${at(found.mean)} on average, with a standard deviation of ${at(Math.sqrt(found.variance))}.`,
      fr: `Sur leurs fourchettes ensemble, la réponse est de ${at(found.mean)} en moyenne, avec un écart-type de ${at(Math.sqrt(found.variance))}.`,
    }),
  );
  const title = paint(io, "bold", say({ en: "Which assumption decides", fr: "Quelle hypothèse décide" }));
  const others = wrapText(
    io,
    say({ en: `Assumptions that do not move it: ${still}.`, fr: `Hypothèses qui ne la déplacent pas : ${still}.` }),
  );
  const parts = [`${title}\n${head}`, `${screened}${still === 0 ? "" : `\n${others}`}`];
  if (found.effects.length > 0) parts.push(`${together}\n\n${effects}`);
  return `${parts.map((part) => part.trimEnd()).join("\n\n")}\n`;
}

function moves({ muStar, atLow, atHigh }: SensitivityOfRun["screened"][number]): boolean {
  return muStar > 0 || atLow !== atHigh;
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

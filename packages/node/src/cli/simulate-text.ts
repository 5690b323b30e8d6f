import {
  type Band,
  bandLevels,
  type Casebook,
  type FirmSummary,
  formatAmount,
  formatDate,
  formatNumber,
  formatShare,
  holderWords,
  type Outcomes,
  outcomeWords,
  parameterKinds,
  parameterValue,
  parameterWords,
  questionSentences,
  type Simulation,
  subjectWords,
} from "keiretsu";
import { bind } from "./cite.ts";
import type { Bilingual, Call } from "./command.ts";
import { paint, wrapText } from "./output.ts";
import { inputsText, titled } from "./simulate-inputs-text.ts";

/** What `keiretsu simulate` prints: outcomes, loops, fans, losses, what would have to be true, the reported figures beside, and what it all rests on. */

export interface Told {
  readonly casebook: Casebook;
  readonly unit: string;
  readonly name: (id: string) => string;
  readonly asOf: { readonly validOn: string | null; readonly knownOn: string | null } | null;
}

/** Loops and assumptions told; --json tells all. */
const [LOOPS, MATTER] = [8, 8];
const BAR = 30;
const FAN = 30;

export function simulationText(call: Call, answer: Simulation, told: Told): string {
  const parts = [
    headText(call, answer, told),
    outcomesText(call, answer, told),
    loopsText(call, answer, told),
    fansText(call, answer, told),
    fundingText(call, answer, told),
    lossesText(call, answer, told),
    questionsText(call, answer, told),
    calibrationText(call, answer, told),
    inputsText(call, answer, told),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function headText({ io, language, say }: Call, { scenario, quarters, draws, seed }: Simulation, { asOf }: Told): string {
  const fr = language === "fr";
  const title = fr ? scenario.titleFr : scenario.title;
  const question = fr ? scenario.questionFr : scenario.question;
  const known = asOf?.knownOn ?? null;
  const seen = known === null ? "" : say({ en: `Known by ${formatDate(known, "en")}. `, fr: `Connu au ${formatDate(known, "fr")}. ` });
  const span = say({
    en: `${quarters[0]} to ${quarters.at(-1)}, ${formatNumber(draws, "en")} paths, seed ${seed}.`,
    fr: `De ${quarters[0]} à ${quarters.at(-1)}, ${formatNumber(draws, "fr")} trajectoires, graine ${seed}.`,
  });
  const set =
    scenario.levers.length === 0 ? "" : say({ en: ` Set: ${scenario.levers.join(", ")}.`, fr: ` Réglé : ${scenario.levers.join(", ")}.` });
  return [
    title === "" ? "" : `${paint(io, "bold", title)}\n`,
    question === "" ? "" : `${wrapText(io, bind(question))}\n`,
    `${wrapText(io, bind(`${seen}${span}${set}`))}\n`,
  ].join("");
}

/** 16% (14 to 18%): the share of paths and Wilson's interval. */
function shareText({ share, low, high }: Outcomes["failed"], { language }: Call): string {
  const reach = formatShare({ low, high }, language).replace(/^de /, "");
  return `${formatShare(share, language)} (${reach})`;
}

/** Closed █, rolled on ▒, failed ·, in columns that add up. */
function outcomeBar({ closed, rolled }: Outcomes): string {
  const full = Math.round(closed.share * BAR);
  const part = Math.round((closed.share + rolled.share) * BAR) - full;
  return "█".repeat(full) + "▒".repeat(part) + "·".repeat(BAR - full - part);
}

function outcomesText(call: Call, { firms, quarters }: Simulation, { name }: Told): string {
  const { say } = call;
  const kept = firms.filter(({ outcomes }) => outcomes !== null);
  const head = [{ en: "Firm", fr: "Entreprise" }, outcomeWords.closed, outcomeWords.rolled, outcomeWords.failed, { en: "", fr: "" }].map(
    say,
  );
  const rows = kept.map(({ entity, outcomes }) => [
    name(entity),
    ...(["closed", "rolled", "failed"] as const).map((key) => shareText(outcomes![key], call)),
  ]);
  const bars = kept.map(({ entity, outcomes }) => `  ${outcomeBar(outcomes!)} ${name(entity)}`);
  const legend = `  █ ${say(outcomeWords.closed)}  ▒ ${say(outcomeWords.rolled)}  · ${say(outcomeWords.failed)}`;
  const when = kept.flatMap(({ entity, failsIn }) => {
    const total = failsIn.reduce((sum, { count }) => sum + count, 0);
    if (total === 0) return [];
    const at = (share: number): string => {
      let sum = 0;
      return failsIn.find(({ count }) => (sum += count) >= share * total)!.quarter;
    };
    const text = say({
      en: `${name(entity)} fails first in ${failsIn[0].quarter}; half of its failures by ${at(0.5)}, nine in ten by ${at(0.9)}.`,
      fr: `${name(entity)} échoue au plus tôt en ${failsIn[0].quarter} ; la moitié de ses échecs d’ici ${at(0.5)}, neuf sur dix d’ici ${at(0.9)}.`,
    });
    return [wrapText(call.io, bind(text), 2)];
  });
  const without = firms.flatMap(({ entity, missing }) => {
    if (missing.length === 0) return [];
    const what = missing.map((one) => say(parameterWords[one])).join(", ");
    const text = say({
      en: `${name(entity)}: no books, unknown: ${what}. It takes part in flows; whether it can pay, nobody can say.`,
      fr: `${name(entity)} : pas de comptes, inconnu : ${what}. Elle prend part aux flux ; nul ne peut dire si elle peut payer.`,
    });
    return [wrapText(call.io, bind(text), 2)];
  });
  const table = titled(
    call,
    { en: `Outcomes by ${quarters.at(-1)}, with intervals at 95%`, fr: `Issues fin ${quarters.at(-1)}, intervalles à 95 %` },
    { head: head.slice(0, 4), rows },
    { align: ["left", "right", "right", "right"] },
  );
  return (
    [table, ...(bars.length > 0 ? [legend, ...bars] : []), ...when, ...without].map((line) => line.replace(/\n$/, "")).join("\n") + "\n"
  );
}

function loopsText(call: Call, { loops }: Simulation, { name }: Told): string {
  const order = loops
    .map((loop, k) => [loop, k] as const)
    .sort(([a, i], [b, j]) => b.outcomes.failed.count - a.outcomes.failed.count || i - j);
  const rows = order
    .slice(0, LOOPS)
    .map(([{ firms, outcomes }]) => [
      [...firms, firms[0]].map(name).join(" → "),
      ...(["closed", "rolled", "failed"] as const).map((key) => formatShare(outcomes[key].share, call.language)),
    ]);
  const head = [{ en: "Money goes round", fr: "L’argent tourne" }, outcomeWords.closed, outcomeWords.rolled, outcomeWords.failed].map(
    call.say,
  );
  const title = {
    en: `Loops, each as weak as its weakest firm with books (${loops.length})`,
    fr: `Boucles, chacune aussi faible que sa plus faible entreprise avec comptes (${loops.length})`,
  };
  return titled(call, title, { head, rows }, { align: ["left", "right", "right", "right"], wrap: [0] });
}

/** Light from 5 to 95 %, darker from 25 to 75 %, the middle full, on one scale for all quarters. */
function fanBar(band: Band, most: number): string {
  const [low, q1, middle, q3, high] = band.map((value) =>
    value === null ? 0 : Math.round((Math.min(Math.max(value, 0), most) / most) * (FAN - 1)),
  );
  return Array.from({ length: FAN }, (_, k) => (k === middle ? "█" : k >= q1 && k <= q3 ? "▓" : k >= low && k <= high ? "░" : " "))
    .join("")
    .trimEnd();
}

function fansText(call: Call, { firms, quarters }: Simulation, told: Told): string {
  const kept = firms.filter(({ series }) => series !== null);
  return kept
    .flatMap((firm) => [
      fanText(call, firm, {
        quarters,
        told,
        series: "coverage",
        title: { en: "what end demand covers of what falls due", fr: "ce que la demande finale couvre de l’exigible" },
      }),
      fanText(call, firm, {
        quarters,
        told,
        series: "rounds",
        title: { en: "new money from investors a quarter", fr: "argent neuf des investisseurs par trimestre" },
      }),
    ])
    .filter((text) => text !== "")
    .join("\n");
}

function fanText(
  call: Call,
  firm: FirmSummary,
  of: { readonly quarters: readonly string[]; readonly told: Told; readonly series: "coverage" | "rounds"; readonly title: Bilingual },
): string {
  const { quarters, told, series, title } = of;
  const bands = firm.series![series];
  // Twice a year is enough to see.
  const shown = quarters.flatMap((quarter, q) =>
    q % 2 === 0 && bands[q].some((value) => value !== null) ? [{ quarter, band: bands[q] }] : [],
  );
  const most = series === "coverage" ? 2 : Math.max(0, ...shown.map(({ band }) => band.at(-1) ?? 0));
  if (shown.length === 0 || most === 0) return "";
  const text = (value: number | null): string | null =>
    value === null ? null : series === "coverage" ? formatNumber(value, call.language) : formatAmount(value, told.unit, call.language);
  const rows = shown.map(({ quarter, band }) => [quarter, text(band[0]), text(band[2]), text(band[4]), fanBar(band, most)]);
  const head = [
    call.say({ en: "Quarter", fr: "Trimestre" }),
    ...[bandLevels[0], bandLevels[2], bandLevels[4]].map((level) => formatShare(level, call.language)),
    "",
  ];
  const scale = series === "coverage" ? call.say({ en: "0 to 2", fr: "0 à 2" }) : `0 – ${formatAmount(most, told.unit, call.language)}`;
  head[4] = scale;
  const firmTitle = { en: `${told.name(firm.entity)}: ${title.en}`, fr: `${told.name(firm.entity)} : ${title.fr}` };
  return titled(call, firmTitle, { head, rows }, { align: ["left", "right", "right", "right", "left"], wrap: [] });
}

function bandText(band: Band, { unit }: Told, { language }: Call): readonly (string | null)[] {
  return [band[0], band[2], band[4]].map((value) => (value === null ? null : formatAmount(value, unit, language)));
}

function fundingText(call: Call, { firms, sellers, quarters }: Simulation, told: Told): string {
  const levels = [bandLevels[0], bandLevels[2], bandLevels[4]].map((level) => formatShare(level, call.language));
  const peak = titled(
    call,
    { en: "Most that vendors and investors had put in, in all", fr: "Le plus que vendeurs et investisseurs avaient apporté, en tout" },
    {
      head: [call.say({ en: "Firm", fr: "Entreprise" }), ...levels],
      rows: firms
        .filter(({ outcomes }) => outcomes !== null)
        .map(({ entity, peakFunding }) => [told.name(entity), ...bandText(peakFunding, told, call)]),
    },
    { align: ["left", "right", "right", "right"] },
  );
  const ends = quarters.flatMap((quarter, q) => (quarter.endsWith("Q4") ? [{ quarter, q }] : []));
  const rows = sellers.flatMap(({ seller, vendorFinanced }) =>
    vendorFinanced.every((band) => band[2] === null)
      ? []
      : [
          [
            told.name(seller),
            ...ends.map(({ q }) => (vendorFinanced[q][2] === null ? null : formatShare(vendorFinanced[q][2], call.language))),
          ],
        ],
  );
  const shares = titled(
    call,
    {
      en: "Of what a seller earned from firms so far, its own money come home (middle path)",
      fr: "Part de ce qu’un vendeur a gagné auprès d’entreprises qui est son propre argent revenu (trajectoire médiane)",
    },
    { head: [call.say({ en: "Seller", fr: "Vendeur" }), ...ends.map(({ quarter }) => quarter)], rows },
    { align: ["left", ...ends.map(() => "right" as const)] },
  );
  return [peak, shares].filter((text) => text !== "").join("\n");
}

function lossesText(call: Call, { losses }: Simulation, { unit, name }: Told): string {
  const { language, say } = call;
  const money = (value: number | null): string | null => (value === null ? null : formatAmount(value, unit, language));
  const reach = (range: readonly [number, number] | null): string =>
    range === null ? "" : ` (${formatAmount({ low: range[0], high: range[1] }, unit, language)})`;
  const few = say({ en: "too few paths", fr: "trop peu de trajectoires" });
  const rows = losses.map(({ holder, mean, VaR, VaRInterval, ES, ESInterval }) => [
    holderWords(holder, name, language),
    money(mean),
    `${money(VaR)}${reach(VaRInterval)}`,
    ES === null ? few : `${money(ES)}${reach(ESInterval)}`,
  ]);
  const level = losses.length === 0 ? "" : formatShare(losses[0].level, language);
  const head = [
    { en: "Who writes off", fr: "Qui passe en perte" },
    { en: "Mean", fr: "Moyenne" },
    { en: `Value at risk ${level}`, fr: `Valeur en risque ${level}` },
    { en: "Mean beyond it", fr: "Moyenne au-delà" },
  ].map(say);
  return titled(
    call,
    { en: "Write-offs over the run", fr: "Pertes sur la durée du calcul" },
    { head, rows },
    { align: ["left", "right", "right", "right"], wrap: [0, 2, 3] },
  );
}

function questionsText(call: Call, { questions }: Simulation, told: Told): string {
  if (questions === null || questions.focus === null) return "";
  const { io, language, say } = call;
  const { name, unit } = told;
  const sentences = questionSentences(questions, name).map((text) => `${wrapText(io, bind(say(text)), 2)}\n`);
  const rows = questions.sensitivity.slice(0, MATTER).map(({ what, subject, low, high }) => {
    const value = (end: typeof low): string =>
      what === "amounts" || end.value === null
        ? ""
        : parameterValue({ what, value: end.value }, { unit, kind: parameterKinds[what].unit }, language);
    const ends = what === "amounts" ? "" : ` (${value(low)} – ${value(high)})`;
    return [
      `${say(parameterWords[what])}, ${subjectWords(subject, name, language)}${ends}`,
      `${formatShare(low.failed, language)} → ${formatShare(high.failed, language)}`,
      `${formatShare(low.closed, language)} → ${formatShare(high.closed, language)}`,
    ];
  });
  const head = [{ en: "Assumption, low to high", fr: "Hypothèse, de basse à haute" }, outcomeWords.failed, outcomeWords.closed].map(say);
  const title = {
    en: `What matters most for ${name(questions.focus)} (${questions.draws} paths each)`,
    fr: `Ce qui compte le plus pour ${name(questions.focus)} (${questions.draws} trajectoires chacune)`,
  };
  const matters = titled(call, title, { head, rows }, { align: ["left", "right", "right"], wrap: [0] });
  return `${paint(io, "bold", say({ en: "What would have to be true", fr: "Ce qui devrait être vrai" }))}\n${sentences.join("")}\n${matters}`;
}

function calibrationText(call: Call, { calibration }: Simulation, { unit, name }: Told): string {
  const { io, language, say } = call;
  const title = { en: "Reported since, beside the run", fr: "Publié depuis, à côté du calcul" };
  if (calibration.length === 0) {
    const none = say({
      en: "No figure of a quarter of the run is in the casebook: nothing to compare.",
      fr: "Aucun chiffre d’un trimestre du calcul n’est au dossier : rien à comparer.",
    });
    return `${paint(io, "bold", say(title))}\n${wrapText(io, none, 2)}\n`;
  }
  const words = {
    revenue: parameterWords.revenue,
    "run-rate-revenue": { en: "revenue, at a year’s rate", fr: "ventes, en rythme annuel" },
    cash: parameterWords.cash,
  };
  const rows = calibration.map(({ entity, what, quarter, reported, low, point, high, inside, claim }) => [
    `${name(entity)}, ${say(words[what])}`,
    quarter,
    formatAmount(reported, unit, language),
    low === null ? formatAmount(point, unit, language) : formatAmount({ low, high }, unit, language),
    inside === null ? "–" : inside ? say({ en: "within", fr: "dedans" }) : say({ en: "missed", fr: "manqué" }),
    claim,
  ]);
  const head = [
    { en: "Figure", fr: "Chiffre" },
    { en: "Quarter", fr: "Trimestre" },
    { en: "Reported", fr: "Publié" },
    { en: "Run, 5 to 95%", fr: "Calcul, 5 à 95 %" },
    { en: "", fr: "" },
    { en: "Claim", fr: "Affirmation" },
  ].map(say);
  return titled(call, title, { head, rows }, { align: ["left", "left", "right", "right"], wrap: [0, 3, 5] });
}

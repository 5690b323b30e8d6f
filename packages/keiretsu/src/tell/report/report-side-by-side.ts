import { escapeText } from "../escape.ts";
import { ALL } from "../../panel/simulation/summary.ts";
import { inLanguage, type Language, speak } from "../language.ts";
import { entityNames } from "../names.ts";
import { formatAmount, formatShare } from "../money.ts";
import type { Telling } from "./report-sections.ts";
import { table } from "./report-table.ts";
import { endsWords, focusOf, type ToldRun } from "../pictures/scene-simulation.ts";

/** This book beside cases of the past, measure by measure, each with its own firms, money and years. */
const messages = {
  title: { en: "Beside cases of the past", fr: "À côté de cas du passé" },
  note: {
    en: "The same engine and the same rules run each case on its own claims and assumptions. Amounts are in the money of their time.",
    fr: "Le même moteur et les mêmes règles déroulent chaque cas sur ses propres affirmations et hypothèses. Les montants sont en monnaie de l’époque.",
  },
  measure: { en: "Measure", fr: "Mesure" },
  firm: { en: "Firm asked about", fr: "Entreprise interrogée" },
  span: { en: "Quarters", fr: "Trimestres" },
  ends: { en: "How its paths end", fr: "Comment finissent ses trajectoires" },
  half: { en: "Half of its failures by", fr: "La moitié de ses échecs d’ici" },
  first: { en: "End demand covers in the first year, median", fr: "La demande finale couvre la première année, médiane" },
  last: {
    en: "End demand covers in the last year in which half of the paths stand, median",
    fr: "La demande finale couvre la dernière année où la moitié des trajectoires tient, médiane",
  },
  money: { en: "Most put in by vendors and investors, median", fr: "Le plus apporté par vendeurs et investisseurs, médiane" },
  owes: {
    en: "It owes at the end of the first quarter, promised and booked",
    fr: "Elle doit à la fin du premier trimestre, promis et inscrit",
  },
  home: {
    en: "Of what the seller earned, its own money come home, at most",
    fr: "De ce que le vendeur a gagné, son propre argent revenu, au plus",
  },
  lost: { en: "Written off by all, mean", fr: "Passé en perte par tous, moyenne" },
  inside: { en: "Figures reported since that lie within the run", fr: "Chiffres publiés depuis qui sont dans le calcul" },
  rests: { en: "Numbers cited, assumed, unknown", fr: "Nombres cités, supposés, inconnus" },
  none: { en: "none", fr: "aucun" },
  of: { en: (inside: number, all: number) => `${inside} of ${all}`, fr: (inside: number, all: number) => `${inside} sur ${all}` },
} as const;

type Measure = Exclude<keyof typeof messages, "title" | "note" | "measure" | "none" | "of">;

const measures: readonly Measure[] = ["firm", "span", "ends", "half", "first", "last", "money", "owes", "home", "lost", "inside", "rests"];

export function sideBySide({ material, cited }: Telling, run: ToldRun): string {
  if (material.cases.length === 0) return "";
  const { language } = cited;
  const t = speak(messages, language);
  const columns = [
    { casebook: material.casebook, run },
    ...material.cases.map(({ casebook, run: { values, unit } }) => ({
      casebook,
      run: { simulation: values, unit, name: entityNames(casebook, language) },
    })),
  ].map(({ casebook, run: one }) => ({ title: inLanguage(casebook.title, casebook.titleFr, language), cells: cellsOf(one, language) }));
  const rows = measures.map((measure) => ({ cells: [escapeText(t[measure]), ...columns.map(({ cells }) => cells[measure])] }));
  const content = table({ caption: t.title, head: [t.measure, ...columns.map(({ title }) => title.text)], rows });
  return `<h3>${t.title}</h3><p>${t.note}</p>${content}`;
}

function cellsOf({ simulation, unit, name }: ToldRun, language: Language): Readonly<Record<Measure, string>> {
  const t = speak(messages, language);
  const { quarters, firms, owing, sellers, losses, calibration, inputs } = simulation;
  const focus = firms.find(({ entity }) => entity === focusOf(simulation));
  const money = (value: number | null | undefined): string =>
    value === null || value === undefined ? "–" : formatAmount(value, unit, language);
  const total = focus?.failsIn.reduce((sum, { count }) => sum + count, 0) ?? 0;
  let seen = 0;
  const half = focus?.failsIn.find(({ count }) => (seen += count) >= total / 2)?.quarter;
  const cover = (focus?.series?.coverage ?? []).map((band) => band[2]);
  const standing = quarters.findIndex((_, q) => failedBy(focus?.failsIn ?? [], quarters[q]) > simulation.draws / 2);
  const owed = owing.filter(({ from }) => from === focus?.entity).reduce((sum, { booked, promised }) => sum + booked[0] + promised[0], 0);
  const homes = sellers.flatMap(({ seller, vendorFinanced }) => vendorFinanced.map((band) => ({ seller, share: band[2] ?? 0 })));
  const home = homes.reduce((most, one) => (one.share > most.share ? one : most), { seller: "", share: 0 });
  const judged = calibration.filter(({ inside }) => inside !== null);
  const counted = inputs.filter(({ origin, without }) => origin !== "unknown" || without === "blocks");
  const count = (origin: "cited" | "assumed" | "unknown"): number => counted.filter((one) => one.origin === origin).length;
  return {
    firm: focus === undefined ? "–" : `<span translate="no">${escapeText(name(focus.entity))}</span>`,
    span: `${quarters[0]} – ${quarters.at(-1)}`,
    ends: focus === undefined ? "–" : escapeText(endsWords(focus.outcomes!, language)),
    half: half ?? t.none,
    first: escapeText(yearText(cover.slice(0, 4), language)),
    last: escapeText(
      yearText(
        cover
          .slice(0, standing < 0 ? quarters.length : standing)
          .filter((value) => value !== null)
          .slice(-4),
        language,
      ),
    ),
    money: escapeText(focus?.peakFunding[2] === 0 ? t.none : money(focus?.peakFunding[2])),
    owes: escapeText(money(owed)),
    home:
      home.share === 0
        ? t.none
        : `${escapeText(formatShare(home.share, language))} <small>(<span translate="no">${escapeText(name(home.seller))}</span>)</small>`,
    lost: escapeText(losses.length === 0 ? t.none : money(losses.find(({ holder }) => holder === ALL)?.mean)),
    inside: judged.length === 0 ? t.none : t.of(judged.filter(({ inside }) => inside).length, judged.length),
    rests: `${count("cited")}, ${count("assumed")}, ${count("unknown")}`,
  };
}

function failedBy(failsIn: readonly { readonly quarter: string; readonly count: number }[], quarter: string): number {
  return failsIn.reduce((sum, one) => (one.quarter <= quarter ? sum + one.count : sum), 0);
}

/** The range of the medians of a year. */
function yearText(values: readonly (number | null)[], language: Language): string {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? "–" : formatShare({ low: Math.min(...known), high: Math.max(...known) }, language);
}

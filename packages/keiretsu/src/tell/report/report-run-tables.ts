import type { FirmFlows } from "../../panel/simulation/simulate.ts";
import { cashParts } from "../pictures/cash-parts.ts";
import { escapeText } from "../escape.ts";
import { type Language, speak } from "../language.ts";
import { formatAmount, formatShare } from "../money.ts";
import { table, type TableRow } from "./report-table.ts";
import { type FanSeries, owingScene, type ToldRun } from "../pictures/scene-simulation.ts";

/** The numbers of the pictures of a run, year by year; the files beside the page have every quarter. */
const messages = {
  coverage: {
    en: "What end demand covers, median (5 to 95% of the paths)",
    fr: "Ce que couvre la demande finale, médiane (5 à 95 % des trajectoires)",
  },
  revenue: {
    en: "End demand a quarter, median (5 to 95% of the paths)",
    fr: "Demande finale par trimestre, médiane (5 à 95 % des trajectoires)",
  },
  cash: { en: "Cash, median (5 to 95% of the paths)", fr: "Trésorerie, médiane (5 à 95 % des trajectoires)" },
  firm: { en: "Firm", fr: "Entreprise" },
  sources: { en: "Sources and uses of cash, year by year", fr: "Ressources et emplois de trésorerie, année par année" },
  part: { en: "Part", fr: "Poste" },
  from: { en: "Where the cash comes from", fr: "D’où vient l’argent" },
  to: { en: "Where it goes", fr: "Où il va" },
  owing: { en: "Owed at the end of the quarter, promised and on the books", fr: "Dû à la fin du trimestre, promis et inscrit" },
  pair: { en: "Who, to whom", fr: "Qui, à qui" },
} as const;

/** Columns that a page holds. */
const COLUMNS = 6;

/** Last quarters of the years and the last of all, every second or third of them where they are many. */
function yearEnds(quarters: readonly string[]): readonly number[] {
  const ends = quarters.flatMap((quarter, q) => (quarter.endsWith("Q4") || q === quarters.length - 1 ? [q] : []));
  const step = Math.ceil(ends.length / COLUMNS);
  return ends.filter((_, k) => (ends.length - 1 - k) % step === 0);
}

/** Years, several of them in a row together where they are many. */
function spans(quarters: readonly string[]): readonly { readonly name: string; readonly holds: (quarter: string) => boolean }[] {
  const years = [...new Set(quarters.map((quarter) => quarter.slice(0, 4)))];
  const step = Math.ceil(years.length / COLUMNS);
  const starts = years.filter((_, k) => k % step === 0);
  return starts.map((first, k) => {
    const inside = years.slice(k * step, (k + 1) * step);
    return { name: inside.length === 1 ? first : `${first}–${inside.at(-1)}`, holds: (quarter) => inside.includes(quarter.slice(0, 4)) };
  });
}

export function quarterTable({ simulation, unit, name }: ToldRun, series: FanSeries, language: Language): string {
  const t = speak(messages, language);
  const ends = yearEnds(simulation.quarters);
  const tell = (value: number): string => (series === "coverage" ? formatShare(value, language) : formatAmount(value, unit, language));
  const range = (low: number, high: number): string =>
    (series === "coverage" ? formatShare({ low, high }, language) : formatAmount({ low, high }, unit, language)).replace(/^de /, "");
  const rows = simulation.firms
    .filter((firm) => firm.series !== null)
    .map((firm) => ({
      cells: [
        escapeText(name(firm.entity)),
        ...ends.map((q) => {
          const [low, , point, , high] = firm.series![series][q];
          return low === null || high === null || point === null ? "–" : escapeText(`${tell(point)} (${range(low, high)})`);
        }),
      ],
    }));
  return table({
    caption: t[series],
    head: [t.firm, ...ends.map((q) => simulation.quarters[q])],
    rows,
    numeric: ends.map((_, k) => k + 1),
  });
}

export function sourcesTable({ simulation, unit }: ToldRun, firm: FirmFlows, language: Language): string {
  const t = speak(messages, language);
  const years = spans(simulation.quarters);
  const { sources, uses } = cashParts(firm);
  const row = ({ name, amounts }: (typeof sources)[number]): TableRow => ({
    cells: [
      escapeText(name[language]),
      ...years.map(({ holds }) => {
        const sum = amounts.reduce((total, amount, q) => (holds(simulation.quarters[q]) ? total + amount : total), 0);
        return sum === 0 ? "–" : escapeText(formatAmount(sum, unit, language));
      }),
    ],
  });
  const rows = [{ group: true, cells: [t.from] }, ...sources.map(row), { group: true, cells: [t.to] }, ...uses.map(row)];
  return table({ caption: t.sources, head: [t.part, ...years.map(({ name }) => name)], rows, numeric: years.map((_, k) => k + 1) });
}

/** The pairs of the picture. */
export function owingTable(run: ToldRun, language: Language): string {
  const t = speak(messages, language);
  const scene = owingScene(run, language);
  if (scene === null) return "";
  const ends = yearEnds(scene.quarters);
  const rows = scene.rows.map(({ name, booked, promised }) => ({
    cells: [
      escapeText(name),
      ...ends.map((q) => (booked[q] + promised[q] === 0 ? "–" : escapeText(formatAmount(booked[q] + promised[q], run.unit, language)))),
    ],
  }));
  return table({ caption: t.owing, head: [t.pair, ...ends.map((q) => scene.quarters[q])], rows, numeric: ends.map((_, k) => k + 1) });
}

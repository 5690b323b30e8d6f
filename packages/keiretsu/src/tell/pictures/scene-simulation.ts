import type { CalibrationRow } from "../../panel/simulation/calibration.ts";
import type { FirmFlows, Simulation } from "../../panel/simulation/simulate.ts";
import type { FirmSummary, Outcomes } from "../../panel/simulation/summary.ts";
import type { PathOutcome } from "../../simulate/economy.ts";
import { cashParts } from "./cash-parts.ts";
import { type Language, listing, plural, speak, type Text } from "../language.ts";
import { formatAmount, formatNumber, formatShare } from "../money.ts";
import type { FanScene } from "./picture-fan.ts";
import type { OutcomesScene } from "./picture-outcomes.ts";
import type { OwingScene } from "./picture-owing.ts";
import type { StackScene } from "./picture-stack.ts";
import type { TornadoScene } from "./picture-tornado.ts";
import { assumptionText } from "./scene-tornado.ts";
import { holderWords, parameterWords } from "../simulation-words.ts";
import { instrumentNames, statusNames } from "../vocabulary.ts";

/** A run over time as the data of its pictures. */
export interface ToldRun {
  readonly simulation: Simulation;
  readonly unit: string;
  readonly name: (id: string) => string;
}

/** What is followed by quarter and drawn as a fan. */
export type FanSeries = "coverage" | "revenue" | "cash";

const messages = {
  coverage: { en: "What end demand covers of what falls due", fr: "Ce que la demande finale couvre de l’exigible" },
  revenue: { en: "End demand a quarter", fr: "Demande finale par trimestre" },
  cash: { en: "Cash at the end of each quarter", fr: "Trésorerie à la fin de chaque trimestre" },
  coverageAxis: {
    en: "End demand after costs, over what falls due beyond them, in the paths in which the firm still stands. Below 100% the rest is new money or cash. What lies above 300% is drawn there.",
    fr: "Demande finale après coûts, rapportée à l’exigible restant, dans les trajectoires où l’entreprise tient encore. Sous 100 %, le reste vient d’argent neuf ou de la trésorerie. Ce qui dépasse 300 % est dessiné à 300 %.",
  },
  revenueAxis: {
    en: "What customers outside pay in a quarter; a firm that has failed has nothing. Each firm has a scale of its own.",
    fr: "Ce que les clients extérieurs paient en un trimestre ; une entreprise défaillante n’a plus rien. Chaque entreprise a sa propre échelle.",
  },
  cashAxis: {
    en: "A firm that has failed has nothing. Each firm has a scale of its own.",
    fr: "Une entreprise défaillante n’a plus rien. Chaque entreprise a sa propre échelle.",
  },
  rate: {
    en: "A figure reported as a year’s rate is drawn as a quarter of it.",
    fr: "Un chiffre publié en rythme annuel est dessiné pour un quart.",
  },
  fails: {
    en: (share: string, last: string) => `fails in ${share} of the paths by ${last}`,
    fr: (share: string, last: string) => `échoue dans ${share} des trajectoires d’ici ${last}`,
  },
  stack: {
    en: (firm: string) => `${firm}: where its cash comes from, where it goes`,
    fr: (firm: string) => `${firm} : d’où vient son argent, où il va`,
  },
  stackAxis: {
    en: "A quarter, on the path without chance: growth as expected, letters of intent from one chance in two up.",
    fr: "Par trimestre, sur la trajectoire sans hasard : croissance attendue, lettres d’intention à partir d’une chance sur deux.",
  },
  outcomes: { en: "How the paths end", fr: "Comment finissent les trajectoires" },
  scenarios: {
    en: (firm: string) => `How the paths of ${firm} end, by scenario`,
    fr: (firm: string) => `Comment finissent les trajectoires de ${firm}, par scénario`,
  },
  paths: {
    en: (draws: string, last: string) => `Share of ${draws} paths, by ${last}.`,
    fr: (draws: string, last: string) => `Part de ${draws} trajectoires, d’ici ${last}.`,
  },
  pathsBetween: {
    en: (least: string, most: string, last: string) => `Share of ${least} to ${most} paths, by ${last}.`,
    fr: (least: string, most: string, last: string) => `Part de ${least} à ${most} trajectoires, d’ici ${last}.`,
  },
  ends: {
    en: (closed: string, rolled: string, failed: string) => `closes ${closed}, rolls ${rolled}, fails ${failed}`,
    fr: (closed: string, rolled: string, failed: string) => `se referme ${closed}, roule ${rolled}, échoue ${failed}`,
  },
  unknown: { en: (what: string) => `not known: ${what}`, fr: (what: string) => `inconnu : ${what}` },
  matters: {
    en: (firm: string) => `What moves the share of paths in which ${firm} fails`,
    fr: (firm: string) => `Ce qui fait bouger la part des trajectoires où ${firm} échoue`,
  },
  mattersAxis: {
    en: (firm: string, draws: string, all: string) =>
      `Share of paths in which ${firm} fails: ${draws} paths at each end of an assumption, all else as it was; ${all} behind the line.`,
    fr: (firm: string, draws: string, all: string) =>
      `Part des trajectoires où ${firm} échoue : ${draws} trajectoires à chaque bout d’une hypothèse, le reste inchangé ; ${all} derrière le trait.`,
  },
  owing: { en: "Who owes whom", fr: "Qui doit à qui" },
  owingAxis: {
    en: "At the end of each quarter, on the path without chance, on one scale. Orders that may not be placed, guarantees that nobody has called and shares of revenue are no debt.",
    fr: "À la fin de chaque trimestre, sur la trajectoire sans hasard, sur une seule échelle. Commandes qui peuvent ne pas être passées, garanties non appelées et parts de chiffre d’affaires ne sont pas des dettes.",
  },
  from: {
    en: (first: string, last: string) => `${first} at first, ${last} at the end`,
    fr: (first: string, last: string) => `${first} au début, ${last} à la fin`,
  },
  nothing: { en: "nothing", fr: "rien" },
  never: { en: "fails in no path", fr: "n’échoue dans aucune trajectoire" },
  still: { en: (amount: string) => `${amount} throughout`, fr: (amount: string) => `${amount} du début à la fin` },
  small: {
    en: (count: number) =>
      `${count} ${plural(count, "pair that owes", "pairs that owe", "en")} less ${plural(count, "is", "are", "en")} not drawn.`,
    fr: (count: number) =>
      `${count} ${plural(count, "paire qui doit moins n’est pas dessinée", "paires qui doivent moins ne sont pas dessinées", "fr")}.`,
  },
} as const;

/** What lies above this cover is as good. */
const MOST_COVER = 3;
const PAIRS = 12;
const MATTER = 8;

/** null where no firm has books. */
export function fanScene(run: ToldRun, series: FanSeries, language: Language): FanScene | null {
  const { simulation, unit, name } = run;
  const t = speak(messages, language);
  const kept = simulation.firms.filter((firm) => firm.series?.[series].some((band) => band.some((value) => value !== null && value !== 0)));
  if (kept.length === 0) return null;
  const reported = simulation.calibration.flatMap((row) => reportedAt(simulation, row, series));
  const rated = reported.some(({ rate }) => rate);
  return {
    title: t[series],
    unit: series === "coverage" ? "share" : unit,
    quarters: simulation.quarters,
    line: series === "coverage" ? 1 : 0,
    most: series === "coverage" ? MOST_COVER : null,
    axis: t[`${series}Axis`],
    notes: rated ? [t.rate] : [],
    panels: kept.map((firm) => ({
      name: name(firm.entity),
      words: failsWords(firm, simulation, language),
      bands: firm.series![series],
      reported: reported.filter(({ entity }) => entity === firm.entity),
    })),
  };
}

/** A reported figure where a fan of the run has its like: of one quarter, and of the very thing. */
export function reportedAt(
  { quarters }: Simulation,
  row: CalibrationRow,
  series: FanSeries,
): readonly { readonly entity: string; readonly quarter: number; readonly value: number; readonly rate: boolean }[] {
  const quarter = quarters.indexOf(row.quarter);
  const rate = row.what === "run-rate-revenue";
  const like = row.what === "cash" ? "cash" : "revenue";
  if (quarter < 0 || like !== series || row.inside === null) return [];
  return [{ entity: row.entity, quarter, value: row.reported / (rate ? 4 : 1), rate }];
}

/** Where the cash of one firm comes from and goes; null where nothing moves. */
export function stackScene({ simulation, unit, name }: ToldRun, firm: FirmFlows, language: Language): StackScene | null {
  const t = speak(messages, language);
  const { sources, uses } = cashParts(firm);
  if (sources.length === 0) return null;
  return {
    title: t.stack(name(firm.entity)),
    unit,
    quarters: simulation.quarters,
    sources: sources.map(({ name: words, ...part }) => ({ ...part, name: words[language] })),
    uses: uses.map(({ name: words, ...part }) => ({ ...part, name: words[language] })),
    fails: firm.failsIn === null ? null : simulation.quarters.indexOf(firm.failsIn),
    axis: t.stackAxis,
  };
}

/** How the paths end, a row a firm. */
export function outcomesScene({ simulation, name }: ToldRun, language: Language): OutcomesScene | null {
  const t = speak(messages, language);
  if (simulation.firms.length === 0) return null;
  return {
    title: t.outcomes,
    axis: pathsWords([simulation], language),
    rows: simulation.firms.map((firm) => ({
      name: name(firm.entity),
      words: firm.outcomes === null ? t.unknown(missingWords(firm, language)) : endsWords(firm.outcomes, language),
      outcomes: firm.outcomes,
    })),
  };
}

/** How the paths of the firm at the centre end, a row a scenario; null where there is only one, or no firm with books. */
export function scenariosScene(runs: readonly ToldRun[], language: Language): OutcomesScene | null {
  const focus = runs.length < 2 ? null : focusOf(runs[0].simulation);
  if (focus === null) return null;
  const t = speak(messages, language);
  const { name } = runs[0];
  return {
    title: t.scenarios(name(focus)),
    axis: pathsWords(
      runs.map(({ simulation }) => simulation),
      language,
    ),
    rows: runs.map((run) => {
      const firm = run.simulation.firms.find(({ entity }) => entity === focus);
      const outcomes = firm?.outcomes ?? null;
      return {
        name: scenarioTitle(run.simulation, language),
        words: outcomes === null ? t.unknown(firm === undefined ? "" : missingWords(firm, language)) : endsWords(outcomes, language),
        outcomes,
      };
    }),
  };
}

/** Who owes whom: the pairs that owe most, the largest first; null where nobody owes anything. */
export function owingScene({ simulation, unit, name }: ToldRun, language: Language): OwingScene | null {
  const t = speak(messages, language);
  const sorted = simulation.owing
    .map((row) => ({ row, total: row.booked.map((amount, q) => amount + row.promised[q]) }))
    .sort((a, b) => Math.max(...b.total) - Math.max(...a.total));
  if (sorted.length === 0) return null;
  const tell = (amount: number): string => (amount === 0 ? t.nothing : formatAmount(amount, unit, language));
  const fails = new Map(simulation.expected.map(({ entity, failsIn }) => [entity, failsIn]));
  const left = sorted.length - PAIRS;
  return {
    title: t.owing,
    unit,
    quarters: simulation.quarters,
    axis: t.owingAxis,
    notes: left > 0 ? [t.small(left)] : [],
    rows: sorted.slice(0, PAIRS).map(({ row: { from, to, booked, promised }, total }) => {
      const [first, last] = [tell(total[0]), tell(total.at(-1)!)];
      const failed = fails.get(from) ?? null;
      return {
        name: `${holderWords(from, name, language)} → ${holderWords(to, name, language)}`,
        words: total.every((amount) => amount === total[0]) ? t.still(first) : t.from(first, last),
        booked,
        promised,
        fails: failed === null ? null : simulation.quarters.indexOf(failed),
      };
    }),
  };
}

/** Which assumptions move the share of paths in which the firm at the centre fails; null where nothing was asked, or nothing moves it. */
export function mattersScene({ simulation, unit, name }: ToldRun, language: Language): TornadoScene | null {
  const { questions, firms } = simulation;
  const focus = firms.find(({ entity }) => entity === questions?.focus);
  const rows = questions?.sensitivity.filter(({ low, high }) => low.failed !== high.failed).slice(0, MATTER) ?? [];
  if (questions === null || focus === undefined || focus.outcomes === null || rows.length === 0) return null;
  const t = speak(messages, language);
  const tell = (share: number): string => formatShare(share, language);
  // An assumption may be about all promises of a status or an instrument.
  const kinds: Readonly<Record<string, Text>> = { ...statusNames, ...instrumentNames };
  const kindOrName = (id: string): string => kinds[id]?.[language] ?? name(id);
  return {
    title: t.matters(name(focus.entity)),
    base: focus.outcomes.failed.share,
    axis: t.mattersAxis(name(focus.entity), formatNumber(questions.draws, language), formatNumber(simulation.draws, language)),
    ticks: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: tell(value) })),
    rows: rows.map(({ what, subject, low, high }) => ({
      name:
        what === "amounts" || low.value === null || high.value === null
          ? parameterWords[what][language]
          : assumptionText({ what, subject, low: low.value, high: high.value }, { unit, name: kindOrName, language }),
      words: `${tell(low.failed)} → ${tell(high.failed)}`,
      atLow: low.failed,
      atHigh: high.failed,
    })),
  };
}

/** The firm that is asked about: the first whose books are kept. */
export function focusOf({ firms }: Simulation): string | null {
  return firms.find(({ outcomes }) => outcomes !== null)?.entity ?? null;
}

export function scenarioTitle({ scenario }: Simulation, language: Language): string {
  const title = language === "fr" ? scenario.titleFr : scenario.title;
  return title === "" ? scenario.id : title;
}

/** "closes 14%, rolls 33%, fails 53%". */
export function endsWords(outcomes: Outcomes, language: Language): string {
  const share = (outcome: PathOutcome): string => pathShare(outcomes[outcome].share, language);
  return messages.ends[language](share("closed"), share("rolled"), share("failed"));
}

/** A share of paths; what is not quite all of them is not said to be all. */
export function pathShare(share: number, language: Language): string {
  if (share <= 0.99 || share === 1) return formatShare(share, language);
  return `${formatNumber(Math.floor(share * 1000) / 10, language, 1)}${language === "fr" ? "\u202f" : ""}%`;
}

function failsWords({ outcomes }: FirmSummary, { quarters }: Simulation, language: Language): string {
  const { count, share } = outcomes!.failed;
  return count === 0 ? messages.never[language] : messages.fails[language](pathShare(share, language), quarters.at(-1)!);
}

function missingWords({ missing }: FirmSummary, language: Language): string {
  return listing(
    missing.map((one) => parameterWords[one][language]),
    language,
  );
}

function pathsWords(simulations: readonly Simulation[], language: Language): string {
  const draws = simulations.map((one) => one.draws);
  const [least, most] = [Math.min(...draws), Math.max(...draws)].map((count) => formatNumber(count, language));
  const last = simulations[0].quarters.at(-1)!;
  return least === most ? messages.paths[language](most, last) : messages.pathsBetween[language](least, most, last);
}

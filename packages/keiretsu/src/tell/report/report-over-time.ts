import type { CalibrationRow } from "../../panel/simulation/calibration.ts";
import type { Outcomes } from "../../panel/simulation/summary.ts";
import { escapeText } from "../escape.ts";
import { colon, listing, semicolons, speak } from "../language.ts";
import { formatAmount, formatDate, formatNumber, formatShare } from "../money.ts";
import { citeRun, groundsOf, subjectText } from "./report-run-grounds.ts";
import { figure, type Telling } from "./report-sections.ts";
import { sideBySide } from "./report-side-by-side.ts";
import { owingTable, quarterTable, sourcesTable } from "./report-run-tables.ts";
import { table } from "./report-table.ts";
import { endsWords, focusOf, pathShare, scenarioTitle, type ToldRun } from "../pictures/scene-simulation.ts";
import { outcomeWords, parameterValue, parameterWords, questionSentences } from "../simulation-words.ts";
import { parameterKinds } from "../../panel/simulation/scenario.ts";

/** The promises of the book as they fall due, quarter by quarter: how it ends, for whom, on what money, and what would have to be true. Every picture has its table. */
const messages = {
  of: {
    en: (paths: string, last: string) => `, in ${paths} paths up to ${last}.`,
    fr: (paths: string, last: string) => `, sur ${paths} trajectoires jusqu’à ${last}.`,
  },
  note: {
    en: "No forecast: what follows from claims and from assumptions that all stand below. A path closes where the firm ends on its own, without new money from vendors or investors in its last year; it rolls on where it still needs it; it fails where what falls due is not paid. The intervals tell the error of chance, not what is unknown of the world.",
    fr: "Ce n’est pas une prévision, mais ce qui suit d’affirmations et d’hypothèses toutes données plus bas. Une trajectoire se referme si l’entreprise finit par tenir seule, sans argent neuf de vendeurs ou d’investisseurs la dernière année ; elle roule si elle en a encore besoin ; elle échoue si l’exigible n’est pas payé. Les intervalles disent l’erreur du hasard, non ce que l’on ignore du monde.",
  },
  known: {
    en: (date: string, first: string, last: string) => `Known by ${date}; from ${first} to ${last}.`,
    fr: (date: string, first: string, last: string) => `Connu au ${date} ; de ${first} à ${last}.`,
  },
  span: { en: (first: string, last: string) => `From ${first} to ${last}.`, fr: (first: string, last: string) => `De ${first} à ${last}.` },
  scenarios: { en: "How the paths end, by scenario", fr: "Comment finissent les trajectoires, par scénario" },
  everyFirm: { en: "Every firm with books, scenario by scenario", fr: "Chaque entreprise avec comptes, scénario par scénario" },
  intervals: { en: "Shares of the paths, with intervals at 95%", fr: "Parts des trajectoires, intervalles à 95 %" },
  nothing: { en: "nothing", fr: "rien" },
  scenario: { en: "Scenario", fr: "Scénario" },
  firms: { en: "How the paths end, firm by firm", fr: "Comment finissent les trajectoires, entreprise par entreprise" },
  firm: { en: "Firm", fr: "Entreprise" },
  failure: { en: "Half of its failures by", fr: "La moitié de ses échecs d’ici" },
  money: { en: "Most put in by vendors and investors", fr: "Le plus apporté par vendeurs et investisseurs" },
  noBooks: { en: "Without books, since unknown", fr: "Sans comptes, faute de connaître" },
  never: { en: "none", fr: "aucun" },
  true: { en: "What would have to be true", fr: "Ce qui devrait être vrai" },
  matters: {
    en: (firm: string, draws: string) => `What matters most for ${firm} (${draws} paths at each end)`,
    fr: (firm: string, draws: string) => `Ce qui compte le plus pour ${firm} (${draws} trajectoires à chaque bout)`,
  },
  assumption: { en: "Assumption, low to high", fr: "Hypothèse, de basse à haute" },
  reported: { en: "Reported since, beside the run", fr: "Publié depuis, à côté du calcul" },
  figureOf: { en: "Figure", fr: "Chiffre" },
  quarter: { en: "Quarter", fr: "Trimestre" },
  published: { en: "Reported", fr: "Publié" },
  run: { en: "Run, 5 to 95% of the paths", fr: "Calcul, 5 à 95 % des trajectoires" },
  verdict: { en: "Within", fr: "Dedans" },
  yes: { en: "yes", fr: "oui" },
  no: { en: "missed", fr: "manqué" },
  rate: { en: "revenue, at a year’s rate", fr: "ventes, en rythme annuel" },
  numbers: { en: "Numbers of this picture", fr: "Nombres de cette image" },
} as const;

/** Assumptions told; the files beside have all. */
const MATTER = 8;

export function overTimeSection(telling: Telling): string {
  const { material, cited } = telling;
  const [result] = material.runs;
  if (result === undefined) return "";
  const { language } = cited;
  const t = speak(messages, language);
  const run: ToldRun = { simulation: result.values, unit: result.unit, name: cited.firmText };
  const { scenario, quarters } = run.simulation;
  const question = language === "fr" ? scenario.questionFr : scenario.question;
  const known = result.asOf?.knownOn ?? null;
  const span = known === null ? t.span(quarters[0], quarters.at(-1)!) : t.known(formatDate(known, language), quarters[0], quarters.at(-1)!);
  return [
    question === "" ? "" : `<p class="lead">${escapeText(question)}</p>`,
    `<p>${leadText(telling, run)} ${escapeText(span)}</p><p>${t.note}</p>`,
    headed(t.scenarios, picture(telling, "scenarios", scenariosTable(telling))),
    `<h3>${t.firms}</h3>`,
    picture(telling, "outcomes"),
    firmsTable(telling, run),
    picture(telling, "fan-coverage", quarterTable(run, "coverage", language)),
    picture(telling, "fan-revenue", quarterTable(run, "revenue", language)),
    reportedTable(telling, run),
    ...run.simulation.expected.map((firm) => picture(telling, `cash-${firm.entity}`, sourcesTable(run, firm, language))),
    picture(telling, "owing", owingTable(run, language)),
    questionsText(telling, run),
    sideBySide(telling, run),
    groundsOf(telling, run),
  ].join("");
}

function leadText(telling: Telling, run: ToldRun): string {
  const { language, firmText } = telling.cited;
  const { simulation } = run;
  const focus = focusOf(simulation);
  if (focus === null) return "";
  const ends = endsWords(simulation.firms.find(({ entity }) => entity === focus)!.outcomes!, language);
  const of = messages.of[language](formatNumber(simulation.draws, language), simulation.quarters.at(-1)!);
  return `${escapeText(firmText(focus))} ${citeRun(telling, ends, run)}${escapeText(of)}`;
}

function headed(title: string, content: string): string {
  return content === "" ? "" : `<h3>${title}</h3>${content}`;
}

/** A picture with its numbers folded below it. */
function picture({ pictures, cited }: Telling, name: string, numbers = ""): string {
  const chart = pictures.runs.find((one) => one.name === name);
  if (chart === undefined) return "";
  const folded = numbers === "" ? "" : `<details><summary>${messages.numbers[cited.language]}</summary>${numbers}</details>`;
  return figure(chart.set, chart.title) + folded;
}

function scenariosTable(telling: Telling): string {
  const { material, cited } = telling;
  const { language } = cited;
  if (material.runs.length < 2) return "";
  const firms = material.runs[0].values.firms.filter(({ outcomes }) => outcomes !== null).map(({ entity }) => entity);
  const rows = material.runs.map(({ values }) => ({
    cells: [
      escapeText(scenarioTitle(values, language)),
      ...firms.map((entity) => {
        const outcomes = values.firms.find((firm) => firm.entity === entity)?.outcomes ?? null;
        return outcomes === null ? "–" : escapeText(endsWords(outcomes, language));
      }),
    ],
  }));
  const t = speak(messages, language);
  return table({ caption: t.everyFirm, head: [t.scenario, ...firms.map(cited.firmText)], rows });
}

function firmsTable(telling: Telling, run: ToldRun): string {
  const { cited } = telling;
  const { language } = cited;
  const t = speak(messages, language);
  const outcomes = ["closed", "rolled", "failed"] as const;
  const rows = run.simulation.firms.flatMap(({ entity, outcomes: found, failsIn, peakFunding }) => {
    if (found === null) return [];
    const [low, , point, , high] = peakFunding;
    const most = point === null ? "–" : point === 0 ? t.nothing : formatAmount(point, run.unit, language);
    const range =
      low === null || high === null || high === 0 ? "" : ` <small>(${escapeText(formatAmount({ low, high }, run.unit, language))})</small>`;
    return [
      {
        cells: [
          cited.firm(entity),
          ...outcomes.map((outcome) => citeRun(telling, shareText(found[outcome], language), run)),
          escapeText(half(failsIn) ?? t.never),
          escapeText(most) + range,
        ],
      },
    ];
  });
  const without = run.simulation.firms
    .filter(({ outcomes: found }) => found === null)
    .map(({ entity, missing }) => {
      const gaps = missing.map((one) => parameterWords[one][language]);
      return `${cited.firm(entity)} (${escapeText(listing(gaps, language))})`;
    });
  const head = [t.firm, ...outcomes.map((outcome) => outcomeWords[outcome][language]), t.failure, t.money];
  const note = without.length === 0 ? "" : `<p class="note">${t.noBooks}${colon(language)} ${semicolons(without, language)}.</p>`;
  return (rows.length === 0 ? "" : table({ caption: t.intervals, head, rows })) + note;
}

/** 16% (14 to 18%). */
function shareText({ share, low, high }: Outcomes["failed"], language: "en" | "fr"): string {
  return `${pathShare(share, language)} (${formatShare({ low, high }, language).replace(/^de /, "")})`;
}

function half(failsIn: readonly { readonly quarter: string; readonly count: number }[]): string | null {
  const total = failsIn.reduce((sum, { count }) => sum + count, 0);
  let sum = 0;
  return failsIn.find(({ count }) => (sum += count) >= total / 2)?.quarter ?? null;
}

/** Hits and misses alike. */
function reportedTable(telling: Telling, { simulation, unit }: ToldRun): string {
  const { cited } = telling;
  const { language } = cited;
  const t = speak(messages, language);
  if (simulation.calibration.length === 0) return "";
  const claims = new Map(cited.casebook.claims.map((claim) => [claim.id, claim]));
  const words = { revenue: parameterWords.revenue[language], "run-rate-revenue": t.rate, cash: parameterWords.cash[language] };
  const rows = simulation.calibration.map((row: CalibrationRow) => {
    const claim = claims.get(row.claim);
    const reported = escapeText(formatAmount(row.reported, unit, language));
    const { low, point, high } = row;
    return {
      cells: [
        `${cited.firm(row.entity)}, ${escapeText(words[row.what])}`,
        escapeText(row.quarter),
        claim === undefined ? reported : `${cited.claim(reported, claim)} <small>${cited.source(row.source)}</small>`,
        escapeText(formatAmount(low === null ? point : { low, high }, unit, language)),
        row.inside === null ? "–" : row.inside ? t.yes : t.no,
      ],
    };
  });
  return table({ caption: t.reported, head: [t.figureOf, t.quarter, t.published, t.run, t.verdict], rows });
}

function questionsText(telling: Telling, { simulation, unit, name }: ToldRun): string {
  const { questions } = simulation;
  const { language } = telling.cited;
  if (questions === null || questions.focus === null) return "";
  const t = speak(messages, language);
  const sentences = questionSentences(questions, name).map((text) => `<li>${escapeText(text[language])}</li>`);
  const rows = questions.sensitivity.slice(0, MATTER).map(({ what, subject, low, high }) => {
    const value = (end: typeof low): string =>
      what === "amounts" ? "" : parameterValue({ what, value: end.value }, { unit, kind: parameterKinds[what].unit }, language);
    const ends = what === "amounts" ? "" : ` (${value(low)} – ${value(high)})`;
    return {
      cells: [
        `${escapeText(parameterWords[what][language])}, ${subjectText(telling, subject)}${escapeText(ends)}`,
        escapeText(`${formatShare(low.failed, language)} → ${formatShare(high.failed, language)}`),
        escapeText(`${formatShare(low.closed, language)} → ${formatShare(high.closed, language)}`),
      ],
    };
  });
  const matters = table({
    caption: t.matters(name(questions.focus), formatNumber(questions.draws, language)),
    head: [t.assumption, outcomeWords.failed[language], outcomeWords.closed[language]],
    rows,
  });
  return `<h3>${t.true}</h3><ul class="plain">${sentences.join("")}</ul>${picture(telling, "matters", matters)}`;
}

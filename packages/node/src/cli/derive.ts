import { deriveResult, formatAmount, formatNumber, KeiretsuError, type Language, listing, plural, type StatedFigure, view } from "keiretsu";
import { citations, ourWords } from "./cite.ts";
import { EXIT, UsageError, type Bilingual, type Call, type Command } from "./command.ts";
import { openCasebook } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { formatTable, paint, wrapText, writeCsv, writeJson } from "./output.ts";

/** Figures that follow from claims by arithmetic. */
export const deriveCommand: Command = {
  name: "derive",
  summary: {
    en: "Figures that follow from claims, with formula and inputs",
    fr: "Les chiffres qui découlent des affirmations, avec formule et données",
  },
  arguments: [CASEBOOK],
  options: [
    {
      name: "figure",
      kind: "list",
      value: "id",
      description: { en: "Only these figures, in full", fr: "Seulement ces chiffres, en détail" },
    },
    {
      name: "set",
      kind: "list",
      value: "name=value",
      description: { en: "Replace a parameter: name=value or name=low..high", fr: "Remplacer un paramètre : nom=valeur ou nom=bas..haut" },
    },
    ...VIEW_OPTIONS,
  ],
  csv: true,
  examples: [
    "keiretsu derive casebooks/ai-alliances",
    "keiretsu derive casebooks/ai-alliances --figure ar-33 --known 2025-10-24 --at-least letter-of-intent",
    "keiretsu derive casebooks/ai-alliances --figure ar-32 --set days=250..300",
  ],
  run(call) {
    const casebook = openCasebook(call);
    const result = parametersKnown(() =>
      deriveResult(view(casebook, viewOptions(call)), { ids: call.list("figure"), set: call.list("set") ?? [] }),
    );
    const { figures } = result.values;
    if (call.flag("json")) writeJson(call.io, result);
    else if (call.flag("csv")) writeCsv(call.io, { head: CSV_HEAD, rows: figures.map(csvRow) });
    else tell(call, result.values, (id) => casebook.claims.find((claim) => claim.id === id)?.subject ?? id);
    // A figure that misses what is expected of it is data at fault.
    return figures.some((figure) => figure.holds === false) ? EXIT.data : EXIT.fine;
  },
};

function tell(call: Call, values: ReturnType<typeof deriveResult>["values"], legOf: LegOf): void {
  const { io, language } = call;
  const { figures, sources } = values;
  const { mark, list } = citations(io, sources, language);
  const inFull = call.list("figure") !== null;
  if (figures.length === 0)
    io.stdout(`${call.say({ en: "No derived figure in this casebook.", fr: "Aucun chiffre dérivé dans ce dossier." })}\n`);
  if (!inFull) {
    for (const figure of figures) {
      const check = sayCheck(figure, language);
      const cites = mark(...figure.inputs.map((input) => input.source ?? ""));
      const line = `= ${sayInView(figure, legOf, language)}${check === "" ? "" : ` · ${check}`} ${cites}`;
      const title = wrapText(io, `${figure.id}  ${ourWords(figure.title, figure.titleFr, language)}`, 2).trimStart();
      io.stdout(`${paint(io, "bold", figure.id)}${title.slice(figure.id.length)}\n`);
      io.stdout(`${wrapText(io, line, 4)}\n`);
    }
    io.stdout("\n");
  } else {
    for (const figure of figures) io.stdout(`${inDetail(call, figure, { mark, legOf })}\n`);
  }
  const reported = figures.filter((figure) => figure.verdict === "runs-backwards");
  for (const figure of reported) {
    io.stdout(`${paint(io, "yellow", wrapText(io, sayBackwards(figure, language)))}\n\n`);
  }
  io.stdout(list());
}

/** The leg that a claim tells of. */
type LegOf = (claim: string) => string;

function inDetail(
  call: Call,
  figure: StatedFigure,
  given: { readonly mark: (...ids: readonly string[]) => string; readonly legOf: LegOf },
): string {
  const { mark, legOf } = given;
  const { io, language } = call;
  const lines = [
    paint(io, "bold", wrapText(io, `${figure.id}  ${ourWords(figure.title, figure.titleFr, language)}`, 2).trimStart()),
    wrapText(io, `= ${sayInView(figure, legOf, language)}`, 2),
    `  ${figure.formula}`,
  ];
  const check = sayCheck(figure, language);
  if (check !== "") lines.push(wrapText(io, check, 2));
  if (figure.method !== "exact") lines.push(wrapText(io, METHODS[figure.method][language], 2));
  const note = ourWords(figure.note, figure.noteFr, language);
  if (note !== "") lines.push(wrapText(io, note, 2));
  const rows = figure.inputs.map((input) => [
    input.id,
    sayRange(input, input.unit ?? "", language),
    input.counted === null ? "" : input.counted ? COUNTED[language] : NOT_COUNTED[language],
    mark(input.source ?? ""),
  ]);
  const head = INPUT_HEAD.map((text) => text[language]);
  return `${lines.join("\n")}\n${formatTable(io, { head, rows }, { indent: 2, align: ["left", "right", "left", "left"], wrap: [0, 2] })}\n`;
}

function sayFigure(figure: StatedFigure, language: Language): string {
  if (figure.error) return `${UNKNOWN[language]} (${figure.error.code})`;
  return sayRange(figure, figure.unit, language);
}

/**
 * The figure in this view. Where the view leaves out a leg that the formula asks about, what is expected is the figure with that leg, and both
 * are said together, so that one does not read as the other's contradiction.
 */
function sayInView(figure: StatedFigure, legOf: LegOf, language: Language): string {
  const said = sayFigure(figure, language);
  const left = leftOutOf(figure);
  if (left.length === 0) return said;
  const legs = [...new Set(left.map((input) => legOf(input.id)))];
  const names = listing(legs, language);
  const inView = language === "fr" ? `${said} dans cette vue` : `${said} in this view`;
  if (figure.expected === null || figure.holds === null) {
    return language === "fr"
      ? `${inView}, où ${names} ne ${plural(legs.length, "compte", "comptent", "fr")} pas`
      : `${inView}, where ${names} ${plural(legs.length, "does", "do", "en")} not count`;
  }
  const expected = sayNumber(figure.expected, figure.unit, language);
  if (language === "fr") {
    const when = `quand ${names} ${plural(legs.length, "compte", "comptent", "fr")}`;
    return figure.holds ? `${inView} ; ${expected}, comme attendu, ${when}` : `${inView} ; ${expected} attendu ${when} : MANQUÉ`;
  }
  const when = `when ${names} ${plural(legs.length, "counts", "count", "en")}`;
  return figure.holds ? `${inView}; ${expected}, as expected, ${when}` : `${inView}; expected ${expected} ${when}: MISSED`;
}

function leftOutOf(figure: StatedFigure): StatedFigure["inputs"] {
  return figure.inputs.filter((input) => input.counted === false);
}

/** The point, and the range where it says more. */
function sayRange(
  range: { readonly low: number | null; readonly point: number | null; readonly high: number | null },
  unit: string,
  language: Language,
): string {
  const { low, point, high } = range;
  const bounds = sayBounds(low, high, unit, language);
  if (point === null || (low === point && high === point)) return point === null ? bounds : sayNumber(point, unit, language);
  const said = low === null && high === null ? BOUNDS_UNKNOWN[language] : bounds;
  return `${sayNumber(point, unit, language)} (${said})`;
}

function sayBounds(low: number | null, high: number | null, unit: string, language: Language): string {
  if (low === null && high === null) return UNKNOWN[language];
  if (high === null) return `${language === "fr" ? "au moins" : "at least"} ${sayNumber(low!, unit, language)}`;
  if (low === null) return `${language === "fr" ? "au plus" : "at most"} ${sayNumber(high, unit, language)}`;
  if (low === high) return sayNumber(low, unit, language);
  const words = language === "fr" ? ["de", "à"] : ["from", "to"];
  return `${words[0]} ${sayNumber(low, unit, language)} ${words[1]} ${sayNumber(high, unit, language)}`;
}

function sayNumber(value: number, unit: string, language: Language): string {
  const money = /^([A-Z]{3})(\/.*)?$/.exec(unit);
  if (money && !/^\/[A-Z]{3}$/.test(money[2] ?? ""))
    return `${formatAmount(value, money[1], language)}${inWords(money[2] ?? "", language)}`;
  const digits = Math.abs(value) < 10 ? 4 : Math.abs(value) < 1000 ? 2 : 0;
  const number = formatNumber(value, language, digits);
  return unit === "" || unit === "ratio" || unit === "count" ? number : `${number} ${inWords(unit, language)}`;
}

/** Units that are English words, in French. */
function inWords(unit: string, language: Language): string {
  const french: Readonly<Record<string, string>> = {
    shares: "actions",
    share: "action",
    years: "ans",
    year: "an",
    day: "jour",
    units: "unités",
  };
  return language === "en" ? unit : unit.replace(/[a-z]+/g, (word) => french[word] ?? word);
}

function sayCheck(figure: StatedFigure, language: Language): string {
  const parts: string[] = [];
  if (figure.expected !== null && leftOutOf(figure).length === 0) {
    const expected = sayNumber(figure.expected, figure.unit, language);
    const verdict =
      figure.holds === null
        ? ""
        : figure.holds
          ? { en: ", holds", fr: ", vérifié" }[language]
          : { en: ", MISSED", fr: ", MANQUÉ" }[language];
    parts.push(`${{ en: "expected", fr: "attendu" }[language]} ${expected}${verdict}`);
  }
  if (figure.verdict !== null) parts.push(VERDICTS[figure.verdict][language]);
  return parts.join(language === "fr" ? "\u00a0; " : "; ");
}

function sayBackwards(figure: StatedFigure, language: Language): string {
  const value = sayFigure(figure, language);
  const other = `${figure.than} (${figure.thanPoint === null ? UNKNOWN[language] : sayNumber(figure.thanPoint, figure.unit, language)})`;
  const relation = RELATIONS[figure.relation as keyof typeof RELATIONS][language];
  return language === "fr"
    ? `${figure.id} : l’affirmation ${figure.stated} dit ce chiffre ${relation} ${other} ; ses propres données donnent ${value}. La conclusion va à rebours.`
    : `${figure.id}: claim ${figure.stated} says that this figure is ${relation} ${other}; its own numbers give ${value}. The conclusion runs backwards.`;
}

function parametersKnown<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof KeiretsuError) || !["bad-option", "unknown-figure"].includes(error.code)) throw error;
    throw new UsageError({
      en: `${error.message}.`,
      fr: "--figure attend l’identifiant d’un chiffre dérivé du dossier ; --set attend nom=valeur ou nom=bas..haut, le nom étant celui d’un paramètre.",
    });
  }
}

const UNKNOWN: Bilingual = { en: "unknown", fr: "inconnu" };
const BOUNDS_UNKNOWN: Bilingual = { en: "bounds unknown", fr: "bornes inconnues" };
const COUNTED: Bilingual = { en: "counted", fr: "compté" };
const NOT_COUNTED: Bilingual = { en: "not counted in this view", fr: "non compté dans cette vue" };
const RELATIONS = {
  above: { en: "above", fr: "supérieur à" },
  below: { en: "below", fr: "inférieur à" },
  equals: { en: "equal to", fr: "égal à" },
} as const;
const VERDICTS = {
  follows: { en: "the source’s conclusion follows", fr: "la conclusion de la source en découle" },
  "runs-backwards": { en: "the source’s conclusion runs backwards", fr: "la conclusion de la source va à rebours" },
} as const;
const METHODS = {
  corners: { en: "range: ends of all inputs tried together", fr: "fourchette : toutes les extrémités des données essayées ensemble" },
  interval: { en: "range: outer bound", fr: "fourchette : borne extérieure" },
} as const;
const INPUT_HEAD = [
  { en: "Input", fr: "Donnée" },
  { en: "Value", fr: "Valeur" },
  { en: "", fr: "" },
  { en: "Source", fr: "Source" },
] as const;
const CSV_HEAD: readonly string[] = [
  "id title title_fr formula unit low point",
  "high method error expected tolerance holds verdict inputs",
].flatMap((part) => part.split(" "));

function csvRow(figure: StatedFigure): readonly (string | number | null)[] {
  return [
    figure.id,
    figure.title,
    figure.titleFr,
    figure.formula,
    figure.unit,
    figure.low,
    figure.point,
    figure.high,
    figure.method,
    figure.error?.code ?? null,
    figure.expected,
    figure.tolerance,
    figure.holds === null ? null : String(figure.holds),
    figure.verdict,
    figure.inputs.map((input) => input.id).join("|"),
  ];
}

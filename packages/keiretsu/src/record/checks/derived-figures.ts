import type { Finding } from "../../finding.ts";
import type { Casebook, DerivedFigure } from "../casebook.ts";
import { derive, type Figure, type FigureErrorCode } from "../derive.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { placeOf } from "../read/places.ts";
import { view } from "../view.ts";
import type { Rule } from "./rule.ts";

const figureDoesNotFollow: FindingCode = {
  code: "figure-does-not-follow",
  severity: "error",
  summary: "{id} comes to {found} {unit}, expected {expected} within {tolerance}.",
  summaryFr: "{id} donne {found} {unit}, attendu {expected} à {tolerance} près.",
  advice: "Check the formula, the claims that it names and their units.",
  adviceFr: "Vérifiez la formule, les affirmations qu’elle nomme et leurs unités.",
};

const figureCannotBeComputed: FindingCode = {
  code: "figure-cannot-be-computed",
  severity: "error",
  summary: "{id} cannot be computed: {found}.",
  summaryFr: "{id} ne peut être calculé : {foundFr}.",
  advice: "Correct the formula or the claims that it names.",
  adviceFr: "Corrigez la formule ou les affirmations qu’elle nomme.",
};

const arithmeticBackwards: FindingCode = {
  code: "arithmetic-runs-backwards",
  severity: "warning",
  summary: "{source} says that this figure is {relation} {than} ({thanFound} {unit}); its own inputs give {id} = {found} {unit}.",
  summaryFr:
    "{source} dit que ce chiffre est {relationFr} {than} ({thanFound} {unit}) ; ses propres données donnent {id} = {found} {unit}.",
  advice: "Cite the figure with this reserve: the source draws a conclusion that its numbers contradict.",
  adviceFr: "Citez le chiffre avec cette réserve : la source tire une conclusion que ses nombres contredisent.",
};

const ERROR_WORDS: Readonly<Record<FigureErrorCode, string>> = {
  "bad-formula": "la formule ne se lit pas",
  "bad-parameter": "un paramètre ne se lit pas",
  "unknown-id": "elle nomme une ligne qui n’existe pas",
  "unknown-parameter": "elle nomme un paramètre qui n’existe pas",
  "unknown-amount": "une affirmation ne donne pas de nombre",
  "not-known": "une affirmation n’est pas encore connue",
  "division-by-zero": "elle divise par zéro",
  "circular-formula": "elle se contient elle-même",
};

const RELATION_WORDS: Readonly<Record<NonNullable<DerivedFigure["relation"]>, { readonly relation: string; readonly relationFr: string }>> =
  {
    equals: { relation: "equal to", relationFr: "égal à" },
    above: { relation: "above", relationFr: "supérieur à" },
    below: { relation: "below", relationFr: "inférieur à" },
  };

/** Derived figures follow from their claims, and what sources conclude from their own figures follows too. */
function derivedFigures(casebook: Casebook): Finding[] {
  const figures = derive(view(casebook, { chapters: ["all"] }));
  const byId = new Map(figures.map((figure) => [figure.row.id, figure]));
  const claims = new Map(casebook.claims.map((claim) => [claim.id, claim]));
  return figures.flatMap((figure) => {
    const { row } = figure;
    const where = { place: placeOf(row, "formula"), excerpt: row.formula };
    const words = { id: row.id, unit: row.unit, found: textOf(figure) };
    if (figure.error !== null)
      return [
        makeFinding(figureCannotBeComputed, where, { ...words, found: figure.error.message, foundFr: ERROR_WORDS[figure.error.code] }),
      ];
    if (figure.holds === false) {
      const expectation = { expected: String(row.expected), tolerance: String(row.tolerance ?? 0) };
      return [makeFinding(figureDoesNotFollow, { ...where, place: placeOf(row, "expected") }, { ...words, ...expectation })];
    }
    if (figure.verdict !== "runs-backwards") return [];
    const claim = row.stated === null ? undefined : claims.get(row.stated);
    const than = row.than === null ? undefined : byId.get(row.than);
    return [
      makeFinding(
        arithmeticBackwards,
        claim === undefined ? where : { place: placeOf(claim, "value"), excerpt: `${claim.id}: ${claim.value} ${claim.unit}` },
        {
          ...words,
          source: claim?.source ?? row.id,
          ...RELATION_WORDS[row.relation ?? "equals"],
          than: row.than ?? "",
          thanFound: than ? textOf(than) : "?",
        },
      ),
    ];
  });
}

/** A point, or the range that is known of it. */
function textOf(figure: Pick<Figure, "low" | "point" | "high">): string {
  return figure.point === null ? `${short(figure.low)}..${short(figure.high)}` : short(figure.point);
}

/** Four digits are enough to see that a figure is wrong. */
function short(value: number | null): string {
  return value === null ? "?" : String(Number(value.toPrecision(4)));
}

export const derivedFiguresRule: Rule = {
  codes: [figureDoesNotFollow, figureCannotBeComputed, arithmeticBackwards],
  check: derivedFigures,
};

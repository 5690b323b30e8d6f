import type { Claim } from "../../record/casebook.ts";
import { derive, type Figure } from "../../record/derive.ts";
import { horizon } from "../../record/horizon.ts";
import { visibleClaims } from "../../record/view.ts";
import { escapeText } from "../escape.ts";
import { inLanguage, listing, speak } from "../language.ts";
import { formatAmount, formatDate } from "../money.ts";
import { predicateName } from "../predicates.ts";
import { tongue } from "./report-evidence.ts";
import type { ReportMaterial } from "./report-material.ts";
import type { Telling } from "./report-sections.ts";
import { table, type TableRow } from "./report-table.ts";

/** What a casebook holds where no counted deal has an amount: the figures that follow from its claims, and the claims themselves. */
const messages = {
  nothing: {
    en: (legs: number) =>
      legs === 0
        ? "No deal counts here: this casebook holds what sources say, not payments to add up."
        : "No counted deal has a known amount: there is nothing to add up. This is what the sources say.",
    fr: (legs: number) =>
      legs === 0
        ? "Aucun accord ne compte ici : ce dossier réunit ce que disent les sources, pas des paiements à additionner."
        : "Aucun accord compté n’a de montant connu : il n’y a rien à additionner. Voici ce que disent les sources.",
  },
  derived: { en: "Figures that follow from the claims", fr: "Chiffres qui découlent des affirmations" },
  figure: { en: "Figure", fr: "Chiffre" },
  value: { en: "Value", fr: "Valeur" },
  from: { en: "From", fr: "À partir de" },
  claims: { en: "What the sources say, by subject", fr: "Ce que disent les sources, par sujet" },
  what: { en: "What", fr: "Quoi" },
  when: { en: "For", fr: "Pour" },
  source: { en: "Source", fr: "Source" },
} as const;

/** Whether any counted leg has an amount: without one there is nothing to add up, and no figure to show. */
export function addsUp({ circularity }: ReportMaterial): boolean {
  return circularity.values.coverage.legsWithAmount > 0;
}

export function claimsSection({ material, cited }: Telling): string {
  const { language } = cited;
  const t = speak(messages, language);
  const claims = visibleClaims(material.casebook, horizon(material.view.options));
  const figures = derive(material.view);
  const derived =
    figures.length === 0
      ? ""
      : table({
          caption: t.derived,
          head: [t.figure, t.value, t.from],
          numeric: [1],
          rows: figures.map((figure) => ({ cells: figureCells({ cited }, figure) })),
        });
  return `<p>${t.nothing(material.circularity.values.coverage.legs)}</p>${derived}${claimTable({ material, cited }, claims)}`;
}

function figureCells({ cited }: Pick<Telling, "cited">, figure: Figure): readonly string[] {
  const { language } = cited;
  const { row, low, point, high } = figure;
  const title = inLanguage(row.title, row.titleFr, language);
  const inputs = figure.inputs.flatMap(({ claim }) => (claim === null ? [] : [cited.claim(cited.value(claim), claim)]));
  const value = point !== null && low === high ? point : { low, high };
  return [
    tongue(title.text, title.language, language),
    escapeText(formatAmount(value, row.unit, language)),
    inputs.length === 0 ? "–" : listing(inputs, language),
  ];
}

/** One row a claim, under its subject. */
function claimTable({ material, cited }: Pick<Telling, "material" | "cited">, claims: readonly Claim[]): string {
  if (claims.length === 0) return "";
  const { language } = cited;
  const t = speak(messages, language);
  const titles = new Map([...material.casebook.deals, ...material.casebook.legs].map((row) => [row.id, cited.titleOf(row)]));
  const subjects = [...new Set(claims.map((claim) => claim.subject))];
  const cellsOf = (claim: Claim): readonly string[] => {
    const period = claim.period !== "" ? claim.period : claim.validOn === null ? "" : formatDate(claim.validOn, language, "short");
    return [
      predicateName(claim.predicate, language, cited.firmText),
      escapeText(period),
      cited.claim(cited.value(claim), claim),
      cited.source(claim.source),
    ];
  };
  const rows = subjects.flatMap((subject): readonly TableRow[] => [
    { group: true, cells: [titles.get(subject) ?? cited.firm(subject)] },
    ...claims.filter((claim) => claim.subject === subject).map((claim) => ({ cells: cellsOf(claim) })),
  ]);
  return table({ caption: t.claims, head: [t.what, t.when, t.value, t.source], rows });
}

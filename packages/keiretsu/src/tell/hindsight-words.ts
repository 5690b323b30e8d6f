import type { ReportedWhat } from "../panel/hindsight/reported.ts";
import type { Text } from "./language.ts";

/** Figures of the record that stand beside a run of the past. */
export const reportedNames: Readonly<Record<ReportedWhat, Text>> = {
  drawn: { en: "loans drawn", fr: "prêts tirés" },
  promised: { en: "loans promised", fr: "prêts promis" },
  "written-off-in-all": { en: "written off or provided for, in all", fr: "passé en perte ou provisionné, en tout" },
  "written-off": { en: "written off or provided for", fr: "passé en perte ou provisionné" },
  "owed-to-lender": { en: "owed to its lender, at most", fr: "dû à son prêteur, au plus" },
  "failed-in": { en: "fails in", fr: "échoue en" },
  zombies: { en: "borrowers paid out of new credit", fr: "emprunteurs payant par crédit nouveau" },
  "part-held": { en: "of the first figure of the series", fr: "du premier chiffre de la série" },
  "net-income": { en: "profit", fr: "bénéfice" },
};

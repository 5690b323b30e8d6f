import type { Finding } from "../../finding.ts";
import type { Casebook } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { placeOf } from "../read/places.ts";
import { SUPPOSED } from "../supposed.ts";
import { mentions } from "./mentions.ts";
import type { Rule } from "./rule.ts";

const supposedOnRecord: FindingCode = {
  code: "supposed-on-record",
  severity: "warning",
  summary: '{field} is "{found}", the source of what-ifs: nothing tells this row, and it stands before what the record says.',
  summaryFr: "{field} vaut « {found} », la source des hypothèses : rien n’établit cette ligne, et elle passe avant ce que dit le dossier.",
  advice: "Cite where it is stated, or take the row out and keep the what-if beside the casebook.",
  adviceFr: "Citez où c’est affirmé, ou retirez la ligne et gardez l’hypothèse à côté du dossier.",
};

/** Rows that rest on a supposition, where the files are meant as a record. */
function supposedRows(casebook: Casebook): Finding[] {
  const findings: Finding[] = [];
  for (const { row, property, field, id } of mentions(casebook, (type) => type === "source" || type === "list of sources"))
    if (id === SUPPOSED) findings.push(makeFinding(supposedOnRecord, { place: placeOf(row, property), excerpt: id }, { field, found: id }));
  return findings;
}

export const supposedRowsRule: Rule = { codes: [supposedOnRecord], check: supposedRows };

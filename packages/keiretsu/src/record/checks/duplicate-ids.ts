import type { Finding, Place } from "../../finding.ts";
import type { Casebook } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { placeOf } from "../read/places.ts";
import type { Rule } from "./rule.ts";

const duplicateId: FindingCode = {
  code: "duplicate-id",
  severity: "error",
  summary: 'The id "{found}" is also in {place}.',
  summaryFr: "L’identifiant « {found} » est aussi dans {place}.",
  advice: "Give one of the two another id; a correction of a claim is a new row with supersedes.",
  adviceFr: "Donnez un autre identifiant à l’une des deux ; une correction est une nouvelle ligne avec supersedes.",
};

const ambiguousSubject: FindingCode = {
  code: "ambiguous-subject",
  severity: "error",
  summary: 'The id "{found}" also names a row in {place}: a claim about it would have two subjects.',
  summaryFr: "L’identifiant « {found} » nomme aussi une ligne de {place} : une affirmation aurait deux sujets.",
  advice: "Give entities, deals and legs different ids.",
  adviceFr: "Donnez des identifiants différents aux entités, accords et volets.",
};

/** Ids are unique in their table, and entities, deals and legs share one space of names since claims speak of all three. */
function duplicateIds(casebook: Casebook): Finding[] {
  const findings: Finding[] = [];
  const tables = [casebook.sources, casebook.claims, casebook.loops, casebook.derived];
  for (const rows of tables) findings.push(...repeated(rows, duplicateId));
  for (const rows of [casebook.entities, casebook.deals, casebook.legs]) findings.push(...repeated(rows, duplicateId));
  const seen = new Map<string, Place>();
  for (const rows of [casebook.entities, casebook.deals, casebook.legs]) {
    for (const row of rows) {
      const other = seen.get(row.id);
      if (other !== undefined) findings.push(found(row, other, ambiguousSubject));
    }
    for (const row of rows) seen.set(row.id, row.place);
  }
  return findings;
}

interface Named {
  readonly id: string;
  readonly place: Place;
}

function repeated(rows: readonly Named[], code: FindingCode): Finding[] {
  const first = new Map<string, Named>();
  const findings: Finding[] = [];
  for (const row of [...rows].sort((a, b) => a.place.line - b.place.line)) {
    const other = first.get(row.id);
    if (other === undefined) first.set(row.id, row);
    else findings.push(found(row, other.place, code));
  }
  return findings;
}

function found(row: Named, other: Place, code: FindingCode): Finding {
  const where = { place: placeOf(row, "id"), excerpt: row.id };
  return makeFinding(code, where, { found: row.id, place: `${other.file}:${other.line}` });
}

export const duplicateIdsRule: Rule = { codes: [duplicateId, ambiguousSubject], check: duplicateIds };

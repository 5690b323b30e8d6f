import type { Finding } from "../../finding.ts";
import type { Casebook, RosterRow, StatusEvent } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import type { Rule } from "./rule.ts";
import { groupBy } from "./sums.ts";

const repeatedRow: FindingCode = {
  code: "repeated-row",
  severity: "warning",
  summary: "The same row is also in {place}.",
  summaryFr: "La même ligne se trouve aussi en {place}.",
  advice: "Delete one of them.",
  adviceFr: "Supprimez l’une des deux.",
};

const chapterWithoutDeals: FindingCode = {
  code: "chapter-without-deals",
  severity: "warning",
  summary: 'The headline sums the chapter "{found}" and no deal is of that chapter; the deals have {expected}.',
  summaryFr: "La synthèse somme le chapitre « {found} » et aucun accord n’en est ; les accords ont {expected}.",
  advice: "Correct keiretsu.chapters in datapackage.json, or the chapter of the deals.",
  adviceFr: "Corrigez keiretsu.chapters dans datapackage.json, ou le chapitre des accords.",
};

/** Turns and roster rows have no id, so the same one twice goes unseen; and a chapter that nobody is in sums to nothing in silence. */
function repeatedRows(casebook: Casebook): Finding[] {
  const turns = groupBy(casebook.status, (turn: StatusEvent) =>
    JSON.stringify([turn.leg, turn.status, turn.validOn.text, turn.knownOn.text, turn.source]),
  );
  const members = groupBy(casebook.rosters, (row: RosterRow) =>
    JSON.stringify([row.group, row.club, row.member, row.role, row.validOn?.text ?? null, row.source]),
  );
  const findings: Finding[] = [];
  for (const [key, rows] of [...turns, ...members]) {
    const [first, ...others] = [...rows].sort((a, b) => a.place.line - b.place.line);
    const place = `${first.place.file}:${first.place.line}`;
    const excerpt = (JSON.parse(key) as readonly (string | null)[]).filter((word) => word !== null).join(" ");
    for (const other of others) findings.push(makeFinding(repeatedRow, { place: other.place, excerpt }, { place }));
  }
  const chapters = new Set(casebook.deals.map((deal) => deal.chapter));
  for (const chapter of casebook.chapters)
    if (!chapters.has(chapter)) {
      const where = { place: { file: "datapackage.json", line: 1, column: 1 }, excerpt: chapter };
      findings.push(makeFinding(chapterWithoutDeals, where, { found: chapter, expected: [...chapters].sort().join(", ") || "none" }));
    }
  return findings;
}

export const repeatedRowsRule: Rule = { codes: [repeatedRow, chapterWithoutDeals], check: repeatedRows };

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

/** Turns and roster rows have no id, so the same one twice goes unseen. */
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
  return findings;
}

export const repeatedRowsRule: Rule = { codes: [repeatedRow], check: repeatedRows };

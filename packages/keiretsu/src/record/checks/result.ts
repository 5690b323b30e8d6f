import { compareFindings, type Finding, type Severity } from "../../finding.ts";
import { type Result, toResult } from "../../network/result.ts";
import type { Loaded } from "../casebook.ts";
import type { TableName } from "../read/schema.generated.ts";
import { checkCasebook } from "./index.ts";

/** Every finding about a casebook, sorted by place, and how many of each severity. */
export interface CheckValues {
  /** False when a file or a row was refused: then the judgement is of what was left, and no command computes on it. */
  readonly whole: boolean;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly findings: readonly Finding[];
}

/** What a refused row or file makes other rows lack: told beside the fault itself, a hundred times over, it would only bury it. */
const FOLLOWS_FROM: Readonly<Record<string, readonly TableName[]>> = {
  "chapter-without-deals": ["deals"],
  "figure-cannot-be-computed": ["claims", "derived"],
  "figure-does-not-follow": ["claims", "derived", "legs", "status"],
  "amount-without-rate": ["claims"],
  "leg-without-amount": ["claims"],
  "leg-without-status": ["status"],
  "no-status-at-all": ["status"],
  "loop-does-not-close": ["legs", "entities"],
  "loop-does-not-connect": ["legs", "entities"],
  "reading-of-another-leg": ["claims"],
  "umbrella-without-parts": ["legs"],
  "unknown-reading": ["claims"],
};

/** Ask every rule of a casebook as it was loaded. The only result that carries files and lines, since they are its answer. */
export function checkResult({ casebook, findings: earlier, whole, incomplete }: Loaded): Result<CheckValues> {
  const judged = checkCasebook(casebook).filter(({ code }) => !FOLLOWS_FROM[code]?.some((table) => incomplete.has(table)));
  const findings = [...earlier, ...judged].sort(compareFindings);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const counts = { error: count("error"), warning: count("warning"), note: count("note") };
  return toResult("check", { digest: casebook.digest, unit: casebook.currency }, {}, { values: { whole, counts, findings } });
}

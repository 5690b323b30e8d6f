import { compareFindings, type Finding, type Severity } from "../../finding.ts";
import { type Result, toResult } from "../../network/result.ts";
import type { Loaded } from "../casebook.ts";
import { checkCasebook } from "./index.ts";

/** Every finding about a casebook, sorted by place, and how many of each severity. */
export interface CheckValues {
  /** False when a file or a row was refused: then the judgement is of what was left, and no command computes on it. */
  readonly whole: boolean;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly findings: readonly Finding[];
}

/** Ask every rule of a casebook as it was loaded. The only result that carries files and lines, since they are its answer. */
export function checkResult({ casebook, findings: earlier, whole }: Loaded): Result<CheckValues> {
  const findings = [...earlier, ...checkCasebook(casebook)].sort(compareFindings);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const counts = { error: count("error"), warning: count("warning"), note: count("note") };
  return toResult("check", { digest: casebook.digest, unit: casebook.currency }, {}, { values: { whole, counts, findings } });
}

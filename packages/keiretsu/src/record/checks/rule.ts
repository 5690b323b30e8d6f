import type { Finding } from "../../finding.ts";
import type { Casebook } from "../casebook.ts";
import type { FindingCode } from "../finding-code.ts";

/** One question asked of a whole casebook. A rule never throws, whatever the rows say, and returns findings in any order. */
export interface Rule {
  readonly codes: readonly FindingCode[];
  readonly check: (casebook: Casebook) => Finding[];
}

import { compareFindings, type Finding } from "../../finding.ts";
import type { Casebook } from "../casebook.ts";
import { circularReferencesRule } from "./circular-references.ts";
import type { TableName } from "../schema.generated.ts";
import { duplicateIdsRule } from "./duplicate-ids.ts";
import type { Rule } from "./rule.ts";
import { unknownIds, unknownIdsRule } from "./unknown-ids.ts";

/** What every reader of a casebook relies on; `load` asks these, and a casebook that fails one is not whole. */
export const integrityRules: readonly Rule[] = [duplicateIdsRule, unknownIdsRule, circularReferencesRule];

/** Findings of the integrity rules; tables that were not read whole are not asked for the ids they lack. */
export function checkIntegrity(casebook: Casebook, incomplete: ReadonlySet<TableName>): Finding[] {
  return [...duplicateIdsRule.check(casebook), ...unknownIds(casebook, incomplete), ...circularReferencesRule.check(casebook)];
}

/** What makes a casebook trustworthy; `keiretsu check` asks these as well. */
export const judgementRules: readonly Rule[] = [];

/** Every finding of the judgement rules, sorted by place. */
export function checkCasebook(casebook: Casebook): Finding[] {
  return judgementRules.flatMap((rule) => rule.check(casebook)).sort(compareFindings);
}

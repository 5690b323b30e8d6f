import { compareFindings, type Finding } from "../../finding.ts";
import type { Casebook } from "../casebook.ts";
import { chaptersRule } from "./chapters.ts";
import { circularReferencesRule } from "./circular-references.ts";
import type { TableName } from "../read/schema.generated.ts";
import { dealDirectionsRule } from "./deal-directions.ts";
import { derivedFiguresRule } from "./derived-figures.ts";
import { directionsRule } from "./directions.ts";
import { duplicateDealsRule } from "./duplicate-deals.ts";
import { duplicateIdsRule } from "./duplicate-ids.ts";
import { knowledgeOrderRule } from "./knowledge-order.ts";
import { lostUnitsRule } from "./lost-units.ts";
import { negativeAmountsRule } from "./negative-amounts.ts";
import { ownershipRule } from "./ownership.ts";
import { readingsRule } from "./readings.ts";
import { repeatedRowsRule } from "./repeated-rows.ts";
import type { Rule } from "./rule.ts";
import { sharedOriginsRule } from "./shared-origins.ts";
import { statedLoopsRule } from "./stated-loops.ts";
import { statusOrderRule } from "./status-order.ts";
import { supposedRowsRule } from "./supposed-rows.ts";
import { umbrellasRule } from "./umbrellas.ts";
import { unreadAmountsRule } from "./unread-amounts.ts";
import { unknownIds, unknownIdsRule } from "./unknown-ids.ts";

/** What every reader of a casebook relies on; `load` asks these, and a casebook that fails one is not whole. */
export const integrityRules: readonly Rule[] = [duplicateIdsRule, unknownIdsRule, circularReferencesRule, negativeAmountsRule];

/** Findings of the integrity rules; tables that were not read whole are not asked for the ids they lack. */
export function checkIntegrity(casebook: Casebook, incomplete: ReadonlySet<TableName>): Finding[] {
  return [
    ...duplicateIdsRule.check(casebook),
    ...unknownIds(casebook, incomplete),
    ...circularReferencesRule.check(casebook),
    ...negativeAmountsRule.check(casebook),
  ];
}

/** What makes a casebook trustworthy; `keiretsu check` asks these as well. */
export const judgementRules: readonly Rule[] = [
  chaptersRule,
  dealDirectionsRule,
  derivedFiguresRule,
  directionsRule,
  duplicateDealsRule,
  knowledgeOrderRule,
  lostUnitsRule,
  ownershipRule,
  readingsRule,
  repeatedRowsRule,
  sharedOriginsRule,
  statedLoopsRule,
  statusOrderRule,
  supposedRowsRule,
  umbrellasRule,
  unreadAmountsRule,
];

/** Every finding of the judgement rules, sorted by place. */
export function checkCasebook(casebook: Casebook): Finding[] {
  return judgementRules.flatMap((rule) => rule.check(casebook)).sort(compareFindings);
}

/** Rules whose errors turn amounts, directions or dates of every answer wrong, and that cost little. */
const answerRules: readonly Rule[] = [dealDirectionsRule, directionsRule, knowledgeOrderRule, readingsRule, statusOrderRule];

/** Errors that a whole casebook may still have and that reach into answers, sorted by place; whoever computes on it tells them. */
export function errorsInAnswers(casebook: Casebook): Finding[] {
  return answerRules
    .flatMap((rule) => rule.check(casebook))
    .filter((finding) => finding.severity === "error")
    .sort(compareFindings);
}

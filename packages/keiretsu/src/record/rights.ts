import { compareText } from "../finding.ts";
import type { Claim } from "./casebook.ts";
import type { DayRange } from "./date.ts";
import { compareValid, horizon, isValid } from "./horizon.ts";
import { type View, visibleClaims } from "./view.ts";

/**
 * What one party holds over another without a price: `openai` has `right-of-first-refusal-by-microsoft` true on one day and false on a later one. Each kind
 * is a predicate `<kind>-by-<holder>` with the unit bool; its rows over time are one right that begins, ends and may begin again.
 */
const rightKinds = [
  "board-appointment",
  "board-seat",
  "observer-seat",
  "veto",
  "right-of-first-refusal",
  "exclusive-supply",
  "preferred-supply",
  "priority-access",
  "licence",
  "change-of-control-clause",
] as const;
/** Roles that a source states without a leg behind them. */
export const roleKinds = ["supplier-role", "client-role", "investor-role", "lender-role", "guarantor-role", "lessor-role"] as const;
/** Whether a creditor of a vehicle may turn to the one behind it. */
export const recourseKinds = ["recourse"] as const;
/** What a regulator did about a deal. */
export const reviewKinds = ["inquiry", "clearance"] as const;

export type RightKind =
  | (typeof rightKinds)[number]
  | (typeof roleKinds)[number]
  | (typeof recourseKinds)[number]
  | (typeof reviewKinds)[number];

export interface Right {
  readonly kind: RightKind;
  readonly holder: string;
  /** Entity, deal or leg that grants it or bears it. */
  readonly over: string;
  /** First day that a source gives; null = since a day that no source gives. */
  readonly since: DayRange | null;
  /** The day it ended, null while it stands. */
  readonly until: DayRange | null;
  /** Rows that say so, by date. */
  readonly claims: readonly Claim[];
}

/** Every spell of every right seen from a view, ended ones too: by what is held over, kind, holder, then date. */
export function rights(view: View, kinds: readonly RightKind[] = rightKinds): readonly Right[] {
  const seen = horizon(view.options);
  const entities = new Set(view.casebook.entities.map((entity) => entity.id));
  const series = new Map<string, { kind: RightKind; holder: string; over: string; claims: Claim[] }>();
  for (const claim of visibleClaims(view.casebook, seen)) {
    if (!isValid(claim, seen) || (claim.value !== "true" && claim.value !== "false")) continue;
    const kind = kinds.find((name) => claim.predicate.startsWith(`${name}-by-`));
    if (kind === undefined) continue;
    const holder = claim.predicate.slice(`${kind}-by-`.length);
    if (!entities.has(holder)) continue;
    const key = JSON.stringify([claim.subject, kind, holder]);
    const right = series.get(key) ?? { kind, holder, over: claim.subject, claims: [] };
    right.claims.push(claim);
    series.set(key, right);
  }
  return [...series.values()]
    .sort((a, b) => compareText(a.over, b.over) || compareText(a.kind, b.kind) || compareText(a.holder, b.holder))
    .flatMap(spells);
}

/** Whether a right stands at the date of the view: it has begun and has not ended. */
export function stands(right: Right): boolean {
  return right.until === null;
}

function spells({ claims, ...right }: { kind: RightKind; holder: string; over: string; claims: readonly Claim[] }): readonly Right[] {
  const found: { since: DayRange | null; until: DayRange | null; claims: Claim[] }[] = [];
  for (const claim of [...claims].sort((a, b) => compareValid(a.validOn, b.validOn) || compareText(a.id, b.id))) {
    const last = found.at(-1);
    const open = last !== undefined && last.until === null ? last : null;
    if (claim.value === "true" && open === null) found.push({ since: claim.validOn, until: null, claims: [claim] });
    else if (claim.value === "false" && last === undefined) found.push({ since: null, until: claim.validOn, claims: [claim] });
    else {
      if (claim.value === "false" && open !== null) open.until = claim.validOn;
      last!.claims.push(claim);
    }
  }
  return found.map((spell) => ({ ...right, ...spell }));
}

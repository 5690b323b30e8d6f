import type { Instrument, Leg, Status } from "../casebook.ts";
import { isNewSecurity } from "../checks/directions.ts";
import { SUPPOSED } from "../supposed.ts";
import type { RowEdit } from "./row-edit.ts";

/**
 * What a what-if changes, as edits of rows: the record stays as it is, and each row that is supposed cites the source `supposed`. Dates are ISO text; amounts are written as in
 * a casebook, "" for unknown.
 */

/** The source that supposed rows cite; it comes before them, once. */
export function supposedSource(title: string): RowEdit {
  const cells = { id: SUPPOSED, publisher: SUPPOSED, title: title || SUPPOSED, language: "en", kind: "supposition", seen: "yes" };
  return { op: "add", table: "sources", cells };
}

/** From this day on the legs stand so: `lapsed` cancels them. */
export function supposeStatus(legs: readonly string[], status: Status, validOn: string): readonly RowEdit[] {
  return legs.map((leg) => ({ op: "add", table: "status", cells: { leg, status, ...dated(validOn) } }));
}

/** What a leg is worth instead. The amounts on record stay beside it and are not chosen. */
export function supposeAmount(leg: string, amount: { readonly value: string; readonly unit: string }, validOn: string): RowEdit {
  const said = { predicate: "amount", ...amount, stance: "asserts", confidence: "weak", paraphrase: "supposed", paraphrase_fr: "supposé" };
  return { op: "add", table: "claims", cells: { id: `${SUPPOSED}-${leg}`, subject: leg, ...said, ...dated(validOn) } };
}

/** A leg that starts on another day or runs for as many years; `cells` are those of its row. */
export function supposeTerm(
  cells: Readonly<Record<string, string>>,
  { startsOn, years }: { readonly startsOn: string; readonly years: string },
): RowEdit {
  const sources = [...new Set([...(cells.sources ?? "").split("|"), SUPPOSED])].filter((id) => id !== "").join("|");
  return { op: "replace", table: "legs", key: cells.id, cells: { ...cells, starts_on: startsOn, term_years: years, sources } };
}

export interface SupposedDeal {
  readonly id: string;
  readonly title: string;
  readonly chapter: string;
  readonly unit: string;
  readonly status: Status;
  readonly validOn: string;
  /** Parties that the casebook does not know yet. */
  readonly entities: readonly { readonly id: string; readonly name: string }[];
  readonly legs: readonly SupposedLeg[];
}

export interface SupposedLeg {
  readonly from: string;
  readonly to: string;
  readonly instrument: Instrument;
  readonly gives: Leg["gives"];
  readonly amount: string;
}

/** A deal that nobody has made: its parties, legs, amounts and status. */
export function supposeDeal({ id, title, chapter, unit, status, validOn, entities, legs }: SupposedDeal): readonly RowEdit[] {
  const ids = legs.map((_, k) => (legs.length === 1 ? `${id}-leg` : `${id}-leg-${k + 1}`));
  return [
    ...entities.map((entity): RowEdit => ({ op: "add", table: "entities", cells: { ...entity, kind: "company", source: SUPPOSED } })),
    { op: "add", table: "deals", cells: { id, title, chapter } },
    ...legs.map(({ from, to, instrument, gives }, k): RowEdit => {
      const issuer = !isNewSecurity(instrument) ? "" : gives === "cash" || gives === "credits" ? to : from;
      const cells = { id: ids[k], deal: id, title, instrument, from, to, gives, issuer, sum: "leg", sources: SUPPOSED };
      return { op: "add", table: "legs", cells };
    }),
    ...legs.flatMap(({ amount }, k) => (amount === "" ? [] : [supposeAmount(ids[k], { value: amount, unit }, validOn)])),
    ...supposeStatus(ids, status, validOn),
  ];
}

function dated(validOn: string): Readonly<Record<string, string>> {
  return { valid_on: validOn, known_on: validOn, basis: "published", recorded_on: validOn, source: SUPPOSED };
}

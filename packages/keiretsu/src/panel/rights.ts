import { compareText } from "../finding.ts";
import { type Result, toResult } from "../network/result.ts";
import { compareValid } from "../record/horizon.ts";
import { rights, stands, type RightKind } from "../record/rights.ts";
import type { View } from "../record/view.ts";
import { type Evidence, evidence } from "./evidence.ts";
import { viewParams } from "./params.ts";

/**
 * Question: what ties two firms without a price: who sits on whose board, who must be asked first, who may sell alone, and until when? Each is an edge
 * from the one that holds it to the one that bears it. A licence with a leg of its own is one of them.
 */
export interface HeldRight extends Evidence {
  readonly kind: RightKind;
  readonly holder: string;
  readonly over: string;
  /** Dates as precise as the source; null = a day that no source gives. */
  readonly since: string | null;
  /** null while it stands. */
  readonly until: string | null;
  readonly stands: boolean;
}

export interface Rights {
  /** By date of beginning, unknown first, then by id. */
  readonly rights: readonly HeldRight[];
}

/** Every right seen from a view, ended ones too. `entity` keeps those it holds or bears. */
export function heldRights(view: View, asked: { readonly entity?: string | null } = {}): Result<Rights> {
  const entity = asked.entity ?? null;
  const stated = rights(view).map((right) => ({
    kind: right.kind,
    holder: right.holder,
    over: right.over,
    from: right.since,
    since: right.since?.text ?? null,
    until: right.until?.text ?? null,
    stands: stands(right),
    ...evidence([], right.claims),
  }));
  const licences = view.legs
    .filter((row) => row.verdict === "counted" && row.leg.instrument === "licence")
    .map((row) => ({
      kind: "licence" as const,
      holder: row.leg.from,
      over: row.leg.to,
      from: row.since,
      since: row.since?.text ?? null,
      until: null,
      stands: true,
      ...evidence([row]),
    }));
  const kept = [...stated, ...licences].filter((right) => entity === null || right.holder === entity || right.over === entity);
  kept.sort(
    (a, b) => compareValid(a.from, b.from) || compareText(a.over, b.over) || compareText(a.kind, b.kind) || compareText(a.holder, b.holder),
  );
  return toResult(
    "rights",
    { digest: view.casebook.digest, unit: "rights", asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...viewParams(view), entity },
    { values: { rights: kept.map(({ from: _from, ...right }) => right) } },
  );
}

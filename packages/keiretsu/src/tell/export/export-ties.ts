import { type Result, toResult } from "../../network/result.ts";
import { type Tie, ties, type TiesOptions, tieSize } from "../../panel/ties.ts";
import type { View } from "../../record/view.ts";
import type { Language } from "../language.ts";
import { entityNames } from "../names.ts";
import { exportView, type ExportOptions } from "./export-view.ts";
import { type ExportedEdge, type ExportedNetwork, sentenceOf, sortedNetwork } from "./exported-network.ts";

export interface ExportTiesOptions extends TiesOptions {
  readonly language: Language;
  readonly positions: ExportOptions["positions"];
  /** Ids of the ties to export, as a reader has filtered them; null = all. */
  readonly only: readonly string[] | null;
  /** With the deals that have lapsed, marked and without weight; default true. */
  readonly ghosts?: boolean;
}

/**
 * What a lens draws, one edge a leg or stake. What a leg rests on is said as `exportView` says it; ends and amounts are those of the sentence, so that
 * in the lens "owes" a loan runs from its borrower and counts what is still outstanding.
 */
export function exportTies(view: View, options: ExportTiesOptions): Result<ExportedNetwork> {
  const { lens, language, positions, only, ghosts = true } = options;
  const found = ties(view, options);
  const { casebook } = view;
  const perimeter = lens === "owns" ? "unit" : options.perimeter;
  const legs = exportView(view, { ...options, perimeter, ghosts: true, inKind: true, contingent: true }).values.edges;
  const byId = new Map(legs.map((edge) => [edge.id, edge]));
  const entities = new Map(casebook.entities.map((entity) => [entity.id, entity]));
  const nameOf = entityNames(casebook, language);
  const wanted = only === null ? null : new Set(only);
  const kept = found.values.ties.filter((tie) => (ghosts || tie.firmness !== "ghost") && (wanted === null || wanted.has(tie.id)));
  const sources = new Map(casebook.claims.map((claim) => [claim.id, claim.source]));
  const edges = kept.map((tie): ExportedEdge => {
    const { from, to } = tie;
    const source = tie.claim === null ? undefined : sources.get(tie.claim);
    const leg = byId.get(tie.id) ?? stakeEdge(tie, source);
    return {
      ...leg,
      // What stands before the amount of the leg.
      ...(leg.claim === tie.claim ? {} : amountOf(tie, found.unit)),
      from,
      to,
      claim: tie.claim,
      ...(tie.firmness === "ghost" ? { verdict: "ghost", weight: null } : { verdict: "counted" }),
      sentence: sentenceOf(lens, language, nameOf(from), nameOf(to)),
    };
  });
  const nodes = [...new Set(edges.flatMap((edge) => [edge.from, edge.to]))].map((id) => {
    const { x = null, y = null } = Object.hasOwn(positions, id) ? positions[id] : {};
    const entity = entities.get(id);
    return { id, name: nameOf(id), kind: entity?.kind || null, country: entity?.country || null, x, y };
  });
  const title = (language === "fr" && casebook.titleFr) || casebook.title;
  return toResult(
    "export",
    { digest: casebook.digest, unit: found.unit, asOf: found.asOf },
    { ...found.params, language, only },
    { values: sortedNetwork({ title, lens, unit: found.unit, nodes, edges }), warnings: found.warnings },
  );
}

function amountOf(tie: Tie, unit: string): Pick<ExportedEdge, "weight" | "low" | "point" | "high" | "qualifier" | "currency"> {
  const { low, high } = tie;
  const size = tieSize(tie);
  return { weight: size, low, point: low === high ? low : null, high, qualifier: null, currency: size === null ? null : unit };
}

function stakeEdge(tie: Tie, source: string | undefined): ExportedEdge {
  return {
    id: tie.id,
    from: tie.from,
    to: tie.to,
    ...amountOf(tie, "share"),
    instrument: tie.instrument,
    flow: tie.flow,
    status: tie.status,
    since: null,
    verdict: "counted",
    deal: null,
    claim: tie.claim,
    sources: source === undefined ? [] : [source],
    title: null,
    sentence: null,
  };
}

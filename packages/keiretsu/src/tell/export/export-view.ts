import { compareText } from "../../finding.ts";
import { type Result, toResult } from "../../network/result.ts";
import type { Claim, Source } from "../../record/casebook.ts";
import { flowClass } from "../../record/instrument.ts";
import { type ProjectOptions, project } from "../../record/project.ts";
import type { LegView, View } from "../../record/view.ts";
import { evidence } from "../../panel/evidence.ts";
import { viewParams } from "../../panel/params.ts";
import { inLanguage, type Language } from "../language.ts";
import { entityNames } from "../names.ts";
import { ghostsOf } from "../../record/standing.ts";
import { type ExportedEdge, type ExportedNetwork, type ExportedNode, sentenceOf, sortedNetwork } from "./exported-network.ts";

export interface ExportOptions extends Omit<ProjectOptions, "amounts"> {
  readonly language: Language;
  /** With the legs that have lapsed, marked as ghosts and without weight, as the picture of the network shows them. */
  readonly ghosts: boolean;
  /** Where the nodes lie, as the workbench keeps it with a casebook. */
  readonly positions: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
}

export const defaultExportOptions: ExportOptions = {
  perimeter: "parent",
  inKind: true,
  contingent: false,
  language: "en",
  ghosts: false,
  positions: {},
};

/** A network of payments with what its edges rest on. */
export interface ExportedPayments extends ExportedNetwork {
  /** Every claim on the amount of an edge, chosen or not, sorted by id. */
  readonly claims: readonly ExportedClaim[];
  /** The sources of the edges and of these claims, sorted by id. */
  readonly sources: readonly ExportedSource[];
}

export interface ExportedClaim {
  readonly id: string;
  readonly leg: string;
  readonly chosen: boolean;
  readonly value: string;
  readonly unit: string;
  readonly qualifier: string;
  readonly stance: string;
  readonly confidence: string;
  readonly validOn: string | null;
  readonly knownOn: string | null;
  readonly source: string;
  readonly paraphrase: string;
}

export interface ExportedSource {
  readonly id: string;
  readonly publisher: string;
  readonly title: string;
  readonly address: string;
  readonly publishedOn: string | null;
  readonly kind: string;
}

/**
 * Who pays whom by a view, one edge a leg. The weights add up to the gross flow of `circularity` under the same options: a leg has a weight
 * exactly where the projection makes it an edge or finds it to be 0. Throws what `project` throws.
 */
export function exportView(view: View, options: Partial<ExportOptions> = {}): Result<ExportedPayments> {
  const asked: ExportOptions = { ...defaultExportOptions, ...options };
  const { language, ghosts, positions, perimeter, inKind, contingent } = asked;
  const choices = { perimeter, inKind, contingent };
  const { casebook } = view;
  const projection = project(view, choices);
  const { network, firm } = projection;
  const weights = new Map<string, number>(projection.zero.map((row) => [row.leg.id, 0]));
  for (let e = 0; e < network.m; e++) weights.set(projection.legs[network.leg[e]].leg.id, network.weight[e]);

  const entities = new Map(casebook.entities.map((entity) => [entity.id, entity]));
  const nameOf = entityNames(casebook, language);
  const isGhost = ghostsOf(view);
  const setAside = new Set(projection.setAside);
  const rows = view.legs.filter(
    (row) => (row.verdict === "counted" || (ghosts && isGhost(row))) && firm(row.leg.from) !== firm(row.leg.to),
  );
  const edges = rows.map((row): ExportedEdge => {
    const { leg, amount } = row;
    const [from, to] = [firm(leg.from), firm(leg.to)];
    return {
      id: leg.id,
      from,
      to,
      weight: weights.get(leg.id) ?? null,
      low: amount?.low ?? null,
      point: amount?.point ?? null,
      high: amount?.high ?? null,
      qualifier: amount?.qualifier || null,
      currency: amount?.unit ?? null,
      instrument: leg.instrument,
      flow: flowClass(leg.instrument),
      status: row.status?.status ?? null,
      since: row.since?.text ?? null,
      verdict: row.verdict !== "counted" ? "ghost" : setAside.has(row) ? "set-aside" : "counted",
      deal: leg.deal,
      claim: row.chosen?.id ?? null,
      sources: evidence([row]).sources,
      title: inLanguage(leg.title, leg.titleFr, language).text || null,
      sentence: sentenceOf("pays", language, nameOf(from), nameOf(to)),
    };
  });
  const nodes = [...new Set(edges.flatMap((edge) => [edge.from, edge.to]))].map((id): ExportedNode => {
    const entity = entities.get(id);
    const { x = null, y = null } = Object.hasOwn(positions, id) ? positions[id] : {};
    return { id, name: nameOf(id), kind: entity?.kind || null, country: entity?.country || null, x, y };
  });

  const claims = rows.flatMap((row) => claimsOf(row, language)).sort((a, b) => compareText(a.id, b.id));
  const cited = new Set([...edges.flatMap((edge) => edge.sources), ...claims.map((claim) => claim.source)]);
  const { text: title } = inLanguage(casebook.title, casebook.titleFr, language);
  return toResult(
    "export",
    {
      digest: casebook.digest,
      unit: casebook.currency,
      asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn },
    },
    { ...viewParams(view), ...choices, ghosts, language },
    {
      values: {
        ...sortedNetwork({ title, lens: "pays", unit: casebook.currency, nodes, edges }),
        claims,
        sources: casebook.sources
          .filter((source) => cited.has(source.id))
          .map(sourceOf)
          .sort((a, b) => compareText(a.id, b.id)),
      },
      warnings: projection.warnings,
    },
  );
}

function claimsOf(row: LegView, language: Language): ExportedClaim[] {
  const claims: readonly Claim[] = [...(row.chosen === null ? [] : [row.chosen]), ...row.others];
  return claims.map((claim) => ({
    id: claim.id,
    leg: row.leg.id,
    chosen: claim === row.chosen,
    value: claim.value,
    unit: claim.unit,
    qualifier: claim.qualifier,
    stance: claim.stance,
    confidence: claim.confidence,
    validOn: claim.validOn?.text ?? null,
    knownOn: claim.knownOn?.text ?? null,
    source: claim.source,
    paraphrase: inLanguage(claim.paraphrase, claim.paraphraseFr, language).text,
  }));
}

function sourceOf(source: Source): ExportedSource {
  const { id, publisher, title, address, publishedOn, kind } = source;
  return { id, publisher, title, address, publishedOn: publishedOn?.text ?? null, kind };
}

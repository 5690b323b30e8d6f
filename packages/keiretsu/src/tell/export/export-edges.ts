import { type Network, networkDigest } from "../../network/network.ts";
import { type Result, toResult, type Warning } from "../../network/result.ts";
import { rangeText } from "../../record/date.ts";
import type { Language } from "../language.ts";
import { type ExportedEdge, type ExportedNetwork, sentenceOf, sortedNetwork } from "./exported-network.ts";

export interface ExportEdgesOptions {
  readonly title: string;
  readonly language: Language;
  /** Digest of the network, when it is known already. */
  readonly digest?: string;
  /** What the reader of the file has to say. */
  readonly warnings: readonly Warning[];
}

/**
 * A bare network of payments, without a casebook. Edges are numbered in the order of the network, which does not depend on the order of the rows
 * it was read from; the kind of a payment stands as its instrument.
 */
export function exportEdges(network: Network, options: ExportEdgesOptions): Result<ExportedNetwork> {
  const { n, m, start, target, weight, type, typeNames, firstDay, lastDay, lens, unit } = network;
  const { title, language, warnings } = options;
  const name = (i: number): string => (network.names.length > 0 ? network.names[i] : String(i));
  const digits = String(m).length;
  const edges: ExportedEdge[] = [];
  for (let i = 0; i < n; i++) {
    for (let e = start[i]; e < start[i + 1]; e++) {
      const [from, to] = [name(i), name(target[e])];
      edges.push({
        id: `e${String(e + 1).padStart(digits, "0")}`,
        from,
        to,
        weight: weight[e],
        low: weight[e],
        point: weight[e],
        high: weight[e],
        qualifier: null,
        currency: unit,
        instrument: (type && typeNames[type[e]]) || null,
        flow: null,
        status: null,
        since: firstDay && lastDay ? rangeText(firstDay[e], lastDay[e]) : null,
        verdict: "counted",
        deal: null,
        claim: null,
        sources: [],
        title: null,
        sentence: sentenceOf(lens, language, from, to),
      });
    }
  }
  const nodes = Array.from({ length: n }, (_, i) => ({ id: name(i), name: name(i), kind: null, country: null, x: null, y: null }));
  return toResult(
    "export",
    { digest: options.digest ?? networkDigest(network), unit },
    { lens, language },
    { values: sortedNetwork({ title, lens, unit, nodes, edges }), warnings },
  );
}

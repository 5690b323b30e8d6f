import { KeiretsuError } from "../../assert.ts";
import { compareText } from "../../finding.ts";
import type { Lens } from "../../network/network.ts";
import type { Language } from "../language.ts";

/**
 * A network as other tools take it: one edge a leg, so that parallel edges stay apart, each with its evidence by id. Every format is written from
 * this shape and read back into it. What is not known is null, never 0 and never "".
 */
export interface ExportedNetwork {
  readonly title: string;
  /** The sentence of an edge; null where a foreign file says none. */
  readonly lens: Lens | null;
  /** Unit of `weight`: an ISO 4217 code or another; null where a foreign file says none. */
  readonly unit: string | null;
  /** Sorted by id. */
  readonly nodes: readonly ExportedNode[];
  /** Sorted by id. */
  readonly edges: readonly ExportedEdge[];
}

export interface ExportedNode {
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly country: string | null;
  readonly x: number | null;
  readonly y: number | null;
}

export interface ExportedEdge {
  /** The leg. */
  readonly id: string;
  /** Ids of nodes; `from` is the subject of the lens. */
  readonly from: string;
  readonly to: string;
  /** The figure that sums take, in the unit of the network; null where there is none, and for what no sum takes. */
  readonly weight: number | null;
  /** The amount as its source gives it, in `currency`; a bound that nobody states is null. */
  readonly low: number | null;
  readonly point: number | null;
  readonly high: number | null;
  /** about, up-to, at-least ... */
  readonly qualifier: string | null;
  readonly currency: string | null;
  readonly instrument: string | null;
  /** funding, revenue or transfer. */
  readonly flow: string | null;
  readonly status: string | null;
  /** Since when it stood anywhere: YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly since: string | null;
  /** counted; set-aside: a guarantee, or in kind, that the sums leave out by choice; ghost: lapsed. */
  readonly verdict: string | null;
  readonly deal: string | null;
  /** The claim that gave the amount. */
  readonly claim: string | null;
  /** Sorted. */
  readonly sources: readonly string[];
  /** What it is, in words of the casebook. */
  readonly title: string | null;
  /** "A pays B". */
  readonly sentence: string | null;
}

export type EdgeField = Exclude<keyof ExportedEdge, "id" | "to" | "from">;
export type NodeField = Exclude<keyof ExportedNode, "id">;
type FieldType = "number" | "text" | "list";

/** What a file can say of an edge beside its ends and its id, in the order in which it is written; the names are those of the files. */
export const EDGE_FIELDS: Readonly<Record<EdgeField, FieldType>> = {
  weight: "number",
  low: "number",
  point: "number",
  high: "number",
  qualifier: "text",
  currency: "text",
  instrument: "text",
  flow: "text",
  status: "text",
  since: "text",
  verdict: "text",
  deal: "text",
  claim: "text",
  sources: "list",
  title: "text",
  sentence: "text",
};

export const NODE_FIELDS: Readonly<Record<NodeField, FieldType>> = {
  name: "text",
  kind: "text",
  country: "text",
  x: "number",
  y: "number",
};

export const edgeFields = Object.keys(EDGE_FIELDS) as readonly EdgeField[];
export const nodeFields = Object.keys(NODE_FIELDS) as readonly NodeField[];

/** A field of a node or an edge as text; null where it is unknown. Numbers are written so that reading gives the same double. */
export function written(value: string | number | readonly string[] | null): string | null {
  if (value === null || value === "") return null;
  if (typeof value === "number") return String(value === 0 ? 0 : value);
  return typeof value === "string" ? value : value.length === 0 ? null : joinList(value);
}

/** Ids joined by "|"; a "|" or "\" inside one has a "\" before it. */
function joinList(ids: readonly string[]): string {
  return ids.map((id) => id.replace(/[\\|]/g, "\\$&")).join("|");
}

export function splitList(text: string): readonly string[] {
  const ids = text.match(/(?:[^\\|]|\\[^])+/g) ?? [];
  return ids.map((id) => id.replace(/\\([^])/g, "$1"));
}

const sentences: Readonly<Record<Lens, Readonly<Record<Language, (from: string, to: string) => string>>>> = {
  pays: { en: (from, to) => `${from} pays ${to}`, fr: (from, to) => `${from} paie ${to}` },
  owes: { en: (from, to) => `${from} owes ${to}`, fr: (from, to) => `${from} doit à ${to}` },
  owns: { en: (from, to) => `${from} owns part of ${to}`, fr: (from, to) => `${from} possède une part de ${to}` },
  supplies: { en: (from, to) => `${from} supplies ${to}`, fr: (from, to) => `${from} fournit ${to}` },
};

/** The lens as a sentence about two names. */
export function sentenceOf(lens: Lens, language: Language, from: string, to: string): string {
  return sentences[lens][language](from, to);
}

/** In the order of ids, so that the same network gives the same bytes. Throws `repeated-id`, `unknown-node`, `bad-amount`. */
export function sortedNetwork(network: ExportedNetwork): ExportedNetwork {
  const nodes = [...network.nodes].sort(byId);
  const edges = [...network.edges].sort(byId);
  for (const list of [nodes, edges])
    for (let k = 1; k < list.length; k++)
      if (list[k].id === list[k - 1].id) throw new KeiretsuError("repeated-id", `"${list[k].id}" stands twice, expected each id once`);
  const known = new Set(nodes.map((node) => node.id));
  for (const edge of edges) {
    for (const end of [edge.from, edge.to])
      if (!known.has(end)) throw new KeiretsuError("unknown-node", `edge "${edge.id}" names "${end}", which is no node`);
    for (const field of ["weight", "low", "point", "high"] as const)
      if (edge[field] !== null && !Number.isFinite(edge[field]))
        throw new KeiretsuError("bad-amount", `${field} of edge "${edge.id}" is ${edge[field]}, expected a finite number or null`);
  }
  return { ...network, nodes, edges };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareText(a.id, b.id);
}

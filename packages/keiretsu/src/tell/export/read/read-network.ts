import { KeiretsuError } from "../../../assert.ts";
import { compareFindings, compareText, type Finding } from "../../../finding.ts";
import type { Lens } from "../../../network/network.ts";
import {
  EDGE_FIELDS,
  edgeFields,
  type ExportedEdge,
  type ExportedNetwork,
  type ExportedNode,
  NODE_FIELDS,
  nodeFields,
  sortedNetwork,
  splitList,
} from "../exported-network.ts";
import { type NetworkFormat, networkFormats } from "../network-text.ts";
import { badNumber, repeatedEdge, repeatedNode, undeclaredNode } from "./codes.ts";
import { Findings, type GraphFile, type Values } from "./graph-file.ts";
import { readGexf } from "./read-gexf.ts";
import { readGraphml } from "./read-graphml.ts";
import { readNetworkCsv } from "./read-network-csv.ts";
import { readNetworkJson } from "./read-network-json.ts";

export interface ReadNetworkOptions {
  readonly format: NetworkFormat;
  /** Name for the places of findings. */
  readonly file: string;
}

/** What became of every node and every edge: read = kept + merged + refused. */
export interface NetworkReading {
  /** Empty when the file was refused. */
  readonly network: ExportedNetwork;
  readonly nodes: { readonly read: number; readonly kept: number; readonly merged: number; readonly refused: number };
  readonly edges: { readonly read: number; readonly kept: number; readonly refused: number };
  /** Nodes that only edges name. */
  readonly added: number;
  /** Names of values that a network has no place for, sorted: colours, sizes and what else a tool keeps. */
  readonly leftAlone: readonly string[];
  /** Sorted by place: the first hundred, and whatever refused the whole file. */
  readonly findings: readonly Finding[];
  /** How many there are of each code. */
  readonly counts: Readonly<Record<string, number>>;
  /** False when the file was refused. */
  readonly whole: boolean;
}

/** A text as a graph whose values mean nothing yet; null when the file was refused. */
export interface GraphReading {
  readonly graph: GraphFile | null;
  readonly findings: Findings;
}

const READERS: Readonly<Record<NetworkFormat, (text: string, findings: Findings) => GraphFile | null>> = {
  gexf: readGexf,
  graphml: readGraphml,
  csv: readNetworkCsv,
  json: readNetworkJson,
};

/** Read a graph of any of the formats, ours or another tool's. Never throws on account of the data. Cost O(length). */
export function readGraph(text: string, { format, file }: ReadNetworkOptions): GraphReading {
  const read = READERS[format];
  if (read === undefined) throw new KeiretsuError("bad-option", `format is "${format}", expected one of ${networkFormats.join(", ")}`);
  const findings = new Findings(file, text);
  return { graph: read(text, findings), findings };
}

/**
 * Read a network back: what `exportNetwork` wrote gives the same nodes and edges with the same ids, amounts and texts. What is at fault is refused
 * and told by place; nothing is guessed and no parallel edge is merged.
 */
export function readNetwork(text: string, options: ReadNetworkOptions): NetworkReading {
  const { graph, findings } = readGraph(text, options);
  const nodes = new Map<string, ExportedNode>();
  const read = graph?.nodes ?? [];
  let merged = 0;
  for (const node of read) {
    if (node.refused) continue;
    const made = fieldsOf(node.values, nodeFields, NODE_FIELDS, { findings, at: node.at });
    if (made === null) continue;
    if (nodes.has(node.id)) {
      merged++;
      findings.add(repeatedNode, node.at, { found: node.id });
    } else
      nodes.set(node.id, {
        ...(made as Omit<ExportedNode, "id">),
        id: node.id,
        name: node.values.get("label") ?? node.values.get("name") ?? node.id,
      });
  }
  const kept = nodes.size;
  const edges = takeEdges(graph, nodes, findings);
  const network = sortedNetwork({
    title: graph?.values.get("title") ?? "",
    lens: lensOf(graph?.values.get("lens")),
    unit: graph?.values.get("unit") ?? null,
    nodes: [...nodes.values()],
    edges,
  });
  const edgesRead = graph?.edges.length ?? 0;
  return {
    network,
    nodes: { read: read.length, kept, merged, refused: read.length - kept - merged },
    edges: { read: edgesRead, kept: edges.length, refused: edgesRead - edges.length },
    added: nodes.size - kept,
    leftAlone: leftAlone(graph),
    findings: [...findings.list].sort(compareFindings),
    counts: Object.fromEntries([...findings.counts].sort(([a], [b]) => compareText(a, b))),
    whole: graph !== null,
  };
}

/** The edges with ids of their own; ends that are no nodes become nodes. */
function takeEdges(graph: GraphFile | null, nodes: Map<string, ExportedNode>, findings: Findings): readonly ExportedEdge[] {
  const edges = new Map<string, ExportedEdge>();
  const given = new Set(graph?.edges.map((edge) => edge.id));
  /** Where the search for a free id goes on, by its stem, so that it stays linear however many want the same. */
  const tried = new Map<string, number>();
  const free = (stem: string, first: number): string => {
    let k = tried.get(stem) ?? first;
    do k++;
    while (given.has(`${stem}${k}`));
    tried.set(stem, k);
    return `${stem}${k}`;
  };
  graph?.edges.forEach(({ id, from, to, refused, values, at }) => {
    if (refused) return;
    const made = fieldsOf(values, edgeFields, EDGE_FIELDS, { findings, at });
    if (made === null) return;
    for (const end of [from, to]) {
      if (nodes.has(end)) continue;
      findings.add(undeclaredNode, at, { found: end });
      nodes.set(end, { id: end, name: end, kind: null, country: null, x: null, y: null });
    }
    const isRepeated = id !== null && edges.has(id);
    const own = id === null ? free("e", 0) : isRepeated ? free(`${id}#`, 1) : id;
    if (isRepeated) findings.add(repeatedEdge, at, { found: id, kept: own });
    const sentence = values.get("label") ?? values.get("sentence") ?? null;
    edges.set(own, { ...(made as Omit<ExportedEdge, "id" | "from" | "to">), id: own, from, to, sentence });
  });
  return [...edges.values()];
}

/** Values as the fields of a node or an edge; null with a finding where one that is to be a number is none. */
function fieldsOf<F extends string>(
  values: Values,
  fields: readonly F[],
  types: Readonly<Record<F, "number" | "text" | "list">>,
  place: { readonly findings: Findings; readonly at: number },
): Readonly<Record<F, string | number | readonly string[] | null>> | null {
  const made = {} as Record<F, string | number | readonly string[] | null>;
  for (const field of fields) {
    const text = values.get(field) ?? null;
    if (types[field] === "text") made[field] = text;
    else if (types[field] === "list") made[field] = text === null ? [] : splitList(text);
    else {
      const number = text === null ? null : numberOf(text);
      if (Number.isNaN(number)) {
        place.findings.add(badNumber, place.at, { field, found: text! });
        return null;
      }
      made[field] = number;
    }
  }
  return made;
}

/** NaN where the text is no plain decimal or beyond what a double holds. */
function numberOf(text: string): number {
  const number = /^[ \t\n]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[ \t\n]*$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}

function lensOf(text: string | undefined): Lens | null {
  return text === "pays" || text === "owes" || text === "owns" || text === "supplies" ? text : null;
}

function leftAlone(graph: GraphFile | null): readonly string[] {
  return [...new Set([...namesBeside(graph?.nodes ?? [], nodeFields), ...namesBeside(graph?.edges ?? [], [...edgeFields, "leg"])])].sort();
}

function namesBeside(rows: readonly { readonly values: Values }[], own: readonly string[]): string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of row.values.keys()) names.add(name);
  return [...names].filter((name) => name !== "label" && !own.includes(name));
}

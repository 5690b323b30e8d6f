import { jsonFault } from "../../../record/read/json-fault.ts";
import { written } from "../exported-network.ts";
import { missingEnd, missingNodeId, notJson, notThisFormat, undirectedEdge } from "./codes.ts";
import type { Findings, GraphEdge, GraphFile, GraphNode, Values } from "./graph-file.ts";
import { itemOffsets } from "./item-offsets.ts";

type Row = Readonly<Record<string, unknown>>;

/**
 * Read the JSON of an exported network. The lists of nodes and edges (or links) of other tools are read too: ends called source and target, ids
 * called key, values in an object of attributes. Null when the file is refused.
 */
export function readNetworkJson(text: string, findings: Findings): GraphFile | null {
  const plain = text.startsWith("\ufeff") ? text.slice(1) : text;
  const shift = text.length - plain.length;
  let root: unknown;
  try {
    root = JSON.parse(plain);
  } catch {
    return findings.refuse(notJson, (jsonFault(plain) ?? 0) + shift);
  }
  const graph = isRow(root) && isRow(root.values) ? root.values : root;
  const edgesKey = isRow(graph) && !Array.isArray(graph.edges) ? "links" : "edges";
  if (!isRow(graph) || !Array.isArray(graph[edgesKey]))
    return findings.refuse(notThisFormat, shift, {
      found: isRow(graph) ? Object.keys(graph).slice(0, 8).join(", ") : typeof root,
      expected: "nodes, edges",
    });

  const offsets = itemOffsets(plain, ["nodes", edgesKey]);
  const rowsOf = (key: string): readonly { readonly row: Row; readonly at: number }[] => {
    const items: readonly unknown[] = Array.isArray(graph[key]) ? graph[key] : [];
    return items.map((row, k) => ({ row: isRow(row) ? row : {}, at: (offsets.get(key)?.[k] ?? 0) + shift }));
  };
  const directed = isDirected(graph);
  const nodes = rowsOf("nodes").map(({ row, at }): GraphNode => {
    const id = idOf(row.id ?? row.key) ?? "";
    return { id, refused: id === "" ? findings.add(missingNodeId, at) : null, values: valuesOf(row, ["id", "key"]), at };
  });
  const edges = rowsOf(edgesKey).map(({ row, at }): GraphEdge => {
    const [from, to] = [idOf(row.from ?? row.source) ?? "", idOf(row.to ?? row.target) ?? ""];
    const code = from === "" || to === "" ? missingEnd : directed && row.undirected !== true ? null : undirectedEdge;
    const values = valuesOf(row, ["id", "key", "from", "to", "source", "target", "undirected"]);
    return { id: idOf(row.id ?? row.key), from, to, refused: code && findings.add(code, at), values, at };
  });
  return { values: valuesOf(graph, ["nodes", edgesKey]), nodes, edges };
}

/** Directed unless the file says otherwise: from and to, source and target are words of direction. */
function isDirected(graph: Row): boolean {
  const type = isRow(graph.options) ? graph.options.type : undefined;
  return graph.directed !== false && type !== "undirected";
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function idOf(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}

/** Texts, numbers and lists of texts; what else a row holds is left alone. */
function valuesOf(row: Row, left: readonly string[]): Values {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries({ ...(isRow(row.attributes) ? row.attributes : {}), ...row })) {
    const text = left.includes(name) ? null : textOf(value);
    if (text !== null) values.set(name, text);
  }
  return values;
}

function textOf(value: unknown): string | null {
  if (typeof value === "boolean") return String(value);
  const isList = Array.isArray(value) && value.every((item) => typeof item === "string");
  return typeof value === "string" || typeof value === "number" || isList ? written(value) : null;
}

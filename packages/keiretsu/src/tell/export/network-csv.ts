import { csvText } from "../csv.ts";
import { edgeFields, type ExportedEdge, type ExportedNetwork, type ExportedNode, nodeFields, written } from "./exported-network.ts";

/** Weight is called amount here, so that the file can be asked as an edge list without naming its columns. */
const AMOUNT = "amount";

/** The columns in order; the ends carry what is known of their nodes. */
const csvColumns: readonly string[] = [
  "id",
  "from",
  "to",
  ...edgeFields.map((field) => (field === "weight" ? AMOUNT : field)),
  ...nodeFields.map((field) => `from_${field}`),
  ...nodeFields.map((field) => `to_${field}`),
];

/** One edge a row. A node without edges has no row. */
export function networkCsv({ nodes, edges }: ExportedNetwork): string {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return csvText({ head: csvColumns, rows: edges.map((edge) => rowOf(edge, byId)) });
}

function rowOf(edge: ExportedEdge, nodes: ReadonlyMap<string, ExportedNode>): readonly (string | number | null)[] {
  const ends = [nodes.get(edge.from)!, nodes.get(edge.to)!];
  return [
    edge.id,
    edge.from,
    edge.to,
    ...edgeFields.map((field) => cell(edge[field])),
    ...ends.flatMap((node) => nodeFields.map((field) => cell(node[field]))),
  ];
}

/** Numbers stay numbers: a position may be negative and is no formula. */
function cell(value: string | number | readonly string[] | null): string | number | null {
  return typeof value === "number" ? value : written(value);
}

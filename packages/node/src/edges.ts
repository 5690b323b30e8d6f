/**
 * Firm-level edge lists: a delimited text file in, a network and a report of every row out (docs/concepts/edge-lists.md).
 */
export { readEdges } from "./edges/read-edges.ts";
export { CONVENTIONS } from "./edges/report.ts";
export type { Convention, EdgeColumns, EdgeList, EdgesReport, ReadEdgesOptions } from "./edges/report.ts";

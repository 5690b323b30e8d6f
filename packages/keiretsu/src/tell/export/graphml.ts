import type { Result } from "../../network/result.ts";
import { EDGE_FIELDS, edgeFields, type ExportedNetwork, NODE_FIELDS, nodeFields, written } from "./exported-network.ts";
import { describe } from "./description.ts";
import { checkXmlIds, xmlAttributes, xmlText } from "./xml-text.ts";

const LEG = "leg";

/** What other tools look for under another name than ours. */
const GRAPHML_NAMES: Readonly<Record<string, string>> = { name: "label", sentence: "label" };

/**
 * GraphML 1.0 (http://graphml.graphdrawing.org), every key declared with its type. The id of an edge stands a second time as a value, `leg`, since
 * igraph reads the ids of edges wrongly and with them the way back to the evidence would be lost.
 */
export function graphml(result: Result<ExportedNetwork>): string {
  const network = result.values;
  checkXmlIds(network);
  const graph = { title: network.title, lens: network.lens, unit: network.unit, description: describe(result) };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
    ...Object.keys(graph).map((name) => key("graph", name, "text")),
    ...nodeFields.map((field) => key("node", field, NODE_FIELDS[field])),
    key("edge", LEG, "text"),
    ...edgeFields.map((field) => key("edge", field, EDGE_FIELDS[field])),
    '  <graph id="network" edgedefault="directed">',
    ...Object.entries(graph).flatMap(([name, value]) => data("    ", "graph", name, written(value))),
    ...network.nodes.flatMap((node) => [
      `    <node${xmlAttributes({ id: node.id })}>`,
      ...nodeFields.flatMap((field) => data("      ", "node", field, written(node[field]))),
      "    </node>",
    ]),
    ...network.edges.flatMap((edge) => [
      `    <edge${xmlAttributes({ id: edge.id, source: edge.from, target: edge.to })}>`,
      ...data("      ", "edge", LEG, edge.id),
      ...edgeFields.flatMap((field) => data("      ", "edge", field, written(edge[field]))),
      "    </edge>",
    ]),
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n");
}

function key(of: "graph" | "node" | "edge", field: string, type: string): string {
  const name = of === "graph" ? field : (GRAPHML_NAMES[field] ?? field);
  return `  <key id="${of}-${field}" for="${of}" attr.name="${name}" attr.type="${type === "number" ? "double" : "string"}"/>`;
}

function data(indent: string, of: "graph" | "node" | "edge", field: string, value: string | null): string[] {
  return value === null ? [] : [`${indent}<data key="${of}-${field}">${xmlText(value)}</data>`];
}

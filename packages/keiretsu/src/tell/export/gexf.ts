import type { Result } from "../../network/result.ts";
import { parseDate, rangeText } from "../../record/date.ts";
import { EDGE_FIELDS, type EdgeField, edgeFields, type ExportedEdge, type ExportedNetwork, written } from "./exported-network.ts";
import { describe } from "./description.ts";
import { checkXmlIds, xmlAttributes, xmlText } from "./xml-text.ts";

/** What GEXF has a place of its own for; the other fields are declared as attributes. */
const OWN_PLACE: ReadonlySet<EdgeField> = new Set(["weight", "sentence"]);

/**
 * GEXF 1.3 (https://gexf.net). Gephi adds up edges that share their ends unless their `kind` differs: so edges beside each other are told apart by
 * their instrument, numbered where that is not enough. `dynamic` gives each edge the day on which it first stood.
 */
export function gexf(result: Result<ExportedNetwork>, { dynamic }: { readonly dynamic: boolean }): string {
  const network = result.values;
  checkXmlIds(network);
  const attributes = edgeFields.filter((field) => !OWN_PLACE.has(field));
  const kinds = kindsOf(network.edges);
  const graph = dynamic
    ? { defaultedgetype: "directed", idtype: "string", mode: "dynamic", timeformat: "date", timerepresentation: "interval" }
    : { defaultedgetype: "directed", idtype: "string", mode: "static" };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">',
    "  <meta>",
    "    <creator>keiretsu</creator>",
    `    <description>${xmlText(describe(result))}</description>`,
    "  </meta>",
    `  <graph${xmlAttributes(graph)}>`,
    '    <attributes class="node">',
    '      <attribute id="kind" title="kind" type="string"/>',
    '      <attribute id="country" title="country" type="string"/>',
    "    </attributes>",
    '    <attributes class="edge">',
    ...attributes.map((field) => `      <attribute id="${field}" title="${field}" type="${typeOf(field)}"/>`),
    "    </attributes>",
    `    <nodes count="${network.nodes.length}">`,
    ...network.nodes.flatMap((node) => [
      `      <node${xmlAttributes({ id: node.id, label: node.name })}>`,
      ...values([
        ["kind", node.kind],
        ["country", node.country],
      ]),
      ...(node.x === null || node.y === null ? [] : [`        <viz:position x="${node.x}" y="${node.y}" z="0"/>`]),
      "      </node>",
    ]),
    "    </nodes>",
    `    <edges count="${network.edges.length}">`,
    ...network.edges.flatMap((edge, k) => [
      `      <edge${xmlAttributes({
        id: edge.id,
        source: edge.from,
        target: edge.to,
        type: "directed",
        kind: kinds[k],
        label: edge.sentence,
        weight: written(edge.weight),
        start: dynamic ? firstDay(edge.since) : null,
      })}>`,
      ...values(attributes.map((field) => [field, written(edge[field])])),
      "      </edge>",
    ]),
    "    </edges>",
    "  </graph>",
    "</gexf>",
    "",
  ].join("\n");
}

function typeOf(field: EdgeField): "double" | "string" {
  return EDGE_FIELDS[field] === "number" ? "double" : "string";
}

function values(pairs: readonly (readonly [string, string | null])[]): string[] {
  const known = pairs.filter(([, value]) => value !== null);
  if (known.length === 0) return [];
  return [
    "        <attvalues>",
    ...known.map(([name, value]) => `          <attvalue for="${name}" value="${xmlText(value!)}"/>`),
    "        </attvalues>",
  ];
}

/** No two edges with the same ends are of one kind. */
function kindsOf(edges: readonly ExportedEdge[]): readonly string[] {
  const met = new Map<string, number>();
  return edges.map((edge) => {
    const kind = edge.instrument ?? edge.flow ?? "edge";
    const key = JSON.stringify([edge.from, edge.to, kind]);
    const count = (met.get(key) ?? 0) + 1;
    met.set(key, count);
    return count === 1 ? kind : `${kind} ${count}`;
  });
}

function firstDay(since: string | null): string | null {
  const range = since === null ? null : parseDate(since);
  return range === null ? null : rangeText(range.firstDay, range.firstDay);
}

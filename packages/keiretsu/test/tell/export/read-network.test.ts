import { describe, expect, test } from "vitest";
import type { NetworkFormat } from "../../../src/tell/export/network-text.ts";
import { networkText } from "../../../src/tell/export/network-text.ts";
import { itemOffsets } from "../../../src/tell/export/read/item-offsets.ts";
import { type NetworkReading, readNetwork } from "../../../src/tell/export/read/read-network.ts";
import { bareEdge, bareNode, enveloped } from "./networks.ts";

/** What was read, as sentences: edges, nodes that say more than their id, findings with their places. */
function told(text: string, format: NetworkFormat): readonly string[] {
  const { network, findings } = readNetwork(text, { format, file: "f" });
  return [
    ...network.edges.map(({ id, from, to, weight }) => `${id}: ${from} > ${to}${weight === null ? "" : ` ${weight}`}`),
    ...network.nodes
      .filter((node) => node.name !== node.id || node.x !== null)
      .map(({ id, name, x, y }) => `${id} is ${name} at ${x} ${y}`),
    ...findings.map(({ place, code, severity }) => `${place.line}:${place.column} ${code} (${severity})`),
  ];
}

const gexf = (inside: string, graph = 'defaultedgetype="directed"'): string =>
  `<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">\n<graph ${graph}>\n${inside}\n</graph>\n</gexf>`;

describe("GEXF of other tools", () => {
  test("edges without nodes, without ids, without weights; parallel ones stay apart", () => {
    const text = gexf(`<nodes><node id="1" label="One"/></nodes>
<edges>
<edge source="1" target="2"/>
<edge source="1" target="2" weight="3.0"/>
<edge id="e1" source="1" target="2" weight="1.5E9"/>
</edges>`);
    expect(told(text, "gexf")).toEqual([
      "e1: 1 > 2 1500000000",
      "e2: 1 > 2",
      "e3: 1 > 2 3",
      "1 is One at null null",
      "5:1 undeclared-node (warning)",
    ]);
    expect(readNetwork(text, { format: "gexf", file: "f" })).toMatchObject({
      nodes: { read: 1, kept: 1, merged: 0, refused: 0 },
      edges: { read: 3, kept: 3, refused: 0 },
      added: 1,
      counts: { "undeclared-node": 1 },
    });
  });

  test("mixed directions: only what is directed says who pays whom", () => {
    const edges = `<nodes/><edges>
<edge id="a" source="1" target="2"/>
<edge id="b" source="1" target="2" type="directed"/>
<edge id="c" source="1" target="2" type="undirected"/>
<edge id="d" source="1" target="2" type="mutual"/>
</edges>`;
    const kept = (graph: string): readonly string[] => told(gexf(edges, graph), "gexf").filter((line) => line.includes(">"));
    expect(kept('defaultedgetype="directed"')).toEqual(["a: 1 > 2", "b: 1 > 2"]);
    for (const graph of ['defaultedgetype="undirected"', "", 'defaultedgetype="mutual"']) expect(kept(graph)).toEqual(["b: 1 > 2"]);
    expect(told(gexf(edges), "gexf")).toContain("6:1 undirected-edge (error)");
    expect(readNetwork(gexf(edges, ""), { format: "gexf", file: "f" }).edges).toEqual({ read: 4, kept: 1, refused: 3 });
  });

  test("attributes: titles, defaults, undeclared ones, the older id for for, an empty value is none", () => {
    const { network, findings, leftAlone } = readNetwork(
      gexf(`<attributes class="node" mode="static">
<attribute id="0" title="kind" type="string"><default>bank</default></attribute>
<attribute id="1" title="country" type="string"><options>US|JP</options></attribute>
<attribute id="2" title="Modularity Class" type="integer"/>
</attributes>
<attributes class="edge"><attribute id="0" title="point" type="float"><default>
7</default></attribute><attribute id="9" type="string"/></attributes>
<nodes>
<node id="a"><attvalues><attvalue for="1" value="US"/><attvalue for="2" value="4"/></attvalues></node>
<node id="b"><attvalues><attvalue id="0" value="lab"/><attvalue for="1" value=""/><attvalue for="other" value="y"/></attvalues></node>
</nodes>
<edges>
<edge id="1" source="a" target="b"/>
<edge id="2" source="b" target="a"><attvalues><attvalue for="0" value="2.50"/><attvalue for="9" value="z"/></attvalues></edge>
</edges>`),
      { format: "gexf", file: "f" },
    );
    expect(network.nodes.map(({ kind, country }) => [kind, country])).toEqual([
      ["bank", "US"],
      ["lab", null],
    ]);
    expect(network.edges.map(({ point, weight }) => [point, weight])).toEqual([
      [7, null],
      [2.5, null],
    ]);
    expect(leftAlone).toEqual(["9", "Modularity Class", "other"]);
    expect(findings.map(({ code, place }) => `${code} ${place.line}`)).toEqual(["undeclared-attribute 12"]);
  });

  test("positions under any prefix; elements of other vocabularies are left alone", () => {
    const text = `<g:gexf xmlns:g="http://gexf.net/1.3" xmlns:v="http://gexf.net/1.3/viz" xmlns:my="urn:mine"><g:meta><my:graph/></g:meta>
<g:graph defaultedgetype="directed"><my:edge source="x" target="y"/><g:nodes>
<g:node id="a" label="A &amp; co"><my:node id="no"/><v:color r="1" g="2" b="3"/><v:position x="-1.5" y="2e1" z="0"/></g:node>
</g:nodes><g:edges/></g:graph></g:gexf>`;
    expect(told(text, "gexf")).toEqual(["a is A & co at -1.5 20"]);
  });

  test("a weight over time is no weight; an attribute called weight is one", () => {
    const text = gexf(`<attributes class="edge" mode="dynamic"><attribute id="w" title="weight" type="float"/></attributes>
<nodes><node id="1"/><node id="2"/></nodes><edges>
<edge id="a" source="1" target="2"><attvalues><attvalue for="w" value="1" end="2009"/><attvalue for="w" value="2" start="2009"/></attvalues></edge>
<edge id="b" source="1" target="2"><attvalues><attvalue for="w" value="5"/></attvalues></edge>
<edge id="c" source="1" target="2" weight="5"><attvalues><attvalue for="weight" value="5"/></attvalues></edge>
</edges>`);
    expect(told(text, "gexf")).toEqual(["a: 1 > 2", "b: 1 > 2 5", "c: 1 > 2 5", "5:87 several-values (warning)"]);
  });

  test("repeated ids: a node is merged, an edge is kept under an id of its own", () => {
    const text = gexf(`<nodes><node id="1" label="first"/><node id="2"/>
<node id="1" label="second"/><node label="none"/></nodes><edges>
<edge id="0" source="1" target="2" weight="1"/>
<edge id="0" source="1" target="2" weight="2"/>
<edge id="0" source="2" target="1" weight="3"/>
<edge id="0#2" source="2" target="1" weight="4"/>
<edge id="x" source="1"/>
<edge id="y" source="1" target="2" weight="lots"/>
<edge id="z" source="1" target="2" weight="NaN"/>
<edge id="w" source="1" target="2" weight="1e999"/>
</edges>`);
    const reading = readNetwork(text, { format: "gexf", file: "f" });
    expect(told(text, "gexf").filter((line) => line.includes(">"))).toEqual(["0: 1 > 2 1", "0#2: 2 > 1 4", "0#3: 1 > 2 2", "0#4: 2 > 1 3"]);
    expect(reading).toMatchObject({
      nodes: { read: 4, kept: 2, merged: 1, refused: 1 },
      edges: { read: 8, kept: 4, refused: 4 },
      whole: true,
    });
    expect(reading.network.nodes[0].name).toBe("first");
    expect(reading.counts).toEqual({ "bad-number": 3, "missing-end": 1, "missing-node-id": 1, "repeated-edge": 2, "repeated-node": 1 });
    expect(reading.findings.map(({ place }) => place.line)).toEqual([4, 4, 6, 7, 9, 10, 11, 12]);
  });

  test.each([
    ["nodes in a node", gexf('<nodes><node id="a">\n<nodes><node id="b"/></nodes></node></nodes><edges/>'), "3:8 nested-graph (error)"],
    ["edges in a node", gexf('<nodes><node id="a"><edges/></node></nodes>'), "3:8 nested-graph (error)"],
    ["a node right in a node", gexf('<nodes><node id="a"><node id="b"/></node></nodes>'), "3:8 nested-graph (error)"],
    ["two graphs", `<gexf>\n<graph/>\n<graph/></gexf>`, "3:1 several-graphs (error)"],
    ["another format", "<graphml/>", "1:1 not-this-format (error)"],
    ["half a file", "<gexf><graph>", "1:14 bad-xml (error)"],
    ["entities that grow", '<!DOCTYPE a [<!ENTITY b "c">]><gexf/>', "1:1 document-type (error)"],
  ])("%s: nothing is read", (_, text, finding) => {
    const reading = readNetwork(text, { format: "gexf", file: "f" });
    expect(told(text, "gexf")).toEqual([finding]);
    expect(reading).toMatchObject({ whole: false, network: { nodes: [], edges: [] }, edges: { read: 0, kept: 0, refused: 0 } });
  });

  test("no graph at all is an empty one", () => {
    expect(readNetwork("<gexf/>", { format: "gexf", file: "f" })).toMatchObject({ whole: true, network: { nodes: [], edges: [] } });
  });
});

const graphml = (inside: string, graph = 'edgedefault="directed"'): string =>
  `<?xml version="1.0"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${inside.replace("<graph>", `<graph ${graph}>`)}\n</graphml>`;

describe("GraphML of other tools", () => {
  test("keys with defaults, for all, without a name, undeclared; drawings are left alone", () => {
    const text = graphml(`<key id="d0" for="node" attr.name="label" attr.type="string"/>
<key id="d1" for="edge" attr.name="weight" attr.type="double"><default>1.0</default></key>
<key id="d2" for="all" attr.name="kind" attr.type="string"><desc>what it is</desc><default>firm</default></key>
<key id="d3" for="node" yfiles.type="nodegraphics"/>
<key id="country" for="node"/>
<graph>
<data key="d2">web</data>
<node id="a"><data key="d0">A</data><data key="d3"><y:ShapeNode xmlns:y="urn:y"><y:NodeLabel>x<node id="no"/></y:NodeLabel></y:ShapeNode></data></node>
<node id="b"><data key="d2">lab</data><data key="country">JP</data><port name="p"/></node>
<edge source="a" target="b" sourceport="p"><data key="d1"> 2.5 </data></edge>
<edge source="b" target="a"><data key="zz">9</data></edge>
</graph>`);
    expect(told(text, "graphml")).toEqual(["e1: a > b 2.5", "e2: b > a 1", "a is A at null null", "13:29 undeclared-attribute (warning)"]);
    const { network, leftAlone } = readNetwork(text, { format: "graphml", file: "f" });
    expect(network.nodes.map(({ kind, country }) => [kind, country])).toEqual([
      ["firm", null],
      ["lab", "JP"],
    ]);
    expect(leftAlone).toEqual(["kind", "zz"]);
  });

  test("directions by graph and by edge; edges before their nodes; hyperedges", () => {
    const inside = `<graph><edge id="a" source="1" target="2"/><edge id="b" source="1" target="2" directed="true"/>
<edge id="c" source="2" target="1" directed="false"/><node id="1"/><node id="2"/>
<hyperedge><endpoint node="1"/><endpoint node="2"/></hyperedge></graph>`;
    expect(told(graphml(inside), "graphml")).toEqual(["a: 1 > 2", "b: 1 > 2", "4:1 undirected-edge (error)", "5:1 hyperedge (error)"]);
    expect(told(graphml(inside, 'edgedefault="undirected"'), "graphml").filter((line) => line.includes(">"))).toEqual(["b: 1 > 2"]);
    expect(told(graphml(inside, ""), "graphml").filter((line) => line.includes(">"))).toEqual(["b: 1 > 2"]);
    expect(readNetwork(graphml(inside), { format: "graphml", file: "f" }).edges).toEqual({ read: 4, kept: 2, refused: 2 });
  });

  test.each([
    ["a graph in a node", graphml('<graph><node id="a">\n<graph edgedefault="directed"/></node></graph>'), "3:39 nested-graph (error)"],
    ["two graphs", graphml('<graph/><graph id="2"/>'), "3:9 several-graphs (error)"],
    ["a page", "<html/>", "1:1 not-this-format (error)"],
  ])("%s: nothing is read", (_, text, finding) => {
    const lines = told(text, "graphml");
    expect(lines.map((line) => line.replace(/^3:\d+/, finding.slice(0, finding.indexOf(" "))))).toEqual([finding]);
    expect(readNetwork(text, { format: "graphml", file: "f" }).whole).toBe(false);
  });
});

describe("JSON", () => {
  test("lists of nodes and links as other tools write them", () => {
    const links =
      '{"directed":true,"nodes":[{"id":1,"name":"One"},{"id":"b"}],"links":[{"source":1,"target":"b","weight":2.5},\n{"source":"b","target":1}]}';
    expect(told(links, "json")).toEqual(["e1: 1 > b 2.5", "e2: b > 1", "1 is One at null null"]);
    const keyed = `{"options":{"type":"mixed","multi":true},"nodes":[{"key":"a","attributes":{"label":"A","x":1,"y":-2,"size":3}}],
"edges":[{"key":"k","source":"a","target":"c","attributes":{"weight":4,"color":"#fff"}},{"key":"u","source":"a","target":"a","undirected":true}]}`;
    expect(told(keyed, "json")).toEqual(["k: a > c 4", "a is A at 1 -2", "2:10 undeclared-node (warning)", "2:89 undirected-edge (error)"]);
    expect(told('{"directed":false,"nodes":[],"edges":[{"source":1,"target":2}]}', "json")).toEqual(["1:39 undirected-edge (error)"]);
  });

  test.each([
    ["no JSON", '{"nodes":[],\n"edges":[{]}', "2:11 not-json (error)"],
    ["an empty file", "", "1:1 not-json (error)"],
    ["a list", "[1]", "1:1 not-this-format (error)"],
    ["an answer of another kind", '{"values":{"gross":1}}', "1:1 not-this-format (error)"],
  ])("%s: nothing is read", (_, text, finding) => {
    expect(told(text, "json")).toEqual([finding]);
    expect(readNetwork(text, { format: "json", file: "f" }).whole).toBe(false);
  });

  test("rows at fault are refused by place", () => {
    const text = `{"nodes":[null,{"id":""},{"id":"a"}],\n"edges":[7,{"from":"a"},{"from":"a","to":"a","weight":"x"},{"id":"ok","from":"a","to":"a","sources":["s","t"]}]}`;
    expect(told(text, "json")).toEqual([
      "ok: a > a",
      "1:11 missing-node-id (error)",
      "1:16 missing-node-id (error)",
      "2:10 missing-end (error)",
      "2:12 missing-end (error)",
      "2:25 bad-number (error)",
    ]);
    expect(readNetwork(text, { format: "json", file: "f" }).network.edges[0].sources).toEqual(["s", "t"]);
  });

  test("keys of an object cannot reach what they should not", () => {
    const text =
      '{"nodes":[{"id":"__proto__","name":"constructor"}],"edges":[{"from":"__proto__","to":"toString","__proto__":{"weight":1}}]}';
    expect(told(text, "json")).toEqual([
      "e1: __proto__ > toString",
      "__proto__ is constructor at null null",
      "1:61 undeclared-node (warning)",
    ]);
  });

  test("offsets of items, whatever the strings hold", () => {
    const text = String.raw`{"a":"\"nodes\":[{","nodes":[{"x":[1,{"edges":[2]}]}, "]", 3],"values":{"edges":[{},[]]}}`;
    const at = (part: string): number => text.indexOf(part);
    expect([...itemOffsets(text, ["nodes", "edges"])]).toEqual([
      ["nodes", [at('{"x"'), at('"]"'), at("3]")]],
      ["edges", [at("{},"), at("[]]")]],
    ]);
  });
});

describe("CSV", () => {
  test("any table with from and to; amount is the weight; rows at fault are refused by line", () => {
    const text = 'from,to,amount,kind of deal\r\na,b,5,"x"\r\n,b,5,x\r\na,b\r\na,c,much,x\r\n"a ""q""",b,0,\r\n';
    expect(told(text, "csv")).toEqual([
      "e1: a > b 5",
      'e2: a "q" > b 0',
      "3:1 missing-end (error)",
      "4:3 ragged-row (error)",
      "5:1 bad-number (error)",
    ]);
    const reading = readNetwork(text, { format: "csv", file: "f" });
    expect(reading.edges).toEqual({ read: 5, kept: 2, refused: 3 });
    expect(reading.leftAlone).toEqual(["kind of deal"]);
  });

  test("what is no such table is refused", () => {
    expect(told("debtor,creditor\na,b\n", "csv")).toEqual(["1:1 not-this-format (error)"]);
    expect(readNetwork("", { format: "csv", file: "f" })).toMatchObject({ whole: false, counts: { "empty-file": 1 } });
  });
});

test("a name that could run as a formula is made harmless in CSV and comes back", () => {
  const node = { ...bareNode, id: "=cmd()", name: "@SUM(A1)" };
  const text = networkText(
    enveloped({ title: "", lens: "pays", unit: "USD", nodes: [node], edges: [{ ...bareEdge, id: "-1", from: node.id, to: node.id }] }),
    {
      format: "csv",
    },
  );
  expect(text.split("\r\n")[1]).toMatch(/^'-1,'=cmd\(\),'=cmd\(\),.*,'@SUM\(A1\),/);
  expect(readNetwork(text, { format: "csv", file: "f" }).network.nodes).toEqual([node]);
});

test("two ids that XML cannot tell apart are refused, not merged", () => {
  const nodes = ["a\u0001", "a\u0002"].map((id) => ({ ...bareNode, id, name: id }));
  const result = enveloped({ title: "", lens: "pays", unit: "USD", nodes, edges: [] });
  expect(() => networkText(result, { format: "gexf" })).toThrow(/"a\\u0001" and "a\\u0002" are one id in XML/);
  expect(() => networkText(result, { format: "graphml" })).toThrow(/one id in XML/);
  expect(networkText(result, { format: "json" })).toContain(String.raw`"a\u0001"`);
});

test("findings beyond the first hundred are counted, and reading stays linear", () => {
  const many = 20_000;
  const edges = Array.from({ length: many }, () => '<edge id="same" source="1" target="2"/>').join("");
  const reading: NetworkReading = readNetwork(gexf(`<nodes><node id="1"/><node id="2"/></nodes><edges>${edges}</edges>`), {
    format: "gexf",
    file: "f",
  });
  expect(reading.edges).toEqual({ read: many, kept: many, refused: 0 });
  expect(reading.findings).toHaveLength(100);
  expect(reading.counts).toEqual({ "repeated-edge": many - 1 });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { networkDigest } from "keiretsu";
import { afterAll, describe, expect, test } from "vitest";
import { type EdgeColumns, type EdgeList, readEdges, type ReadEdgesOptions } from "../../src/edges.ts";
import { run } from "../cli/run.ts";

const folder = mkdtempSync(join(tmpdir(), "keiretsu-graphs-"));
afterAll(() => rmSync(folder, { recursive: true }));

const COLUMNS: EdgeColumns = { from: "from", to: "to", amount: "amount" };

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function read(name: string, content: string | Uint8Array, options: Partial<ReadEdgesOptions> = {}): EdgeList {
  return readEdges(write(name, content), { columns: COLUMNS, ...options });
}

function sentences({ network }: EdgeList): string[] {
  const lines: string[] = [];
  for (let i = 0; i < network.n; i++)
    for (let e = network.start[i]; e < network.start[i + 1]; e++)
      lines.push(`${network.names[i]} pays ${network.names[network.target[e]]} ${network.weight[e]}`);
  return lines;
}

const GEXF = `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed">
<attributes class="edge"><attribute id="0" title="kind" type="string"/><attribute id="1" title="on" type="string"/></attributes>
<nodes><node id="Zoë &amp; Co" label="Zoë"/><node id="b"/><node id="alone"/></nodes>
<edges>
<edge source="Zoë &amp; Co" target="b" weight="10.50"><attvalues><attvalue for="0" value="rent"/><attvalue for="1" value="2025-03"/></attvalues></edge>
<edge source="Zoë &amp; Co" target="b" weight="3"><attvalues><attvalue for="0" value="debt"/><attvalue for="1" value="2025"/></attvalues></edge>
<edge source="b" target="Zoë &amp; Co" weight="1.0E3"><attvalues><attvalue for="0" value="debt"/><attvalue for="1" value="2024-01-31"/></attvalues></edge>
</edges></graph></gexf>`;

const GRAPHML = `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="w" for="edge" attr.name="weight" attr.type="double"/><key id="k" for="edge" attr.name="kind" attr.type="string"/><key id="o" for="edge" attr.name="on" attr.type="string"/>
<graph edgedefault="directed">
<edge source="b" target="Zoë &amp; Co"><data key="w">1000</data><data key="k">debt</data><data key="o">2024-01-31</data></edge>
<edge source="Zoë &amp; Co" target="b"><data key="w">10.5</data><data key="k">rent</data><data key="o">2025-03</data></edge>
<edge source="Zoë &amp; Co" target="b"><data key="w">3.0</data><data key="k">debt</data><data key="o">2025</data></edge>
</graph></graphml>`;

const JSON_TEXT = JSON.stringify({
  nodes: [{ id: "b" }, { id: "Zoë & Co" }],
  edges: [
    { from: "Zoë & Co", to: "b", weight: 3, kind: "debt", on: "2025" },
    { from: "b", to: "Zoë & Co", weight: 1000, kind: "debt", on: "2024-01-31" },
    { source: "Zoë & Co", target: "b", weight: 10.5, kind: "rent", on: "2025-03" },
  ],
});

const CSV = "from,to,amount,kind,on\nZoë & Co,b,3,debt,2025\nb,Zoë & Co,1000,debt,2024-01-31\nZoë & Co,b,10.5,rent,2025-03\n";

test("the same payments are the same network in every format", () => {
  const columns = { ...COLUMNS, type: "kind", date: "on" };
  const lists = [
    read("a.csv", CSV, { columns }),
    read("a.gexf", GEXF, { columns }),
    read("a.graphml", GRAPHML, { columns }),
    read("A.JSON", JSON_TEXT, { columns }),
  ];
  expect(sentences(lists[1])).toEqual(["Zoë & Co pays b 3", "Zoë & Co pays b 10.5", "b pays Zoë & Co 1000"]);
  expect(new Set(lists.map(({ network }) => networkDigest(network))).size).toBe(1);
  for (const { report } of lists) expect(report).toMatchObject({ rows: 3, kept: 3, refused: 0, nodes: 2, parallel: 1, notes: [] });
});

test("the unit is that of the file, unless another is asked for", () => {
  const text = '{"unit":"JPY","nodes":[],"edges":[{"from":"a","to":"b","weight":1}]}';
  expect(read("u.json", text).network.unit).toBe("JPY");
  expect(read("u.json", text, { unit: "EUR" }).network.unit).toBe("EUR");
  expect(read("u.gexf", GEXF).network.unit).toBe("units");
});

test("a convention turns the edges round, as in a table", () => {
  expect(sentences(read("a.gexf", GEXF, { convention: "creditor-debtor" }))).toEqual([
    "Zoë & Co pays b 1000",
    "b pays Zoë & Co 3",
    "b pays Zoë & Co 10.5",
  ]);
});

test("rows that cannot be taken are refused by line, what is odd and kept is told", () => {
  const { report, network } = read(
    "bad.gexf",
    `<gexf><graph>
<nodes><node id="a"/></nodes><edges>
<edge source="a" target="b" type="directed" weight="5"/>
  <edge source="a" target="b" type="directed"/>
<edge source="a" target="b" weight="5"/>
<edge source="a" type="directed" weight="5"/>
<edge source="a" target="b" type="directed" weight="-5"/>
<edge source="a" target="b" type="directed" weight="0.30000000000000004"/>
<edge source="a" target="b" type="directed" weight="7"><attvalues><attvalue for="x" value="1"/></attvalues></edge>
</edges></graph></gexf>`,
  );
  expect(network.m).toBe(2);
  expect(report).toMatchObject({ rows: 7, kept: 2, refused: 5 });
  expect(report.refusedBy).toEqual({
    "missing-amount": 1,
    "missing-end": 1,
    "negative-amount": 1,
    "too-many-digits": 1,
    "undirected-edge": 1,
  });
  expect(report.findings.map(({ place, code }) => `${place.line}:${place.column} ${code}`)).toEqual([
    "4:3 missing-amount",
    "5:1 undirected-edge",
    "6:1 missing-end",
    "7:1 negative-amount",
    "8:1 too-many-digits",
  ]);
  expect(report.notes.map(({ place, code }) => `${place.line} ${code}`)).toEqual(["9 undeclared-attribute"]);
});

describe("columns", () => {
  test("any value may be the amount; without an amount each edge counts as one", () => {
    const text = '{"nodes":[],"edges":[{"source":"a","target":"b","usd":7},{"source":"b","target":"a","usd":2}]}';
    expect(sentences(read("c.json", text, { columns: { from: "source", to: "target", amount: "usd" } }))).toEqual([
      "a pays b 7",
      "b pays a 2",
    ]);
    expect(sentences(read("c.json", text, { columns: { from: "source", to: "target" } }))).toEqual(["a pays b 1", "b pays a 1"]);
    expect(sentences(read("c.json", text, { columns: { from: "target", to: "source", amount: "usd" } }))).toEqual([
      "a pays b 2",
      "b pays a 7",
    ]);
  });

  test("a weight that no edge has, and ends of another name, are told with what there is", () => {
    const text = '{"nodes":[],"edges":[{"source":"a","target":"b","usd":7,"kind":"x"}]}';
    expect(() => read("c.json", text)).toThrow(/no "weight" for amount; the edges have: kind, usd/);
    expect(() => read("c.json", text, { columns: { from: "debtor", to: "to" } })).toThrow(/no "debtor" for from; the edges have: from, to/);
  });
});

describe("files that are refused", () => {
  test.each([
    ["entities.gexf", '<!DOCTYPE a [<!ENTITY b "c">]>\n<gexf/>', "document-type", /entities\.gexf:1:1: The file declares a document type/],
    [
      "half.graphml",
      "<graphml>\n<graph>",
      "bad-xml",
      /half\.graphml:2:8: The file is not well-formed XML: the end, <\/graph> was expected/,
    ],
    ["nested.graphml", '<graphml><graph><node id="a"><graph/></node></graph></graphml>', "nested-graph", /nested\.graphml:1:17/],
    ["not.json", "[1,", "not-json", /not\.json:1:4/],
    ["other.json", '{"a":1}', "not-this-format", /nodes, edges was expected/],
    ["latin.gexf", Uint8Array.of(0x3c, 0x61, 0x3e, 0xe9), "not-utf8-file", /latin\.gexf:1:4/],
  ])("%s", (name, content, code, message) => {
    const thrown = (): EdgeList => read(name, content);
    expect(thrown).toThrow(message);
    expect(thrown).toThrow(expect.objectContaining({ code }));
  });

  test("the command line says so in both languages, with exit code 2", async () => {
    const path = write("doc.gexf", "<!DOCTYPE a><gexf/>");
    const english = await run(`keiretsu loops --edges ${path}`);
    expect(english).toMatchObject({ code: 2, stdout: "" });
    expect(english.stderr).toContain("doc.gexf:1:1: The file declares a document type");
    const french = await run(`keiretsu loops --edges ${path} --lang fr`);
    expect(french.stderr).toContain("doc.gexf:1:1 : Le fichier déclare un type de document");
  });
});

test("an edge list can be asked straight from a graph", async () => {
  const path = write("ask.gexf", GEXF);
  const { code, stdout, stderr } = await run(`keiretsu loops --edges ${path} --csv`);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toBe("nodes,capacity,signature,feasible\r\nZoë & Co|b,13.5,,true\r\n");
  expect(stderr).toContain("3 rows read: 3 kept, 0 refused; 2 ids, 1 parallel rows");
});

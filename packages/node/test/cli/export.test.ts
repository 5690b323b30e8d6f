import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { networkFormats, readNetwork } from "keiretsu";
import { afterAll, describe, expect, test } from "vitest";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "keiretsu-export-"));
afterAll(() => rmSync(folder, { recursive: true }));
const BOOK = "casebooks/ai-alliances";

interface Answer {
  readonly values: { readonly gross: { readonly point: number }; readonly setOff: { readonly point: number } };
}

async function circularityOf(line: string): Promise<Answer["values"]> {
  return (JSON.parse((await run(`keiretsu circularity ${line} --json`)).stdout) as Answer).values;
}

describe.each(networkFormats)("%s", (format) => {
  test("what is exported and asked as an edge list gives the figures of the casebook", async () => {
    const file = join(folder, `network.${format}`);
    const { code, stdout } = await run(`keiretsu export ${BOOK} -o ${file} --ghosts`);
    expect(code).toBe(0);
    const edges = readNetwork(readFileSync(file, "utf8"), { format, file }).network.edges;
    const unweighted = edges.filter((edge) => edge.weight === null).length;
    expect(stdout).toContain(`Written: ${file} (`);
    expect(stdout).toContain(`${edges.length} edges, ${unweighted} of them without weight`);
    const [book, list] = [await circularityOf(BOOK), await circularityOf(`--edges ${file}`)];
    expect(list.gross.point).toBeCloseTo(book.gross.point, 2);
    expect(list.setOff.point).toBeCloseTo(book.setOff.point, 2);
  });

  test("the terminal, a file and the other way to ask give the same bytes", async () => {
    const file = join(folder, `again.${format}`);
    await run(`keiretsu export ${BOOK} --known 2025-10-24 -o ${file} --lang fr`);
    const shown = await run(`keiretsu export ${BOOK} --known 2025-10-24 --format ${format} --lang fr`);
    expect(shown.stdout).toBe(readFileSync(file, "utf8"));
    expect(shown.stdout).toContain("OpenAI paie Oracle");
    if (format === "csv" || format === "json")
      expect((await run(`keiretsu export ${BOOK} --known 2025-10-24 --${format} --lang fr`)).stdout).toBe(shown.stdout);
  });
});

test("each lens of the workbench is a file; lapsed deals come when they are asked for", async () => {
  const edgesOf = async (more: string): Promise<{ from: string; to: string; sentence: string; verdict: string }[]> => {
    const { stdout, code, stderr } = await run(`keiretsu export ${BOOK} --json ${more}`);
    expect(code, stderr).toBe(0);
    return (JSON.parse(stdout) as { values: { edges: { from: string; to: string; sentence: string; verdict: string }[] } }).values.edges;
  };
  expect((await edgesOf("--lens owns")).map(({ sentence }) => sentence)).toContain("SoftBank Group owns part of OpenAI");
  const [pays, supplies, owes] = [await edgesOf(""), await edgesOf("--lens supplies"), await edgesOf("--lens owes")];
  expect(pays.find(({ sentence }) => sentence === "OpenAI pays Oracle")).toMatchObject({ from: "openai", to: "oracle" });
  expect(supplies.find(({ sentence }) => sentence === "Oracle supplies OpenAI")).toMatchObject({ from: "oracle", to: "openai" });
  expect(owes.length).toBeGreaterThan(5);
  expect(supplies.filter(({ verdict }) => verdict === "ghost")).toEqual([]);
  expect((await edgesOf("--lens supplies --ghosts")).some(({ verdict }) => verdict === "ghost")).toBe(true);
});

test("a view leaves out what was not known; every edge carries its leg, deal, claim and sources", async () => {
  const { stdout } = await run(`keiretsu export ${BOOK} --known 2025-09-30 --json`);
  const { values } = JSON.parse(stdout) as {
    values: {
      edges: { id: string; deal: string; claim: string | null; weight: number | null; sources: string[]; since: string }[];
      sources: { id: string }[];
    };
  };
  const ids = new Set(values.sources.map(({ id }) => id));
  expect(values.edges.length).toBeGreaterThan(20);
  for (const edge of values.edges) {
    expect(edge.since <= "2025-09-30", edge.id).toBe(true);
    expect(edge.sources.length, edge.id).toBeGreaterThan(0);
    expect(edge.sources.filter((id) => !ids.has(id))).toEqual([]);
    if (edge.weight !== null) expect(edge.claim, edge.id).not.toBeNull();
  }
  expect(values.edges.map(({ id }) => id)).not.toContain("amd-openai-warrant");
});

test("GEXF over time begins each edge on its first day", async () => {
  const { stdout } = await run(`keiretsu export ${BOOK} --format gexf --dynamic`);
  expect(stdout).toContain(
    '<graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" timerepresentation="interval">',
  );
  const starts = [...stdout.matchAll(/<edge [^>]* start="([^"]*)"/g)].map(([, day]) => day);
  expect(starts.length).toBe([...stdout.matchAll(/<edge /g)].length);
  for (const day of starts) expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

test("a list of payments becomes a graph, and refused rows give exit code 1", async () => {
  const file = join(folder, "payments.csv");
  writeFileSync(file, "from,to,amount\nA & B,C,10\nA & B,C,5\nC,D,?\n");
  const { stdout, code, stderr } = await run(`keiretsu export --edges ${file} --format gexf --unit EUR`);
  expect(code).toBe(1);
  expect(stderr).toContain("payments.csv:4:5: not-a-number");
  const { network } = readNetwork(stdout, { format: "gexf", file: "back" });
  expect(network.edges.map(({ id, from, to, weight, currency }) => [id, from, to, weight, currency])).toEqual([
    ["e1", "A & B", "C", 5, "EUR"],
    ["e2", "A & B", "C", 10, "EUR"],
  ]);
  const kinds = [...stdout.matchAll(/ kind="([^"]*)"/g)].map(([, kind]) => kind);
  expect(kinds).toEqual(["edge", "edge 2"]);
});

describe("calls at fault", () => {
  test.each([
    ["", /Say the form with --format \(gexf, graphml, csv, json\)/],
    ["-o network.txt", /Say the form/],
    ["--json --format gexf", /Two forms are asked for: gexf, json/],
    ["--csv --dynamic", /--dynamic is for gexf, not csv/],
    ["--format dot", /found "dot", expected one of gexf, graphml, csv, json/],
  ])("%s", async (options, message) => {
    const { code, stdout, stderr } = await run(`keiretsu export ${BOOK} ${options}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });

  test("a place that cannot be written to", async () => {
    mkdirSync(join(folder, "taken.gexf"));
    const { code, stderr } = await run(`keiretsu export ${BOOK} -o ${join(folder, "taken.gexf")} --lang fr`);
    expect(code).toBe(2);
    expect(stderr).toMatch(/Impossible d’écrire .*taken\.gexf \(EISDIR\)\./);
    expect(existsSync(join(folder, "none", "a.gexf"))).toBe(false);
    expect((await run(`keiretsu export ${BOOK} -o ${join(folder, "none", "a.gexf")}`)).stderr).toContain("(ENOENT)");
  });
});

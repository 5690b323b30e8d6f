import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "keiretsu-nodes-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, ...lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.join("\n"));
  return path;
}

/**
 * A owes B 10 and holds 6; B owes C 8 and holds 1; C owes nobody. A pays 6 of 10, so B has 7 of 8: losses 4 and 1, both default, B by A's default.
 * D stands alone.
 */
const EDGES = file("owes.csv", "from,to,amount", "A,B,10", "B,C,8");
const NODES = file("firms.csv", "id,external_assets,name", "A,6,Ardent", "B,1,Bellweather", "C,0,Corvid", "D,5,Dunmore");

async function values(line: string): Promise<any> {
  const { stdout, stderr } = await run(line);
  expect(stdout, stderr).not.toBe("");
  return JSON.parse(stdout).values;
}

describe("--nodes", () => {
  test("gives the numbers of each firm by its id", async () => {
    const { code, stdout, stderr } = await run(`keiretsu model eisenberg-noe --edges ${EDGES} --nodes ${NODES}`);
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result.values).toMatchObject({ defaultedCount: 2, shortfallTotal: 5, rounds: 2 });
    expect(result.values.defaulted).toEqual([
      { node: "A", wave: 0, shortfall: 4, recovery: 0.6 },
      { node: "B", wave: 1, shortfall: 1, recovery: 0.875 },
    ]);
    expect(result.warnings).toContainEqual({ code: "lone-nodes", message: "1 firms of the table of firms are in no edge" });
    expect(stderr).toContain("4 firms read, with externalAssets; not used: name.");
  });

  test("reads the same from CSV in any order, JSON Lines and Parquet, by either name of a field", async () => {
    const line = `keiretsu model eisenberg-noe --edges ${EDGES} --nodes`;
    const expected = await run(`${line} ${NODES}`);
    const json = file(
      "firms.jsonl",
      '{"id":"D","externalAssets":5}',
      '{"externalAssets":0,"id":"C","note":[1]}',
      "",
      '["B",1.0]',
      '{"id":"\\u0041","externalAssets":6e0}',
    );
    const shuffled = file("shuffled.csv", "externalAssets;id", "5;D", "0;C", "6;A", "1;B");
    const named = file("named.csv", "lei,cash", "A,6", '"B",1', "C,0", "D,5");
    for (const rest of [json, shuffled, `${named} --node-columns id=lei,externalAssets=cash`]) {
      const { stdout, stderr } = await run(`${line} ${rest}`);
      expect(stdout, stderr).toBe(expected.stdout);
    }
  });

  test("whole-number ids meet whole-number ids; a firm beyond the largest of the edges stands alone", async () => {
    const edges = file("numbers.csv", "from,to,amount", "7,3,10");
    const nodes = file("numbers-firms.csv", "id,equity,shock", "3,4,0", "7,1,1", "99,5,0");
    const { differential } = await values(`keiretsu model debtrank --edges ${edges} --nodes ${nodes}`);
    // 7 owes 3, whose equity of 4 is wiped out: weights 4, 1 and 5 of 10.
    expect(differential).toMatchObject({ R: 0.4, failedCount: 2, failed: ["3", "7"] });
  });

  test("holdings: from owns to, and thresholds come from the table", async () => {
    const edges = file("owns.csv", "from,to,amount", "A,B,0.5");
    const nodes = file("values.csv", "id,asset_values,thresholds,failure_costs", "A,10,5,1", "B,4,3,1");
    const { stdout, stderr } = await run(`keiretsu model elliott-golub-jackson --edges ${edges} --nodes ${nodes}`);
    expect(JSON.parse(stdout).converged, stderr).toBe(true);
    expect((await run(`keiretsu model ownership --edges ${edges} --convention payer-payee`)).stderr).toContain(
      "in this model from owns to",
    );
  });
});

describe("rows of --nodes", () => {
  test.each([
    ["B,1", "repeated-id"],
    [",1", "missing-id"],
    ["E,", "missing-value: A cell of the row is empty: payable"],
    ["E,ten", "not-a-number"],
    ["E,NaN", "not-a-number"],
    ["E,1e999", "not-a-number"],
    ["E,-0.1", "out-of-range: The number is out of range: payable is a number from 0 to 1"],
    ["E,1.5", "out-of-range"],
    ["E", "ragged-row"],
    ['E,"1', "unclosed-quote"],
  ])("%s", async (row, code) => {
    const cells = row.split(",");
    const padded = cells.length === 2 ? `${cells[0]},1,${cells[1]}` : row;
    const nodes = file("bad.csv", "id,externalAssets,payable", "A,6,1", "B,1,1", "C,0,1", padded, "");
    const { code: exit, stdout, stderr } = await run(`keiretsu model eisenberg-noe --edges ${EDGES} --nodes ${nodes}`);
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: "" });
    expect(stderr).toContain(`${nodes}:5:`);
    expect(stderr).toContain(code);
    expect(stderr).toContain("1 of 4 rows refused; a firm without its numbers cannot be computed.");
  });

  test("text in quotes is no number in JSON Lines; a line that is no JSON has its number", async () => {
    const nodes = file(
      "bad.jsonl",
      '{"id":"A","externalAssets":6}',
      '{"id":"B","externalAssets":"1"}',
      '{"id":"C"',
      '{"id":"C","externalAssets":null}',
    );
    const { stderr } = await run(`keiretsu model eisenberg-noe --edges ${EDGES} --nodes ${nodes}`);
    expect(stderr).toContain(`${nodes}:2:29: not-a-number`);
    expect(stderr).toContain(`${nodes}:3:1: bad-json`);
    expect(stderr).toContain(`${nodes}:4:1: missing-value`);
  });

  test("firms of the edges that have no row are listed and nothing is computed", async () => {
    const nodes = file("short.csv", "id,externalAssets", "A,6", "D,1");
    const { code, stdout, stderr } = await run(`keiretsu model eisenberg-noe --edges ${EDGES} --nodes ${nodes}`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(`${nodes}: 2 of 4 firms of ${EDGES} have no row: B, C.`);
    const french = await run(`keiretsu model eisenberg-noe --edges ${EDGES} --nodes ${nodes} --lang fr`);
    expect(french.stderr).toContain(`2 entreprises de ${EDGES} sur 4 n’y ont pas de ligne : B, C.`);
  });

  test("columns that are missing or there twice", async () => {
    const line = `keiretsu model eisenberg-noe --edges ${EDGES}`;
    expect((await run(line)).stderr).toContain("needs --nodes, a table with the columns id, externalAssets");
    expect((await run(`${line} --nodes ${file("a.csv", "id,assets", "A,1")}`)).stderr).toContain(
      'no column "externalAssets" for externalAssets; there are: id, assets',
    );
    expect((await run(`${line} --nodes ${file("b.csv", "firm,externalAssets", "A,1")}`)).stderr).toContain('no column "id" for id');
    expect((await run(`${line} --nodes ${file("c.csv", "id,externalAssets,external_assets", "A,1,1")}`)).stderr).toContain(
      "are all for externalAssets",
    );
    expect((await run(`${line} --nodes ${NODES} --node-columns wealth=name`)).stderr).toContain('field "wealth" is none of the model');
  });
});

describe("--set", () => {
  const line = `keiretsu model rogers-veraart --edges ${EDGES} --nodes ${NODES}`;

  test("sets parameters of the run", async () => {
    // A recovers half of its 6 and pays 3; B has 1 and 3, of which it loses half: pays 2.
    const { params, values: found } = JSON.parse((await run(`${line} --set alpha=0.5,beta=0.5`)).stdout);
    expect(params).toMatchObject({ alpha: 0.5, beta: 0.5 });
    expect(found.greatest.shortfallTotal).toBe(7 + 6);
  });

  test.each([
    ["alpha=2", "--set alpha: found 2, expected"],
    ["alpha=half", '--set alpha: found "half", expected'],
    ["gamma=1", '--set: found "gamma=1", expected name=value with one of alpha, beta'],
    ["alpha", "expected name=value"],
    ["externalAssets=1", "expected name=value"],
    ["alpha=@none.json", "none.json cannot be read as JSON"],
  ])("%s is refused", async (text, message) => {
    const { code, stderr } = await run(`${line} --set ${text}`);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test("names nodes by their ids, reads tables from JSON", async () => {
    const nodes = file("equity.csv", "id,equity", "A,1", "B,5", "C,1", "D,1");
    const found = await values(`keiretsu model threshold-cascade --edges ${EDGES} --nodes ${nodes} --set initial=A`);
    // B loses 10 of 5, C then 8 of 1.
    expect(found.defaulted.map(({ node }: { node: string }) => node)).toEqual(["A", "B", "C"]);
    expect((await run(`keiretsu model threshold-cascade --edges ${EDGES} --nodes ${nodes} --set initial=X`)).stderr).toContain(
      'no node "X"',
    );
    const firms = file("industries.csv", "id,industry", "A,0", "B,1", "C,1", "D,0");
    const matrix = file("essential.json", "[[0,2],[1,1]]");
    const closed = await values(`keiretsu model esri --edges ${EDGES} --nodes ${firms} --set essentiality=@${matrix}`);
    expect(closed.closed[0].firm).toBe("A");
  });

  test("a model that needs what edges cannot give says so", async () => {
    expect((await run(`keiretsu model sfc-sim --edges ${EDGES}`)).stderr).toContain("does not run on one list of edges");
  });
});

test("a table of firms in Parquet", async () => {
  // Written by DuckDB from the table of the first test; see edges/fixtures/write.sql.
  const fixture = new URL("../edges/fixtures/firms.parquet", import.meta.url).pathname;
  const line = `keiretsu model eisenberg-noe --edges ${EDGES} --nodes`;
  expect((await run(`${line} ${fixture}`)).stdout).toBe((await run(`${line} ${NODES}`)).stdout);
  const nulls = new URL("../edges/fixtures/firms-faults.parquet", import.meta.url).pathname;
  const { code, stderr } = await run(`${line} ${nulls}`);
  expect(code).toBe(1);
  expect(
    stderr
      .split("\n")
      .slice(0, 4)
      .map((row) =>
        row
          .replace(/^.*parquet:/, "")
          .split(":")
          .slice(0, 3)
          .join(":"),
      ),
  ).toEqual(["2:2: missing-value", "3:1: missing-id", "4:2: not-a-number", "5:1: repeated-id"]);
});

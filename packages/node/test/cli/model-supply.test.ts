import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "./run.ts";

const scratch = mkdtempSync(join(tmpdir(), "keiretsu-supply-"));

function written(name: string, text: string): string {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
}

// A fab supplies a chip maker, who supplies a cloud, who supplies a lab and users; the lab supplies users.
const edges = written("edges.csv", "from,to,amount\nfab,chips,40\nchips,cloud,60\ncloud,lab,50\nlab,users,100\ncloud,users,20\n");

async function valuesOf(line: string): Promise<{ values: Record<string, unknown>; codes: string[] }> {
  const { code, stdout } = await run(`keiretsu model ${line} --edges ${edges}`);
  expect(code).toBe(0);
  const { values, warnings } = JSON.parse(stdout) as { values: Record<string, unknown>; warnings: { code: string }[] };
  return { values, codes: warnings.map((warning) => warning.code) };
}

test("esri names the firms whose closure costs most, and says that no industries were given", async () => {
  const { values, codes } = await valuesOf("esri");
  const closed = values.closed as { firm: string; esri: number; upstream: number; bound: number }[];
  // Everything hangs on one chain, but for what the cloud sells to users: without the lab, 2/7 of its sales and its suppliers' stay.
  expect(closed.map(({ firm }) => firm)).toEqual(["chips", "cloud", "fab", "users", "lab"]);
  expect(closed[4].upstream).toBeCloseTo((100 + (5 / 7) * (70 + 60 + 40)) / 270, 12);
  expect(closed.every(({ bound }) => bound === 0)).toBe(true);
  expect(codes).toEqual(["no-industries"]);
});

test("leontief-ghosh takes who buys and sells nothing as final user", async () => {
  const { values, codes } = await valuesOf("leontief-ghosh");
  expect(values.output).toEqual([
    { node: "lab", output: 100 },
    { node: "cloud", output: 70 },
    { node: "chips", output: 60 },
    { node: "fab", output: 40 },
  ]);
  // A unit for the lab needs half a unit of cloud, 6/7 of that in chips, 2/3 of those from the fab.
  const [first] = values.backward as { node: string; backward: number }[];
  expect(first.node).toBe("cloud");
  expect(first.backward).toBeCloseTo(1 + 6 / 7 + 4 / 7, 12);
  expect(codes).toEqual(["final-users"]);
});

test("hypothetical-extraction names who depends on whom", async () => {
  const { values } = await valuesOf("hypothetical-extraction");
  const [lab, cloud] = values.extractions as { group: string[]; totalLoss: number; dependence: { node: string; share: number }[] }[];
  expect(lab.group).toEqual(["lab"]);
  expect(lab.totalLoss).toBeCloseTo(100 + (5 / 7) * 170, 10);
  expect(cloud.dependence).toEqual([
    { node: "chips", share: 1 },
    { node: "fab", share: 1 },
  ]);
});

test("of a large network the firms of largest sales are taken out, and the answer says so", async () => {
  // Firm k of 1100 sells 10 + k to users.
  const rows = Array.from({ length: 1100 }, (_, k) => `f${k},users,${10 + k}\n`);
  const large = written("large.csv", `from,to,amount\n${rows.join("")}`);
  for (const [id, list, name] of [
    ["esri", "closed", "firm"],
    ["hypothetical-extraction", "extractions", "group"],
  ]) {
    const { stdout } = await run(`keiretsu model ${id} --edges ${large}`);
    const { values, warnings } = JSON.parse(stdout) as {
      values: Record<string, Record<string, unknown>[]>;
      warnings: { message: string }[];
    };
    expect(warnings.map(({ message }) => message)).toContain("of 1101 firms, only the 1000 of largest sales were taken out");
    expect(values[list]).toHaveLength(100);
    expect(values[list].map((row) => String(row[name]))).not.toContain("f3");
  }
});

test("a closed economy is refused with its reason", async () => {
  const ring = written("ring.csv", "from,to,amount\na,b,1\nb,a,1\n");
  const { code, stderr } = await run(`keiretsu model leontief-ghosh --edges ${ring}`);
  expect(code).toBe(2);
  expect(stderr).toContain("sell only to each other");
});

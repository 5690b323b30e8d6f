import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run } from "./run.ts";

const scratch = mkdtempSync(join(tmpdir(), "keiretsu-clearing-"));

function written(name: string, text: string): string {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
}

function caseOf(model: string, input: object): string {
  return written(`${model}.json`, JSON.stringify({ model, input }));
}

// Siebenbrunner's demonstrations, see docs/models/rogers-veraart.md and docs/models/eisenberg-noe-seniority.md.
const nodes = written("nodes.csv", "id,externalAssets\nalpha bank,10\nbeta bank,5\ngamma bank,5\n");
const edges = written(
  "edges.csv",
  "from,to,amount\nalpha bank,beta bank,30\nbeta bank,alpha bank,5\nbeta bank,gamma bank,20\ngamma bank,alpha bank,10\n",
);

interface Answer {
  readonly params: Record<string, unknown>;
  readonly converged: boolean;
  readonly values: Record<string, Record<string, unknown>>;
}

describe("a summary of an edge list, with names", () => {
  test("rogers-veraart: both solutions and the gap", async () => {
    const { code, stdout } = await run(`keiretsu model rogers-veraart --edges ${edges} --nodes ${nodes} --set alpha=0.4`);
    const { values, params } = JSON.parse(stdout) as Answer;
    expect(code).toBe(0);
    expect(params).toMatchObject({ alpha: 0.4, beta: 1 });
    expect(values.gap).toBe(0);
    expect(values.greatest).toMatchObject({
      defaultedCount: 2,
      shortfallTotal: 17,
      defaulted: [
        { node: "alpha bank", wave: 0, shortfall: 12, recovery: 0.6 },
        { node: "beta bank", wave: 1, shortfall: 5, recovery: 0.8 },
      ],
      causes: [{ node: "beta bank", wave: 1, by: [{ debtor: "alpha bank", loss: 12 }] }],
    });
    expect(values.least).toMatchObject({ defaultedCount: 2, shortfallTotal: 17 });
  });

  test("neva: each rule, the ex-ante ones with a volatility only", async () => {
    const call = `keiretsu model neva --edges ${edges} --nodes ${nodes}`;
    const plain = JSON.parse((await run(call)).stdout) as Answer;
    expect(Object.keys(plain.values)).toEqual(["en", "rv", "furfine", "debtrank"]);
    expect(plain.values.en).toEqual({
      initialEquityTotal: 20,
      equityTotal: 15,
      defaultedCount: 1,
      largestLosses: [{ node: "beta bank", loss: 5, equity: 5, valuation: 1 }],
    });
    const more = JSON.parse((await run(`${call} --set volatility=0.2 --set recovery=0.4`)).stdout) as Answer;
    expect(Object.keys(more.values).slice(4)).toEqual(["merton", "blackCox"]);
    expect(more.converged).toBe(true);
  });

  test("eisenberg-noe-seniority: the type of an edge is its class, numbers in their order", async () => {
    const ranked = written(
      "ranked.csv",
      "from,to,amount,rank\na,b,20,2\na,c,10,2\nb,a,5,2\nb,c,40,2\nc,a,10,2\na,c,15,10\nb,c,24,10\nc,a,10,10\n",
    );
    const assets = written("assets.csv", "id,externalAssets\na,0\nb,50\nc,10\n");
    const columns = "--columns from=from,to=to,amount=amount,type=rank";
    const { code, stdout } = await run(`keiretsu model eisenberg-noe-seniority --edges ${ranked} ${columns} --nodes ${assets}`);
    const { values, params } = JSON.parse(stdout) as Answer;
    expect(code).toBe(0);
    expect(params.classes).toEqual(["2", "10"]);
    // Without shares in each other, as with them in the demonstration: a pays 25 of 30 senior and nothing junior.
    expect(values).toMatchObject({ defaultedCount: 2, rounds: 2 });
    expect(values.shortfallByClass).toEqual([5, expect.closeTo(15 + 24 - 65 / 3, 9)]);
    const single = JSON.parse((await run(`keiretsu model eisenberg-noe-seniority --edges ${edges} --nodes ${nodes}`)).stdout) as Answer;
    expect(single.values).toMatchObject({ defaultedCount: 1, shortfallTotal: 5, shortfallByClass: [5] });
  });
});

describe("what cannot be computed is refused, and why is said", () => {
  test.each([
    ["rogers-veraart", { n: 2, liabilities: [[0, 1, 3]], externalAssets: [1, 1], alpha: 1.5 }, /input\.alpha: found 1\.5, expected/],
    ["rogers-veraart", { n: 2, liabilities: [[0, 1, 3]], externalAssets: [1, 1], beta: -1 }, /input\.beta: found -1, expected/],
    [
      "rogers-veraart",
      { n: 2, liabilities: [[0, 1, 3]], externalAssets: [1, -1] },
      /input\.externalAssets\[1\]: found -1, expected a finite number, not negative/,
    ],
    [
      "rogers-veraart",
      { n: 2, liabilities: [[0, 1, 3]], externalAssets: [1] },
      /input\.externalAssets: found \[1\], expected a list of 2 numbers/,
    ],
    [
      "neva",
      { n: 2, liabilities: [[0, 1, null]], externalAssets: [1, 1] },
      /input\.liabilities\[0\]\[2\]: found null, expected a finite amount/,
    ],
    [
      "neva",
      { n: 2, liabilities: [], externalAssets: [1, 1], shock: [2, 0] },
      /shock of node 0 is 2, expected at most its external assets 1/,
    ],
    ["neva", { n: 2, liabilities: [], externalAssets: [1, 1], volatility: 0 }, /volatility is 0, expected a finite number above 0/],
    [
      "eisenberg-noe-seniority",
      {
        n: 2,
        liabilitiesBySeniority: [[[0, 1, 3]]],
        externalAssets: [1, 1],
        equityShares: [
          [0, 1, 0.6],
          [0, 1, 0.4],
        ],
      },
      /1 of firm 0 is held inside, expected less than 1/,
    ],
    [
      "eisenberg-noe-seniority",
      { n: 2, liabilitiesBySeniority: [[[0, 1, 3]], []], externalAssets: [1, 1], externalLiabilitiesByClass: [[0, 0]] },
      /externalLiabilitiesByClass has 1 classes, expected 2/,
    ],
    [
      "eisenberg-noe-seniority",
      { n: 2, liabilitiesBySeniority: [[[0, 1, 3]]], externalAssets: [1, 1], externalLiabilitiesByClass: [[0, -3]] },
      /input\.externalLiabilitiesByClass\[0\]\[1\]: found -3, expected/,
    ],
  ])("%s %j", async (model, input, message) => {
    const { code, stdout, stderr } = await run(`keiretsu model ${model} ${caseOf(model, input)}`);
    expect(stderr).toMatch(message);
    expect({ code: code === 0, stdout }).toEqual({ code: false, stdout: "" });
  });
});

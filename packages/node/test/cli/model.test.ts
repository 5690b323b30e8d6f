import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { models } from "keiretsu";
import { compareValues } from "../../src/case-values.ts";
import { run } from "./run.ts";

const CASES = "packages/keiretsu/test/cases";
const scratch = mkdtempSync(join(tmpdir(), "keiretsu-model-"));

interface CaseFile {
  readonly model: string;
  readonly input: Record<string, unknown>;
  readonly expected: Record<string, unknown>;
  readonly tolerance: { readonly abs: number; readonly rel: number };
}

function readCaseFile(file: string): CaseFile {
  return JSON.parse(readFileSync(join(CASES, file), "utf8")) as CaseFile;
}

function written(name: string, value: unknown): string {
  const path = join(scratch, name);
  writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
  return path;
}

describe("every case", () => {
  test.each(readdirSync(CASES).sort())("%s", async (file) => {
    const { model, expected, tolerance } = readCaseFile(file);
    const { code, stdout, stderr } = await run(`keiretsu model ${model} ${CASES}/${file}`);
    expect(stderr).toMatch(/: (\d+) of \1 expected values hold\n$/);
    expect(code).toBe(0);
    const result = JSON.parse(stdout) as { schema: string; model: string; values: Record<string, unknown> };
    expect(result).toMatchObject({ schema: "keiretsu.result/1", model, converged: true });
    // The keys of the case are keys of the result, and hold when looked at from outside the command.
    expect(Object.keys(result.values)).toEqual(expect.arrayContaining(Object.keys(expected)));
    expect(compareValues(result.values, expected, tolerance).filter(({ holds }) => !holds)).toEqual([]);
  });
});

test.each(models.map(({ id }) => id))("the list names every value of %s, in both languages", async (id) => {
  const { inputs, outputs } = models.find((other) => other.id === id)!;
  const names = outputs.map(({ name }) => name);
  for (const file of readdirSync(CASES)) {
    if (readCaseFile(file).model !== id) continue;
    const { stdout } = await run(`keiretsu model ${id} ${CASES}/${file}`);
    expect(names).toEqual(expect.arrayContaining(Object.keys((JSON.parse(stdout) as { values: object }).values)));
  }
  for (const { description } of [...inputs, ...outputs]) {
    expect(description.en).not.toBe("");
    expect(description.fr).not.toBe(description.en);
  }
});

test.each(models)("the page of $id names every input and output", ({ inputs, outputs, page }) => {
  const words = new Set(readFileSync(page, "utf8").match(/\w+/g));
  expect([...inputs, ...outputs].map(({ name }) => name).filter((name) => !words.has(name))).toEqual([]);
});

describe("the example of the page", () => {
  test.each(models.map(({ id }) => id))("%s", async (id) => {
    const page = readFileSync(models.find((other) => other.id === id)!.page, "utf8");
    // A third block is the tolerance of estimates.
    const [input, expected, tolerance] = [...page.matchAll(/```json\n([^]*?)```/g)].map(([, block]) => JSON.parse(block) as unknown);
    const { code, stderr } = await run(`keiretsu model ${id} ${written(`${id}.json`, { model: id, input, expected, tolerance })}`);
    expect(stderr).toMatch(/: (\d+) of \1 expected values hold\n$/);
    expect(code).toBe(0);
  });
});

describe("a case that does not hold", () => {
  test("is told value by value, in the result too, with exit code 1", async () => {
    const hhi = readCaseFile("hhi-02-equal.json");
    const path = written("wrong.json", { ...hhi, expected: { ...hhi.expected, hhi: 0.5, effective: 8 } });
    const { code, stdout, stderr } = await run(`keiretsu model concentration ${path}`);
    expect(code).toBe(1);
    expect(stderr).toBe(`${path}: hhi: found 0.125, expected 0.5\n${path}: 7 of 8 expected values hold\n`);
    const { warnings } = JSON.parse(stdout) as { warnings: unknown };
    expect(warnings).toEqual([{ code: "expected-differs", message: "hhi: found 0.125, expected 0.5" }]);
  });

  test("speaks French on request", async () => {
    const hhi = readCaseFile("hhi-02-equal.json");
    const path = written("faux.json", { ...hhi, expected: { hhi: 0.5 } });
    const { stderr } = await run(`keiretsu model concentration ${path} --lang fr`);
    expect(stderr).toBe(`${path}: hhi: trouvé : 0.125 ; attendu : 0.5\n${path}: 0 valeurs attendues sur 1 sont vérifiées\n`);
  });
});

describe("a malformed case", () => {
  test("tells every fault at once", async () => {
    const path = written("faults.json", {
      model: "provenance",
      input: {
        n: 2,
        flows: [[0, 1, -3], [0, 7, 2], "no edge", [1, 0, 5, 4]],
        seller: 2,
        outsideIn: [1],
        outsideOut: [1, -1],
        fundingTypes: "equity",
        hops: 0,
      },
      tolerance: { abs: 1e-9 },
    });
    const { code, stdout, stderr } = await run(`keiretsu model provenance ${path}`);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr.split("\n").map((line) => line.replace(`${path}: `, ""))).toEqual([
      "tolerance.rel: found nothing, expected a number, not negative",
      "input.flows[0][2]: found -3, expected a finite amount, not negative",
      "input.flows[1][1]: found 7, expected a node from 0 to 1",
      'input.flows[2]: found "no edge", expected [from, to, amount]',
      "input.flows[3][3]: found 4, expected the type as a text",
      "input.seller: found 2, expected a node from 0 to 1",
      "input.outsideIn: found [1], expected a list of 2 numbers, none negative",
      "input.outsideOut[1]: found -1, expected a finite number, not negative",
      'input.fundingTypes: found "equity", expected a list of texts',
      "input.hops: found 0, expected a whole number from 1 to 1000",
      "",
    ]);
  });

  test.each([
    ["{", /not JSON/],
    ["[]", /expected an object with model and input/],
    [{ model: "hodge" }, /input: found nothing/],
    [{ model: "circuits", input: {} }, /model: found "circuits", expected "hodge"/],
    [{ model: "hodge", input: { n: 2 } }, /input\.flows: found nothing/],
    [{ model: "hodge", input: { n: -1, flows: [] } }, /input\.n: found -1/],
    [{ model: "hodge", input: { n: 1e300, flows: [] } }, /input\.n: found 1e\+300, expected a whole number from 0 to 1000000\n$/],
    [
      { model: "hodge", input: { n: 1_000_001, flows: [[0, 1, 5]] } },
      /input\.n: found 1000001, expected a whole number from 0 to 1000000\n$/,
    ],
    [{ model: "hodge", input: { n: 0, flows: [[0, 1, 5]] } }, /input\.n: found 0, expected 1 or more, since input\.flows has rows\n$/],
    [
      { model: "hodge", input: { n: 2, flows: [[0, 1, 5, "sale", 20_000]] } },
      /input\.flows\[0\]\[4\]: found 20000, expected no more cells than \[from, to, amount, type\]\n$/,
    ],
    [{ model: "hodge", input: { n: 2, flows: [[0, 1, null]] } }, /input\.flows\[0\]\[2\]: found null/],
    [
      { model: "hodge", input: { n: 2, flows: [[0, 1, 1e308]] } },
      /input\.flows\[0\]\[2\]: found 1e\+308, expected a number from -1e\+100 to 1e\+100/,
    ],
    ['{"model": "hodge", "input": {"n": 2, "flows": [[0, 1, 1e999]]}}', /input\.flows\[0\]\[2\]: found Infinity, expected a finite amount/],
    [
      {
        model: "hodge",
        input: {
          n: 2,
          flows: [
            [0, 1, 3, "sale"],
            [1, 0, 2],
          ],
        },
      },
      /input\.flows\[1\]\[3\]: found nothing, expected a type/,
    ],
    [{ model: "hodge", input: { n: 2, flows: [] }, expected: 3 }, /expected: found 3/],
  ])("%j", async (value, message) => {
    const { code, stdout, stderr } = await run(`keiretsu model hodge ${written("bad.json", value)}`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(message);
  });

  test.each([
    [
      "eisenberg-noe",
      { n: 2, liabilities: [], externalAssets: [1, 1], externalLiabilities: [1e308, 1e308] },
      "input.externalLiabilities[0]: found 1e+308",
    ],
    ["likeness", { low: [[1e200], [0]] }, "input.low[0][0]: found 1e+200"],
    ["tail-statistics", { losses: [-1e200], level: 0.9 }, "input.losses[0]: found -1e+200"],
    ["vendor-loop", { cash0: 1e200 }, "input.cash0: found 1e+200"],
  ])("%s: %j is too large", async (id, input, told) => {
    const { code, stdout, stderr } = await run(`keiretsu model ${id} ${written("large.json", { model: id, input })}`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(`${told}, expected a number from -1e+100 to 1e+100: sums and squares of larger ones are no numbers`);
  });

  test("a field of no model is named and left out", async () => {
    const path = written("more.json", { model: "concentration", input: { shares: [1, 1], colour: "red" } });
    const { code, stderr } = await run(`keiretsu model concentration ${path}`);
    expect(code).toBe(0);
    expect(stderr).toBe(`${path}: input.colour: not a field of this model, left out\n`);
  });

  test("a file that is not there", async () => {
    const { code, stderr } = await run(`keiretsu model hodge ${join(scratch, "none.json")}`);
    expect(code).toBe(1);
    expect(stderr).toContain("cannot be read (ENOENT)");
  });
});

describe("the call", () => {
  test("without a model lists them in the language of the call", async () => {
    const english = await run("keiretsu model");
    const french = await run("keiretsu model --lang fr");
    expect(english.code).toBe(0);
    for (const { id } of models) {
      expect(english.stdout).toContain(id);
      expect(french.stdout).toContain(id);
    }
    expect(french.stdout).toContain("Une arête de A vers B dit");
    const { stdout } = await run("keiretsu model --json");
    const result = JSON.parse(stdout) as { model: string; values: { models: { id: string }[] } };
    expect(result.model).toBe("models");
    expect(result.values.models.map(({ id }) => id)).toEqual(models.map(({ id }) => id));
  });

  test.each([
    ["keiretsu model nothing x.json", /No model "nothing", expected one of circuits/],
    ["keiretsu model hodge", /needs a case file or --edges/],
    ["keiretsu model hodge x.json --edges y.csv", /not both/],
    ["keiretsu model hodge --edges y.csv --columns amount=sum", /from= and to= are both needed/],
  ])("%s", async (line, message) => {
    const { code, stderr } = await run(line);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe("an edge list", () => {
  // Three firms in a ring of 5, of which vendor lends 5 to client; client also buys for 9 of which 4 come from outside.
  const rows = ["debtor,to,sum,kind", "vendor,client,5,loan", "client,vendor,5,sale", "client,vendor,4,sale", "other,client,4,sale"];
  const columns = "--columns from=debtor,to=to,amount=sum,type=kind";

  test("answers with names, and the order of its rows does not matter", async () => {
    const path = written("edges.csv", `${rows.join("\n")}\n`);
    const shuffled = written("shuffled.csv", `${[rows[0], rows[3], rows[4], rows[1], rows[2]].join("\n")}\n`);
    for (const id of ["circuits", "max-circulation", "hodge", "finn-cycling", "concentration"]) {
      const first = await run(`keiretsu model ${id} --edges ${path} ${columns}`);
      const second = await run(`keiretsu model ${id} --edges ${shuffled} ${columns}`);
      expect(first.code).toBe(0);
      expect(first.stderr).toContain("4 rows read: 4 kept, 0 refused; 3 ids, 1 parallel rows");
      expect(second.stdout).toBe(first.stdout);
    }
  });

  test("traces a seller by name: 5 of the 9 that the client has came from the vendor", async () => {
    const path = written("seller.csv", `${rows.join("\n")}\n`);
    const { stdout } = await run(`keiretsu model provenance --edges ${path} ${columns} --seller vendor --funding-types loan`);
    const { values } = JSON.parse(stdout) as { values: Record<string, unknown> };
    expect(values).toMatchObject({ revenue: 9, vendorFinancedBounds: [{ client: "client", revenue: 9, lower: 5, upper: 5 }] });
    expect(values.vendorFinancedShareOfRevenue).toBeCloseTo(5 / 9, 12);
  });

  test("the other convention turns every edge", async () => {
    const path = written("forward.csv", `${rows.join("\n")}\n`);
    const turned = written("turned.csv", "debtor,to,sum\nclient,vendor,5\nvendor,client,5\nvendor,client,4\nclient,other,4\n");
    const forward = await run(`keiretsu model hodge --edges ${path} --columns from=debtor,to=to,amount=sum`);
    const backward = await run(`keiretsu model hodge --edges ${turned} --columns from=debtor,to=to,amount=sum --convention payee-payer`);
    expect(backward.stdout).toBe(forward.stdout);
  });

  test("refused rows are named and counted in the result", async () => {
    const path = written("partly.csv", "from,to,amount\na,b,5\nb,a,minus\n");
    const { code, stdout, stderr } = await run(`keiretsu model concentration --edges ${path} --columns from=from,to=to,amount=amount`);
    expect(code).toBe(1);
    expect(stderr).toContain("partly.csv:3:");
    const { warnings } = JSON.parse(stdout) as { warnings: unknown };
    expect(warnings).toEqual([{ code: "refused-rows", message: "1 of 2 rows refused: not-a-number" }]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { diskReader } from "../src/reader.ts";
import { readSimulations } from "../src/scenarios.ts";
import { run } from "./cli/run.ts";

const book = "casebooks/ai-alliances";
const folder = mkdtempSync(join(tmpdir(), "keiretsu-simulate-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A scenario file written for one test. */
function written(name: string, text: string): string {
  const path = join(folder, `${name}.yaml`);
  writeFileSync(path, text);
  return path;
}

async function values(line: string): Promise<any> {
  const { code, stdout, stderr } = await run(`keiretsu simulate ${book} --question-draws 0 ${line} --json`);
  expect({ code, stderr }, line).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout).values;
}

const failed = (answer: any): readonly number[] =>
  answer.firms.flatMap(({ outcomes }: any) => (outcomes === null ? [] : [outcomes.failed.share]));

describe("the scenarios of the AI book", () => {
  const { files, findings } = readSimulations(book, diskReader);

  test("are read without a fault, with words in both languages", () => {
    expect(findings).toEqual([]);
    expect(files.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        "antitrust-split",
        "base",
        "funding-shut",
        "gpu-life-3-years",
        "high-demand",
        "low-demand",
        "no-demand",
        "supply-delay",
      ]),
    );
    for (const { said } of files) for (const text of [said.title, said.titleFr, said.question, said.questionFr]) expect(text).not.toBe("");
  });

  test("low demand fails more often than base, high demand less; without demand and funding every path fails", async () => {
    const [low, base, high, none] = await Promise.all(
      ["low-demand", "base", "high-demand", "no-demand"].map(async (id) => failed(await values(`--scenario ${id} --draws 200`))),
    );
    expect(low[0]).toBeGreaterThan(base[0]);
    expect(high[0]).toBeLessThan(base[0]);
    expect(none).toEqual([1, 1, 1]);
    expect(failed(await values("--set demand=0 --set funding=0 --draws 50"))).toEqual([1, 1, 1]);
  });

  test("a ban leaves out exactly the sellers' money for their clients", async () => {
    const { left } = await values("--scenario antitrust-split --draws 1");
    expect(left.filter(({ reason }: any) => reason === "banned").map(({ id }: any) => id)).toEqual([
      "msft-anthropic-equity",
      "nvda-coreweave-capacity",
      "nvda-openai-loi-equity",
    ]);
  });

  test("every cited number leads to claims of the book, every assumed one has its reason", async () => {
    const { inputs } = await values("--draws 1");
    for (const one of inputs) {
      if (one.origin === "assumed") expect(one.reason !== "" && one.reasonFr !== "", `${one.what} ${one.subject}`).toBe(true);
      if (one.origin === "unknown") expect(one.value).toBeNull();
    }
    expect(inputs.find((one: any) => one.what === "cash" && one.subject === "openai")).toMatchObject({
      origin: "cited",
      value: 17.5e9,
      claims: ["c-techeconomy-2025-09-30-003"],
    });
  });

  test("figures reported since are shown, missed or not", async () => {
    const { calibration } = await values("--draws 50");
    expect(calibration.map(({ entity, quarter, reported }: any) => [entity, quarter, reported])).toEqual([
      ["anthropic", "2026-Q1", 14e9],
      ["anthropic", "2026-Q2", 47e9],
      ["anthropic", "2026-Q2", 30e9],
    ]);
    const { stdout } = await run(`keiretsu simulate ${book} --draws 50 --question-draws 0`);
    expect(stdout.match(/missed/g)).toHaveLength(calibration.filter(({ inside }: any) => inside === false).length);
  });
});

describe("the command", () => {
  test("the same bytes twice, in both languages", async () => {
    for (const language of ["en", "fr"]) {
      const line = `keiretsu simulate ${book} --draws 60 --question-draws 5 --lang ${language}`;
      const [one, two] = [await run(line), await run(line)];
      expect(one).toEqual(two);
      expect(one.code).toBe(0);
    }
  });

  test("French has no English title", async () => {
    const { stdout } = await run(`keiretsu simulate ${book} --draws 30 --question-draws 3 --lang fr`);
    for (const word of ["Outcomes", "Assumed", "unknown", "closed", "failed", "Quarter", "paths"]) expect(stdout).not.toContain(word);
    expect(stdout).toContain("Ce qui devrait être vrai");
  });

  test("too few paths give no tail", async () => {
    const { stdout } = await run(`keiretsu simulate ${book} --draws 200 --question-draws 0`);
    expect(stdout).toContain("too few paths");
  });

  test("a later date of knowledge moves the first quarter", async () => {
    expect((await values("--known 2026-02-28 --draws 1")).scenario.start).toBe("2026-Q2");
    expect((await values("--draws 1")).scenario.start).toBe("2026-Q1");
  });

  test("a scenario of one's own stands on one of the book, a fault is told with its line", async () => {
    const own = written("own", "title: Own\ntitle_fr: À soi\nbased_on: base\nquarters: 4\n");
    expect((await values(`--scenario ${own} --draws 1`)).quarters).toEqual(["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]);
    const wrong = await run(`keiretsu simulate ${book} --scenario ${written("wrong", "title: A\ntitle_fr: A\nset: [much=1]\n")}`);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/wrong\.yaml:3:1 scenario-value/);
    const lost = await run(`keiretsu simulate ${book} --scenario ${written("lost", "title: A\ntitle_fr: A\nbased_on: gone\n")} --lang fr`);
    expect(lost.code).toBe(1);
    expect(lost.stderr).toContain("scenario-base");
    const none = await run(`keiretsu simulate ${book} --scenario nothing`);
    expect(none.code).toBe(2);
    expect(none.stderr).toMatch(/no scenario and no file "nothing" \(antitrust-split, base/);
    const lever = await run(`keiretsu simulate ${book} --set much=1`);
    expect(lever.code).toBe(2);
    expect(lever.stderr).toMatch(/lever is "much=1"/);
  });
});

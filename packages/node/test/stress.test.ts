import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCasebook } from "../src/files.ts";
import { diskReader } from "../src/reader.ts";
import { readScenarioFile, readScenarios } from "../src/scenarios.ts";
import { run } from "./cli/run.ts";

const book = "casebooks/ai-alliances";
const japan = "casebooks/keiretsu-japan";
const shipped = [book, japan].flatMap((casebook) => readScenarios(casebook, diskReader).scenarios.map(({ id }) => ({ casebook, id })));

async function ask(line: string): Promise<any> {
  const { code, stdout, stderr } = await run(`keiretsu stress ${line} --json`);
  expect({ code, stderr }, line).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout).values;
}

describe("the scenarios that ship", () => {
  test("all are read without a fault, and all are there", () => {
    for (const casebook of [book, japan]) expect(readScenarios(casebook, diskReader).findings).toEqual([]);
    expect(shipped.map(({ id }) => id).sort()).toEqual(
      [book, japan]
        .flatMap((casebook) => readdirSync(join(casebook, "scenarios")))
        .filter((file) => file.endsWith(".yaml"))
        .map((file) => file.replace(".yaml", ""))
        .filter((id) => id !== "assumptions")
        .sort(),
    );
    expect(shipped.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        "antitrust",
        "bank-pillar-failure",
        "chip-shortage",
        "demand-anchor-insolvent",
        "export-control",
        "funding-window-shut",
        "generation-delay",
        "orders-moved",
        "valuation-contraction",
      ]),
    );
  });

  test.each(shipped)("$casebook $id: every figure leads to a claim and its source, or to an assumption", async ({ casebook, id }) => {
    const { answers, sentences, scenario } = await ask(`${casebook} --scenario ${id}`);
    const known = new Map(readCasebook(casebook).casebook.claims.map((claim) => [claim.id, claim.source]));
    const used = answers.flatMap((answer: any) => answer.inputs);
    for (const input of used) {
      if (input.claim !== null) expect(known.get(input.claim), input.claim).toBe(input.source);
      else if (input.what === "supply" && input.leg !== null) expect(input.point, input.leg).toBeNull();
      else expect(input.assumptions.length, JSON.stringify(input)).toBeGreaterThan(0);
    }
    expect(answers.some((answer: any) => answer.state === "answered") || id === "orders-moved").toBe(true);
    for (const sentence of sentences) expect(sentence.fr).not.toBe(sentence.en);
    expect(scenario.titleFr).not.toBe("");
    for (const language of ["en", "fr"]) {
      const { stdout } = await run(`keiretsu stress ${casebook} --scenario ${id} --lang ${language}`);
      expect(stdout).not.toMatch(/undefined|NaN|\[object/);
      expect(stdout.replaceAll(/\s+/g, " ")).toContain((language === "fr" ? scenario.titleFr : scenario.title).replaceAll(/\s+/g, " "));
    }
  });
});

describe("the answers of the AI book", () => {
  test("OpenAI can pay 40 %: what falls due is term by term what the contracts say", async () => {
    const { answers, window } = await ask(`${book} --shock openai=0.4 --known 2026-02-27 --window 2027`);
    const clearing = answers.find((answer: any) => answer.model === "eisenberg-noe");
    expect(window).toMatchObject({ from: "2027-01-01", to: "2027-12-31" });
    const due = clearing.inputs.filter((input: any) => input.what === "obligation" && input.from === "openai");
    // 300 bn over five years from 2027; 22 or 22.4 bn over five from September 2025; 38 bn over seven from November 2025: 365 days of each.
    const days = (years: number): number => Math.round(years * 365.2425);
    const owed = [(38e9 * 365) / days(7), (22e9 * 365) / days(5), (300e9 * 365) / days(5)];
    expect(due.map((input: any) => input.leg)).toEqual(["openai-aws", "openai-coreweave-contracts", "openai-oracle-cloud"]);
    due.forEach((input: any, k: number) => expect(input.point).toBeCloseTo(owed[k], -3));
    expect(clearing.loss.low).toBeCloseTo(0.6 * owed.reduce((a, b) => a + b), -4);
    expect(clearing.missing).toContainEqual({ what: "obligation", entity: "openai", leg: "openai-azure-250", reason: "no-term" });
  });

  test("no chips leave Taiwan for two quarters: half a year of Nvidia's and AMD's stated sales at least", async () => {
    const { answers } = await ask(`${book} --shock taiwan.output=0 --quarters 2 --known 2026-02-27`);
    const output = answers.find((answer: any) => answer.model === "esri");
    const loss = new Map(output.endings[0].holders.map((row: any) => [row.entity, row.loss]));
    expect(loss.get("nvidia")).toBeCloseTo(215.9e9 / 2, 0);
    expect(loss.get("amd")).toBeCloseTo(34.6e9 / 2, 0);
    expect(output.loss.high).toBeGreaterThan(output.loss.low);
  });

  test("Nvidia's stake in CoreWeave is worth nothing: 7 % of 60 bn, and nothing to those who are owed", async () => {
    const { answers } = await ask(`${book} --shock "nvidia>coreweave=0"`);
    const state = new Map(answers.map((answer: any) => [answer.model, answer.state]));
    expect(answers.find((answer: any) => answer.model === "elliott-golub-jackson").loss.point).toBeCloseTo(0.07 * 60e9, 0);
    expect(state.get("eisenberg-noe")).toBe("untouched");
    expect(state.get("debtrank")).toBe("not-identifiable");
    const { stdout } = await run(`keiretsu stress ${book} --shock "nvidia>coreweave=0"`);
    expect(stdout).toMatch(/DebtRank: not identifiable without its equity \(Nvidia\)\./);
  });

  test("two dates differ for reasons that are named", async () => {
    const { compared, answers } = await ask(`${book} --shock openai=0.4 --window 2027 --known 2026-02-27 --compare-known 2025-10-24`);
    const then = compared.losses.find((row: any) => row.model === "eisenberg-noe");
    expect(then.lossNow).toEqual(answers[0].loss);
    expect(then.lossNow.low).toBeGreaterThan(then.loss.low);
    expect(compared.changes.find((row: any) => row.what === "obligation" && row.leg === "openai-aws")).toMatchObject({
      reason: "known",
      before: null,
      after: { status: "definitive" },
    });
    const { stdout } = await run(`keiretsu stress ${book} --shock openai=0.4 --window 2027 --known 2026-02-27 --compare-known 2025-10-24`);
    expect(stdout.replaceAll(/\s+/g, " ")).toMatch(/What changed since 24 October 2025.*openai-aws: not known →/);
    expect(stdout).not.toContain("nothing →");
  });

  test("what falls due of a debt by year cites the claim of each year that it is the sum of", async () => {
    const { answers } = await ask(`${book} --shock openai=0.4 --window 2026-07-01..2027-06-30`);
    const due = answers[0].inputs.filter((row: any) => row.what === "external-liability" && row.from === "coreweave");
    // Principal due in 2026 and in 2027 by the filing of August 2025, 184 and 181 of 365 days of them.
    const claims = readFileSync(join(book, "claims.csv"), "utf8").split("\n");
    const stated = (id: string): number => Number(claims.find((line) => line.startsWith(`${id},`))!.split(",")[3]);
    expect(due.map((row: any) => [row.claim, Math.round(row.point)])).toEqual([
      ["c-coreweave-2025-08-009", Math.round((stated("c-coreweave-2025-08-009") * 184) / 365)],
      ["c-coreweave-2025-08-010", Math.round((stated("c-coreweave-2025-08-010") * 181) / 365)],
    ]);
  });

  test("a window that moves is the reason it gives, not another source; a figure that came out later was not known", async () => {
    const { compared } = await ask(`${book} --shock openai=0.4 --known 2026-02-27 --compare-known 2025-10-24`);
    const reason = (what: string, from: string): string =>
      compared.changes.find((row: any) => row.what === what && row.from === from).reason;
    expect(reason("external-liability", "coreweave")).toBe("window");
    expect(reason("revenue", "amd")).toBe("known");
    expect(reason("revenue", "nvidia")).toBe("claim");
  });

  test("the sentences on why models differ say nothing that the book denies", async () => {
    // OpenAI owes Microsoft 250 bn without a term, and CoreWeave's lenders outside miss payments where its buffer is thin.
    const { sentences } = await ask(`${book} --scenario demand-anchor-insolvent --known 2026-02-27`);
    const told = sentences.map(({ en }: any) => en).join(" ");
    expect(told).toMatch(/Only in Supply \(ESRI\), not in clearing: Microsoft, /);
    expect(told).not.toMatch(/nobody owes them|no payment to them fails/);
  });

  test("a warrant gives no money, whether its worth is known or not", async () => {
    const ban = `${book} --shock ban:same-pair --known 2026-02-27`;
    const { hits } = await ask(ban);
    for (const leg of ["amd-openai-warrant", "amd-meta-warrant"])
      expect(hits.find((hit: any) => hit.leg === leg)).toMatchObject({ done: false, lost: { low: 0, high: 0 } });
    const { stdout } = await run(`keiretsu stress ${ban}`);
    expect(stdout.match(/amd-\w+-warrant .*gives no money/g)).toHaveLength(2);
  });

  test("what lenders outside lose at most is not said to be lost, and no heading stands over nothing", async () => {
    const anchor = (await run(`keiretsu stress ${book} --scenario demand-anchor-insolvent --known 2026-02-27`)).stdout;
    expect(anchor).toMatch(/Lenders outside the book lose\s0 to\s[\d.]+\sM\sUSD\./);
    const moved = (await run(`keiretsu stress ${book} --scenario orders-moved --known 2026-02-27`)).stdout;
    expect(moved).not.toMatch(/^Assumed\n\n/m);
  });

  test("the bank of a Japanese group: the other members bear 21.64 hundredths of its worth", async () => {
    const { answers } = await ask(`${japan} --scenario bank-pillar-failure`);
    const [ending] = answers.find((answer: any) => answer.model === "elliott-golub-jackson").endings;
    const others = ending.holders.filter((row: any) => row.entity !== "mitsubishi-bank");
    expect(others.reduce((sum: number, row: any) => sum + row.loss, 0)).toBeCloseTo(21.64, 9);
    expect(ending.failures).toEqual([]);
  });
});

describe("who matters most", () => {
  test("as a table for people, in both languages, and as CSV; --top says how many are compared", async () => {
    const french = await run(`keiretsu rank ${book} --known 2026-02-27 --top 2 --lang fr`);
    expect(french.stdout).toMatch(/Approvisionnement \(ESRI\)\n.*\n {2}TSMC .*\n {2}Nvidia .*\n/);
    expect(french.stdout).toMatch(/En commun parmi les 2 premières/);
    const { stdout } = await run(`keiretsu rank ${book} --known 2026-02-27 --model esri --csv`);
    const [head, ...rows] = stdout.trim().split("\r\n");
    expect(head).toBe("model,place,entity,loss,on_others");
    expect(rows.slice(0, 2).map((row) => row.split(",").slice(0, 3))).toEqual([
      ["esri", "1", "tsmc"],
      ["esri", "2", "nvidia"],
    ]);
  });
});

describe("calls and files at fault", () => {
  let folder = "";
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "keiretsu-stress-"))));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ["", 2, /Give --shock/],
    ["--shock openai", 2, /expected what=share/],
    ["--shock openai=3", 2, /from 0 to 1/],
    ["--shock nobody=0", 2, /"nobody" is no entity/],
    ["--shock openai=0 --window soon", 2, /window is "soon"/],
    ["--shock openai=0 --model naive", 2, /--model: found "naive"/],
    ["--scenario nowhere.yaml", 2, /no scenario and no file "nowhere.yaml"/],
  ])("%s", async (options, code, message) => {
    const answer = await run(`keiretsu stress ${book} ${options}`);
    expect(answer.code).toBe(code);
    expect(answer.stderr).toMatch(message);
    expect(answer.stdout).toBe("");
  });

  test.each([
    ["title: [", 1, "bad-yaml"],
    ["a: &a 1\nb: *a\n", 1, "bad-yaml"],
    ["title: A\ntitle: B\n", 2, "bad-yaml"],
    ["title: A\ntitle_fr: A\nshocks:\n  - openai=0\n  - openai=2\n", 5, "scenario-value"],
    ["title: A\ntitle_fr: A\nshocks: []\nassumptions:\n  - term: x\n    years: 2\n", 5, "assumption-without-reason"],
  ])("%j: the line of the fault", (text, line, code) => {
    const path = join(folder, "wrong.yaml");
    writeFileSync(path, text);
    const { scenario, findings } = readScenarioFile(path, { reader: diskReader });
    expect(scenario).toBeNull();
    expect(findings.map((finding) => [finding.place.line, finding.code])).toEqual([[line, code]]);
  });

  test("check tells a scenario at fault with its file and line, and stress computes on none of them", async () => {
    const copy = join(folder, "book");
    cpSync("casebooks/ford-1914", copy, { recursive: true });
    mkdirSync(join(copy, "scenarios"), { recursive: true });
    writeFileSync(join(copy, "scenarios", "wage.yaml"), "title: Wages\ntitle_fr: Salaires\nshocks: [ford=much]\n");
    const check = await run(`keiretsu check ${copy} --csv`);
    expect(check.code).toBe(1);
    expect(check.stdout).toMatch(/^scenarios\/wage\.yaml,3,1,error,scenario-value,/m);
    const answer = await run(`keiretsu stress ${copy} --shock ford=0`);
    expect(answer).toMatchObject({ code: 1, stdout: "" });
    expect(answer.stderr).toMatch(/wage\.yaml:3:1 scenario-value/);
  });

  test("check and stress tell every firm and leg that the casebook does not have, with file and line", async () => {
    const path = join(folder, "nobody.yaml");
    writeFileSync(
      path,
      "title: A\ntitle_fr: A\nshocks: [nobody=0]\nassumptions:\n  - term: no-leg\n    years: 2\n    reason: r\n    reason_fr: r\n",
    );
    const { code, stdout, stderr } = await run(`keiretsu stress ${book} --scenario ${path}`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/nobody\.yaml:3:1 scenario-value \(error\)\n {2}\| "nobody"/);
    expect(stderr).toMatch(/nobody\.yaml:5:1 scenario-value \(error\)\n {2}\| "no-leg"/);
    const copy = join(folder, "other");
    cpSync("casebooks/bubbles", copy, { recursive: true });
    mkdirSync(join(copy, "scenarios"), { recursive: true });
    cpSync(path, join(copy, "scenarios", "nobody.yaml"));
    const check = await run(`keiretsu check ${copy} --csv`);
    expect(check.code).toBe(1);
    expect(check.stdout).toMatch(/^scenarios\/nobody\.yaml,5,1,error,scenario-value,/m);
  });

  test("a scenario without a shock asks for one", async () => {
    const path = join(folder, "calm.yaml");
    writeFileSync(path, "title: A\ntitle_fr: A\n");
    expect(await run(`keiretsu stress ${book} --scenario ${path}`)).toMatchObject({ code: 2, stdout: "" });
    expect((await run(`keiretsu stress ${book} --scenario ${path} --shock openai=0`)).code).toBe(0);
  });

  test("a casebook without scenarios has none", () => {
    expect(readScenarios("casebooks/ford-1914", diskReader)).toEqual({ scenarios: [], assumptions: [], findings: [], casebook: null });
  });
});

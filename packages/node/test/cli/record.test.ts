import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/main.ts";
import { run } from "./run.ts";

const ai = "casebooks/ai-alliances";

interface Envelope {
  readonly schema: string;
  readonly model: string;
  readonly inputDigest: string;
  readonly values: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

async function json(line: string): Promise<Envelope> {
  const { code, stdout } = await run(`${line} --json`);
  expect(code).toBe(0);
  return JSON.parse(stdout) as Envelope;
}

describe("the envelope", () => {
  test.each([
    [`keiretsu facts ${ai} --subject openai --predicate revenue`, "facts", "claims"],
    [`keiretsu find ${ai} nvidia`, "find", "hits"],
    [`keiretsu history ${ai} nvda-openai-loi-equity`, "history", "turns"],
    [`keiretsu derive ${ai}`, "derive", "figures"],
    ["keiretsu roster casebooks/keiretsu-japan --group kinyokai", "roster", "members"],
    ["keiretsu roster casebooks/keiretsu-japan --member Toyota", "roster", "clubs"],
  ])("%s", async (line, model, list) => {
    const result = await json(line);
    expect(result).toMatchObject({ schema: "keiretsu.result/1", model });
    expect(result.inputDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(result.values[list].length).toBeGreaterThan(0);
    expect(result.values.sources.length).toBeGreaterThan(0);
    // Places would change with the order of the rows.
    expect(JSON.stringify(result)).not.toContain('"line":');
  });
});

describe("history", () => {
  test("tells the 100 bn in French with its dates, its sources and no English", async () => {
    const { code, stdout } = await run(`keiretsu history ${ai} nvda-openai-loi-equity --lang fr`);
    expect(code).toBe(0);
    for (const date of ["22 septembre 2025", "7 octobre 2025", "24 octobre 2025", "19 novembre 2025", "3 décembre 2025", "4 février 2026"])
      expect(stdout.replaceAll("\u00a0", " ")).toContain(date);
    for (const date of ["20 février 2026", "5 juin 2026"]) expect(stdout.replaceAll("\u00a0", " ")).toContain(date);
    expect(stdout).toMatch(/tournants ensuite : 7/);
    const [told] = stdout.split("\nSources\n");
    expect(told).not.toContain("[en anglais]");
    expect(told).not.toMatch(/\b(the|letter of intent|announced|known|lapsed|unknown)\b/);
  });

  test("of a deal tells all its legs", async () => {
    const { stdout } = await run(`keiretsu history ${ai} nvda-openai-2025-09`);
    expect(stdout).toContain("nvda-openai-loi-equity");
    expect(stdout).toContain("openai-nvda-loi-purchase");
  });
});

async function vendorFinanced(options: string): Promise<unknown> {
  return (await json(`keiretsu derive ${ai} --figure ar-33 ${options}`)).values.figures[0].point;
}

describe("facts", () => {
  test("a subject misspelt is told with those near it, a word never said of it with those that are", async () => {
    const wrong = await run(`keiretsu facts ${ai} --subject opnai --lang en`);
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toContain("Perhaps: openai.");
    expect((await run(`keiretsu facts ${ai} --subject opnai --lang fr`)).stderr).toContain("Peut-être : openai.");
    expect((await run(`keiretsu history ${ai} nvda-openai-loi --lang en`)).stderr).toContain("nvda-openai-loi-equity");
    const word = await run(`keiretsu facts ${ai} --subject ford --predicate revenu --lang en`);
    expect(word.code).toBe(1);
    expect(word.stdout).toMatch(/^Nothing is ever said of ford under "revenu"\. What is said: [a-z0-9, \n-]+\.\n$/);
    const early = await run(`keiretsu facts ${ai} --subject openai --predicate revenue --known 1990 --lang en`);
    expect(early.stdout).toBe("Nothing is said of it at these dates.\n");
  });

  test("show the ids of claims whole where there is room, and say where to find them where there is not", async () => {
    const line = `keiretsu facts ${ai} --subject openai --predicate revenue --lang fr`;
    expect((await run(line, { columns: 140 })).stdout).toContain("[1]     c-fintool-2026-02-20-001");
    const narrow = (await run(line)).stdout;
    expect(narrow).not.toContain("c-fintool-2026-02-20-001");
    expect(narrow).toContain("Identifiants des affirmations\u00a0: --csv");
  });
});

test("a closed purchase counts what was bought, and a valuation before the money is no contradiction of one after it", async () => {
  const bought = await json("keiretsu facts casebooks/keiretsu-japan --subject boj-stock-purchases --predicate amount");
  expect(bought.values.claims.filter((claim) => claim.chosen).map((claim) => claim.value)).toEqual(["1840000000000"]);
  const before = await json("keiretsu facts casebooks/keiretsu-japan --subject boj-stock-purchases --predicate amount --known 2003-10-15");
  expect(before.values.claims.filter((claim) => claim.chosen).map((claim) => claim.value)).toEqual(["2000000000000"]);
  for (const [subject, predicate] of [
    ["openai", "valuation"],
    ["nvidia", "vendor-financing-stance"],
  ]) {
    const { values } = await json(`keiretsu facts ${ai} --subject ${subject} --predicate ${predicate}`);
    expect(values.claims.flatMap((claim) => claim.contradicts)).toEqual([]);
  }
});

describe("words of the data", () => {
  test("stand in English answers, and leave French ones to the French words beside them", async () => {
    const line = `keiretsu facts ${ai} --subject ftc`;
    expect((await run(`${line} --lang en`)).stdout).toContain("circular spending");
    const french = (await run(`${line} --lang fr`)).stdout;
    expect(french).not.toContain("circular spending");
    expect(french).toContain("Pratique nommée");
    expect((await run(`keiretsu facts ${ai} --subject aligned-acquisition --lang fr`)).stdout).not.toContain("mgx|gip");
  });
});

describe("schedule", () => {
  test("takes a payer by id, name or alias, and refuses one that is not there", async () => {
    const byId = await run(`keiretsu schedule ${ai} --payer openai --lang en`);
    expect(byId.stdout).toContain("openai-oracle-cloud");
    expect((await run(`keiretsu schedule ${ai} --payer OpenAI --lang en`)).stdout).toBe(byId.stdout);
    const missing = await run(`keiretsu schedule ${ai} --payer nobody --lang fr`);
    expect(missing).toMatchObject({ code: 2, stdout: "" });
    expect(missing.stderr).toContain("« nobody » n’est pas dans ce dossier");
  });
});

describe("derive", () => {
  test("84 % and 8 % are one option apart", async () => {
    expect(await vendorFinanced("--known 2025-10-24 --at-least letter-of-intent")).toBeCloseTo(0.8429, 3);
    expect(await vendorFinanced("")).toBeCloseTo(0.0766, 3);
  });

  test("reports the conclusion that runs backwards, in both languages", async () => {
    expect((await run(`keiretsu derive ${ai} --figure ar-02`)).stdout).toContain("runs backwards");
    expect((await run(`keiretsu derive ${ai} --figure ar-02 --lang fr`)).stdout).toContain("va à rebours");
  });

  test("refuses a parameter or figure that is not there", async () => {
    expect((await run(`keiretsu derive ${ai} --set nothing=1`)).code).toBe(2);
    expect((await run(`keiretsu derive ${ai} --figure nothing --lang fr`)).stderr).toContain("--figure attend");
  });
});

test("loops through a firm are those that hold it, by name or unit too, and a firm that is not there is told", async () => {
  interface Loops {
    readonly params: { readonly firms: readonly string[] };
    readonly values: { readonly loops: readonly { readonly nodes: readonly string[] }[] };
  }
  const ask = async (options: string): Promise<Loops> => JSON.parse((await run(`keiretsu loops ${ai} ${options} --json`)).stdout) as Loops;
  const all = (await ask("")).values.loops;
  const through = await ask("--firm Anthropic");
  expect(through.params.firms).toEqual(["Anthropic"]);
  expect(through.values.loops).toEqual(all.filter((loop) => loop.nodes.includes("anthropic")));
  expect(through.values.loops.length).toBeGreaterThan(0);
  expect((await ask("--firm aws")).values.loops).toEqual(all.filter((loop) => loop.nodes.includes("amazon")));
  const both = all.filter((loop) => ["anthropic", "openai"].every((id) => loop.nodes.includes(id)));
  expect((await ask("--firm anthropic --firm openai")).values.loops).toEqual(both);
  const wrong = await run(`keiretsu loops ${ai} --firm anthropc --lang en`);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain("Perhaps: anthropic.");
});

test("only strong evidence: the answer says so, and counts no more than all evidence does", async () => {
  const { stdout } = await run(`keiretsu circularity ${ai} --confidence press --lang en`);
  expect(stdout.replaceAll("\n", " ")).toContain("of evidence at least this strong: press");
  const legs = async (options: string): Promise<number> =>
    (JSON.parse((await run(`keiretsu circularity ${ai} ${options} --json`)).stdout) as { values: { coverage: { legs: number } } }).values
      .coverage.legs;
  const counts = [await legs("--confidence filing"), await legs("--confidence press"), await legs("--confidence weak")];
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(counts[2]).toBe(await legs(""));
  expect((await run(`keiretsu circularity ${ai} --confidence strong`)).code).toBe(2);
});

test("owners cites its sources below the stakes, within 80 columns", async () => {
  const { stdout } = await run("keiretsu owners casebooks/keiretsu-japan --lang fr");
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(stdout).toMatch(/Toyota Industries +Denso +5,4\s% +\[1\]/);
  expect(stdout).toContain("(idx-channel-2025-toyota-motor-plan-acquire-toyota)");
});

describe("what is asked wrongly", () => {
  test.each([
    [`keiretsu facts ${ai} --subject nobody`, 2],
    [`keiretsu history ${ai} nobody`, 2],
    ["keiretsu roster casebooks/keiretsu-japan --group nobody", 2],
    [`keiretsu find ${ai} zzzzzz`, 1],
    [`keiretsu facts ${ai} --subject openai --known 1900`, 1],
  ])("%s answers %d", async (line, code) => {
    expect((await run(line)).code).toBe(code);
  });
});

test("tables fit 80 columns and CSV has one line a row", async () => {
  const { stdout } = await run(`keiretsu facts ${ai} --subject openai --predicate net-loss --csv`);
  const { values } = await json(`keiretsu facts ${ai} --subject openai --predicate net-loss`);
  expect(stdout.trimEnd().split("\r\n")).toHaveLength(values.claims.length + 1);
  const table = await run(`keiretsu facts ${ai} --subject openai --predicate net-loss`);
  const [told] = table.stdout.split("\nSources\n");
  for (const line of told.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

describe.each(COMMANDS.filter((command) => ["facts", "find", "history", "derive", "roster"].includes(command.name)))(
  "$name",
  ({ examples }) => {
    test.each(examples.map((line) => [line]))("%s works as the help shows it, in both languages", async (line) => {
      for (const language of ["en", "fr"]) {
        const { code, stdout, stderr } = await run(`${line} --lang ${language}`);
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
        expect(stdout).toContain("\nSources\n");
      }
    });
  },
);

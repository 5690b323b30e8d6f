import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { run } from "./cli/run.ts";

const scratch = mkdtempSync(join(tmpdir(), "keiretsu-unwind-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const book = "casebooks/ai-alliances";
const openai = `unwind ${book} --entity openai --known 2026-02-27`;

function written(name: string, rows: string): string {
  const path = join(scratch, name);
  writeFileSync(path, `title: t\ntitle_fr: t\nterms:\n${rows}`);
  return path;
}

const reasons = "    reason: r\n    reason_fr: r\n";

describe("keiretsu unwind", () => {
  test("every tie leads to sources, and an unknown end is a question mark, not a number", async () => {
    const { stdout } = await run(`keiretsu ${openai}`);
    expect(stdout).toMatch(/openai-azure-250 +OpenAI →.*0 – \?/);
    expect(stdout).toMatch(/\n *\[1\] /);
    const { values } = JSON.parse((await run(`keiretsu ${openai} --json`)).stdout);
    for (const tie of values.ties) expect(tie.sources.length + tie.claims.length, tie.id).toBeGreaterThan(0);
    expect(values.leastTime.high).toBeNull();
  });

  test("terms of one's own stand in the place of those of the casebook", async () => {
    const terms = written("own.yaml", `  - exit: openai-azure-250\n    notice: 3\n${reasons}  - exit: contract\n    notice: 2\n${reasons}`);
    const { values } = JSON.parse((await run(`keiretsu ${openai} --terms ${terms} --json`)).stdout);
    const at = (id: string): unknown => values.ties.find((tie: any) => tie.id === id).quarters;
    expect(at("openai-azure-250")).toEqual({ low: 3, high: 3 });
    expect(at("openai-aws")).toEqual({ low: 2, high: 2 });
    // Of a stake without a market nothing is assumed here.
    expect(at("softbank>openai")).toEqual({ low: 0, high: null });
  });

  test("faults of terms are told with their line, by unwind and by check", async () => {
    const terms = written("bad.yaml", `  - exit: no-such-leg\n    notice: 1\n${reasons}  - exit: contract\n    notise: 1\n${reasons}`);
    const { code, stderr } = await run(`keiretsu ${openai} --terms ${terms}`);
    expect(code).toBe(1);
    expect(stderr).toMatch(/bad\.yaml:4/);
    expect(stderr).toMatch(/bad\.yaml:9/);
    expect(stderr).toMatch(/faults: 2/);
    const copy = join(scratch, "book");
    cpSync(book, copy, { recursive: true });
    cpSync(terms, join(copy, "scenarios/unwinding/terms.yaml"));
    const check = await run(`keiretsu check ${copy} --csv`);
    expect(check.code).toBe(1);
    expect(check.stdout).toMatch(/^scenarios\/unwinding\/terms\.yaml,4,1,error,scenario-value,"""no-such-leg"""/m);
  });

  test("the same bytes twice, and a call at fault is told what was expected", async () => {
    const [one, other] = [await run(`keiretsu ${openai} --csv`), await run(`keiretsu ${openai} --csv`)];
    expect(one.stdout).toBe(other.stdout);
    expect(one.stdout.split("\r\n")).toHaveLength(17 + 2);
    const usage = await run(`keiretsu unwind ${book} --from nvidia`);
    expect({ code: usage.code, stderr: usage.stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/--from needs --entity/) });
    expect((await run(`keiretsu unwind ${book} --terms nowhere.yaml --lang fr`)).stderr).toMatch(/pas de fichier/);
  });
});

describe("keiretsu reverse", () => {
  test("an exact least shock with every input cited", async () => {
    const { values } = JSON.parse((await run(`keiretsu reverse ${book} --unpaid 5000000000 --known 2026-02-27 --json`)).stdout);
    expect(values.runs.every((one: any) => one.exact)).toBe(true);
    expect(values.size.low).toBeGreaterThan(0);
    expect(values.size.low).toBeLessThanOrEqual(values.size.high);
    for (const row of values.inputs) expect(row.claim === null && row.assumptions.length === 0, JSON.stringify(row)).toBe(false);
    for (const one of values.others.filter(({ state }: any) => state === "answered")) {
      expect(one.lowerBound).toBeLessThanOrEqual(one.upperBound);
      expect(one.gap).toBeCloseTo(one.upperBound - one.lowerBound, 12);
    }
  });

  test("the shock that is found is enough when it is put to the stress itself", async () => {
    const { values } = JSON.parse((await run(`keiretsu reverse ${book} --breaks coreweave --known 2026-02-27 --json`)).stdout);
    const thin = values.runs.find((one: any) => one.amounts === "point" && one.buffers === "thin");
    const due = values.inputs.filter((row: any) => row.what === "obligation" && row.from === thin.shock[0].entity);
    const owed = due.reduce((sum: number, row: any) => sum + row.point, 0);
    const broken = async (amount: number): Promise<boolean> => {
      const line = `keiretsu stress ${book} --shock ${thin.shock[0].entity}.payments=${Math.max(0, 1 - amount / owed).toFixed(9)} --model eisenberg-noe --known 2026-02-27 --json`;
      const [answer] = JSON.parse((await run(line)).stdout).values.answers;
      const ending = answer.endings.find((one: any) => one.amounts === "point" && one.buffers === "thin");
      return ending.failures.some((one: any) => one.entity === "coreweave" && !one.before);
    };
    expect(thin.shock).toHaveLength(1);
    expect(await broken(Math.min(owed, thin.size * 1.01))).toBe(true);
  });

  test("calls at fault, and one in French", async () => {
    expect((await run(`keiretsu reverse ${book}`)).code).toBe(2);
    expect((await run(`keiretsu reverse ${book} --breaks openai --unpaid 5`)).code).toBe(2);
    const { stdout } = await run(`keiretsu reverse ${book} --breaks coreweave --known 2026-02-27 --lang fr`);
    expect(stdout).toMatch(/Que doit-il se passer/);
    expect(stdout).toMatch(/sa trésorerie/);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/main.ts";
import { answer } from "./answer.ts";
import { run } from "./run.ts";

const schema = JSON.parse(readFileSync(new URL("../../../../docs/reference/result.schema.json", import.meta.url), "utf8")) as object;

/** Readers must bear new fields; our own output must have no field that the schema does not tell of. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== "object" || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  return "properties" in node && "required" in node && "type" in node && !("allOf" in node)
    ? { ...copy, additionalProperties: false }
    : copy;
}

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, validateFormats: false });
const valid = ajv.compile(closed(schema) as object);

function check(text: string): Record<string, unknown> {
  const result = JSON.parse(text) as Record<string, unknown>;
  expect(valid(result) ? [] : valid.errors).toEqual([]);
  expect(text).toBe(`${JSON.stringify(result, null, 2)}\n`);
  return result;
}

/** These write files or a store, or do not end; what they print is no result about a casebook. */
const asJson = COMMANDS.filter(
  (command) => !["report", "publish", "serve", "store", "verify", "account", "token", "key"].includes(command.name),
).flatMap((command) =>
  command.examples.map((example) => ({ name: command.name, line: `${example.replace(" --csv", "").replace(" --json", "")} --json` })),
);

describe("every command writes the envelope that the schema describes", () => {
  test.each(asJson)("$line", async ({ name, line }) => {
    const { stdout, stderr, code } = await answer(line);
    expect(code, stderr).toBe(0);
    const result = check(stdout);
    if (name !== "model") expect(result.model).toBe(name);
    if (line === "keiretsu model --json") expect(result.model).toBe("models");
  });

  test.each([
    "keiretsu circularity casebooks/lucent-2000",
    "keiretsu circularity casebooks/ford-1914 --chapter all",
    "keiretsu spread casebooks/keiretsu-japan",
    "keiretsu loops casebooks/ai-alliances --chapter all --at-least rumoured",
    "keiretsu circularity casebooks/ai-alliances --known 1999",
    "keiretsu spread casebooks/ai-alliances --known 1999",
    "keiretsu roster casebooks/keiretsu-japan",
    "keiretsu check casebooks/bubbles",
    "keiretsu simulate casebooks/lucent-2000 --sensitivity --sensitivity-draws 1 --top 1",
    "keiretsu simulate casebooks/lucent-2000 --sensitivity --sensitivity-draws 1 --top 2 --together 0.5",
  ])("%s", async (line) => {
    check((await answer(`${line} --json`)).stdout);
  });

  test("so do the questions asked of bare payments", async () => {
    const folder = mkdtempSync(join(tmpdir(), "keiretsu-schema-"));
    const file = join(folder, "payments.csv");
    writeFileSync(file, "from,to,amount\nA,B,10\nB,A,7\n");
    for (const name of ["circularity", "loops"]) {
      const { stdout, code } = await run(`keiretsu ${name} --edges ${file} --json`);
      expect(code).toBe(0);
      expect(check(stdout)).toMatchObject({ model: name, asOf: null });
    }
    rmSync(folder, { recursive: true });
  });

  test("the schema refuses what it should", () => {
    const bare = { schema: "keiretsu.result/1", model: "find", params: {}, inputDigest: "0".repeat(64), asOf: null, unit: "USD" };
    const rest = { converged: true, iterations: 0, residual: 0, warnings: [] };
    expect(valid({ ...bare, ...rest, values: { total: 0, hits: [], sources: [] } })).toBe(true);
    expect(valid({ ...bare, ...rest, values: { total: 0, sources: [] } })).toBe(false);
    expect(valid({ ...bare, ...rest, schema: "keiretsu.result/2", values: {} })).toBe(false);
    expect(valid({ ...bare, ...rest, inputDigest: "abc", values: { total: 0, hits: [], sources: [] } })).toBe(false);
    expect(valid({ ...bare, ...rest, values: { total: 0, hits: [], sources: [], extra: 1 } })).toBe(false);
  });
});

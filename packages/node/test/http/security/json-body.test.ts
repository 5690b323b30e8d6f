import { describe, expect, test } from "vitest";
import { checkedText } from "../../../src/http/security/json-body.ts";
import type { Problem } from "../../../src/http/problem.ts";

function refusal(body: string | Uint8Array): string | null {
  try {
    checkedText(typeof body === "string" ? new TextEncoder().encode(body) : body);
    return null;
  } catch (error) {
    return `${(error as Problem).status} ${(error as Problem).code}`;
  }
}

describe("a JSON body with one meaning", () => {
  test.each([
    "{}",
    "[]",
    "null",
    '{"a": {"b": 1}, "c": {"b": 2}, "d": [{"b": 3}, {"b": 4}]}',
    String.raw`{"a": "quoted \" : {[", "b": "\\", "c": "end\\\" :"}`,
    '{"text": "the word __proto__ : and constructor: in a text"}',
    '["__proto__"]',
    '{"a": "😀 é \\ud83d\\ude00"}',
    `${"[".repeat(32)}${"]".repeat(32)}`,
  ])("%s passes", (body) => expect(refusal(body)).toBeNull());

  test.each([
    ["", "400 malformed-json"],
    ["{", "400 malformed-json"],
    ["{'a': 1}", "400 malformed-json"],
    ['{"a": 1,}', "400 malformed-json"],
    ['{"a": 1} trailing', "400 malformed-json"],
    ['{"a": NaN}', "400 malformed-json"],
    ['{"a": 1e999}', "400 malformed-json"],
    ['\ufeff{"a": 1}', "400 malformed-json"],
    ['{"role": "read", "role": "administer"}', "400 malformed-json"],
    ['{"role": "read", "r\\u006fle": "administer"}', "400 malformed-json"],
    ['{"role" \n\t: "read", "role": "administer"}', "400 malformed-json"],
    ['{"__proto__": {"role": "administer"}}', "400 forbidden-key"],
    ['{"\\u005f_proto__": {"role": "administer"}}', "400 forbidden-key"],
    ['{"a": [{"constructor": {"prototype": {"role": "administer"}}}]}', "400 forbidden-key"],
    ['{"a": "\\u0000"}', "400 malformed-json"],
    ['{"a": "\\ud800"}', "400 malformed-json"],
    ['{"\\udc00": 1}', "400 malformed-json"],
    [`${"[".repeat(33)}${"]".repeat(33)}`, "400 malformed-json"],
    [`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, "400 malformed-json"],
  ])("%s is refused", (body, expected) => expect(refusal(body)).toBe(expected));

  test("other encodings are refused", () => {
    expect(refusal(Buffer.from('{"a": "é"}', "latin1"))).toBe("400 malformed-json");
    expect(refusal(Buffer.from('{"a": 1}', "utf16le"))).toBe("400 malformed-json");
    expect(refusal(Buffer.from([0x22, 0xc0, 0xaf, 0x22]))).toBe("400 malformed-json");
  });
});

import { readFileSync } from "node:fs";
import { type Field, models, readCase, runCase } from "keiretsu";
import { describe, expect, test } from "vitest";
import { exampleIn } from "../src/views/models/example.ts";
import { fieldText, fieldValue } from "../src/views/models/field-text.ts";
import { compareValues } from "../../node/src/case-values.ts";

const field = (kind: Field["kind"]): Pick<Field, "kind"> => ({ kind });

describe.each(models.map((model) => [model.id, model] as const))("%s", (id, model) => {
  test("every field of the worked example comes back from its text", () => {
    const { input } = exampleIn(readFileSync(`docs/models/${id}.md`, "utf8"))!;
    for (const one of model.inputs) expect(fieldValue(one, fieldText(one, input[one.name])), one.name).toEqual(input[one.name]);
  });

  test("gives what its page says", () => {
    const { input, expected, tolerance } = exampleIn(readFileSync(`docs/models/${id}.md`, "utf8"))!;
    const { case: read, faults } = readCase(JSON.stringify({ model: id, input }), model);
    expect(faults).toEqual([]);
    expect(compareValues(runCase(read!).values, expected, tolerance).filter(({ holds }) => !holds)).toEqual([]);
  });
});

describe("what is typed", () => {
  test.each([
    [
      "edges",
      "0, 1, 60\n1 2 40\n2;0;20",
      [
        [0, 1, 60],
        [1, 2, 40],
        [2, 0, 20],
      ],
    ],
    ["edges", "0,1,5,loan\n", [[0, 1, 5, "loan"]]],
    ["edges", "0\t1\t5e9", [[0, 1, 5e9]]],
    ["edge-classes", "0,1,5\n\n1,0,2", [[[0, 1, 5]], [[1, 0, 2]]]],
    ["numbers", "1 2,5", ["1 2", 5]],
    ["numbers", "1 2 5", [1, 2, 5]],
    ["numbers", "[1, 2]", [1, 2]],
    [
      "matrix",
      "1,0\n0,1",
      [
        [1, 0],
        [0, 1],
      ],
    ],
    ["records", "[{]", "[{]"],
    ["number", "seven", "seven"],
    ["flag", "false", false],
    ["text", "[x]", "[x]"],
    ["count", "  ", undefined],
  ] as const)("%s: %j", (kind, text, value) => {
    expect(fieldValue(field(kind), text)).toEqual(value);
  });

  test("texts that would not come back from a plain list are written as JSON", () => {
    for (const value of [["a, b"], ["1"], [""], []]) expect(fieldValue(field("texts"), fieldText(field("texts"), value))).toEqual(value);
  });
});

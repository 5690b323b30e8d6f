import { describe, expect, test } from "vitest";
import { readSimulation, resolveSimulation, type SimulationFile } from "../../../src/panel/simulation/read-simulation.ts";
import { leverText, parameterKinds, parameterNames, parseLever } from "../../../src/panel/simulation/scenario.ts";
import { parseQuarter, quarterOf, quarterText, firstDayOf } from "../../../src/panel/simulation/quarter.ts";
import { parseDate } from "../../../src/record/date.ts";
import { parameterWords } from "../../../src/tell/simulation-words.ts";

const told = { title: "T", title_fr: "T" };

/** The line of a place is told as the number of words on the way to it. */
function read(value: unknown, id = "asked"): ReturnType<typeof readSimulation> {
  return readSimulation({ id, file: `${id}.yaml`, value, lineOf: (path) => path.length });
}

function faults(value: unknown): readonly string[] {
  return read(value).findings.map(({ code, excerpt }) => `${code} ${excerpt}`);
}

function file(value: object, id: string): SimulationFile {
  return read({ ...told, ...value }, id).scenario!;
}

const why = { reason: "r", reason_fr: "r" };

describe("a scenario file", () => {
  test("ten lines are enough", () => {
    const { scenario, findings } = read({ ...told, based_on: "base", set: ["growth=low"], assumptions: [{ cash: "A", value: 5, ...why }] });
    expect(findings).toEqual([]);
    expect(scenario).toMatchObject({
      id: "asked",
      basedOn: "base",
      said: {
        levers: [{ what: "growth", subject: null, value: "low" }],
        assumptions: [{ what: "cash", subject: "A", value: 5, low: null, claim: null }],
      },
    });
  });

  test.each([
    [{ ...told, shocks: [] }, ["scenario-key shocks"]],
    [{ title: 1, title_fr: "T" }, ["scenario-value 1"]],
    [{ ...told, quarters: 0 }, ["scenario-value 0"]],
    [{ ...told, quarters: 2.5 }, ["scenario-value 2.5"]],
    [{ ...told, start: "2026" }, ['scenario-value "2026"']],
    [{ ...told, known: "soon" }, ['scenario-value "soon"']],
    [{ ...told, set: ["demand=-1"] }, ['scenario-value "demand=-1"']],
    [{ ...told, assumptions: [{ cash: "A", value: 1 }] }, ["assumption-without-reason cash"]],
    [{ ...told, assumptions: [{ cash: "A", ...why }] }, ["scenario-value nothing"]],
    [{ ...told, assumptions: [{ cash: "A", value: 1, claim: "c", ...why }] }, ["scenario-value 1"]],
    [{ ...told, assumptions: [{ cash: "A", value: 1, low: 2, ...why }] }, ["scenario-value 1"]],
    [{ ...told, assumptions: [{ "cost-ratio": "A", value: -1, ...why }] }, ["scenario-value -1"]],
    [{ ...told, assumptions: [{ cash: "A", value: 1, years: 2, ...why }] }, ["scenario-key years"]],
    [{ ...told, assumptions: [{ odd: 1 }] }, ['scenario-value {"odd":1}']],
    [{ ...told, assumptions: [{ promise: "p", kind: "gift", from: "A", to: "B", ...why }] }, ['scenario-value "gift"']],
    [7, ["scenario-value 7", "scenario-value nothing", "scenario-value nothing"]],
  ])("%j", (value, expected) => {
    expect(faults(value)).toEqual(expected);
    expect(read(value).scenario).toBeNull();
  });

  test("a promise that no leg records", () => {
    const step = { shares: 10, gw: 1, price: 5 };
    const { scenario } = read({
      ...told,
      assumptions: [{ promise: "w", kind: "warrant", from: "A", to: "B", purchase: "p", steps: [step], ...why }],
    });
    expect(scenario!.said.assumptions).toMatchObject([
      { what: "promise", subject: "w", kind: "warrant", from: "A", to: "B", purchase: "p", steps: [step] },
    ]);
  });
});

describe("based on another", () => {
  const base = file(
    {
      quarters: 12,
      firms: ["A"],
      set: ["delay=1"],
      assumptions: [
        { cash: "A", value: 1, ...why },
        { growth: "all", value: 0, ...why },
      ],
    },
    "base",
  );

  test("what it says stands, the rest comes from below, levers follow one another", () => {
    const own = file({ title: "Own", based_on: "base", set: ["demand=0.5"], assumptions: [{ cash: "A", value: 2, ...why }] }, "own");
    const { scenario } = resolveSimulation(own, [base, own]);
    expect(scenario).toMatchObject({ id: "own", title: "Own", quarters: 12, firms: ["A"] });
    expect(scenario!.levers.map(leverText)).toEqual(["delay=1", "demand=0.5"]);
    expect(scenario!.assumptions).toMatchObject([
      { what: "growth", subject: "all" },
      { what: "cash", subject: "A", value: 2 },
    ]);
  });

  test("a base that is not there, or rings of bases, are told", () => {
    const lost = file({ based_on: "gone" }, "lost");
    expect(resolveSimulation(lost, [lost]).findings.map(({ code }) => code)).toEqual(["scenario-base"]);
    const [a, b] = [file({ based_on: "b" }, "a"), file({ based_on: "a" }, "b")];
    expect(resolveSimulation(a, [a, b])).toMatchObject({ scenario: null, findings: [{ code: "scenario-base" }] });
  });
});

describe("levers", () => {
  test.each([
    "demand=0.5",
    "funding.openai=0",
    "growth=low",
    "growth.openai=0.4",
    "funding-shut=2026-Q3",
    "funding-shut.a=2026-Q3..2027-Q2",
    "delay=4",
    "ban=same-pair",
  ])("%s is told as it is read", (text) => expect(leverText(parseLever(text))).toBe(text));

  test.each(["demand", "demand=-1", "demand=much", "odd=1", "growth=-2", "delay=1.5", "ban=all", "funding-shut=soon", "=1"])(
    "%s is refused",
    (text) => expect(() => parseLever(text)).toThrow(/expected/),
  );
});

test("quarters and days", () => {
  expect(quarterText(parseQuarter("2026-Q3"))).toBe("2026-Q3");
  expect(() => parseQuarter("2026-Q5")).toThrow(/2026-Q5/);
  for (const [day, quarter] of [
    ["2026-01-01", "2026-Q1"],
    ["2026-03-31", "2026-Q1"],
    ["2026-04-01", "2026-Q2"],
    ["2028-12-31", "2028-Q4"],
  ])
    expect(quarterText(quarterOf(parseDate(day)!.firstDay))).toBe(quarter);
  expect(firstDayOf(parseQuarter("2026-Q2"))).toBe(parseDate("2026-04-01")!.firstDay);
});

test("every number of a run has its words in both languages and bounds that hold", () => {
  for (const name of parameterNames) {
    expect(parameterWords[name].en, name).not.toBe("");
    expect(parameterWords[name].fr, name).not.toBe("");
    expect(parameterKinds[name].least).toBeLessThan(parameterKinds[name].most);
  }
});

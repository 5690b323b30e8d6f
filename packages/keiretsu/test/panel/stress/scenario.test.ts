import { describe, expect, test } from "vitest";
import { parseShock, shockText } from "../../../src/panel/stress/scenario.ts";
import { readScenario } from "../../../src/panel/stress/read-scenario.ts";
import { stressChanges } from "../../../src/panel/stress/changes.ts";
import { rank } from "../../../src/panel/stress/rank.ts";
import { stress } from "../../../src/panel/stress/stress.ts";
import { dayText, parseWindow, partWithin, windowOf } from "../../../src/panel/stress/window.ts";
import { dayNumber } from "../../../src/record/date.ts";
import { view } from "../../../src/record/view.ts";
import { toy } from "../../toy.ts";

describe("shocks as typed", () => {
  test.each([
    "openai=0.4",
    "nvidia.output=0.5",
    "a>b=0",
    "country:TW=0",
    "input:chips.payments=0",
    "values=0.5",
    "funding=0",
    "funding:openai=0.25",
    "move:a>b+c=0.3",
    "ban:same-pair",
  ])("%s is read and said again", (text) => {
    expect(shockText(parseShock(text))).toBe(text);
  });

  test.each(["openai", "openai=2", "openai=-1", "=0", "a>=0", "x:openai=0", "openai.cash=0", "move:a=0.3", "ban:all"])(
    "%s is refused",
    (text) => {
      expect(() => parseShock(text)).toThrow(/expected/);
    },
  );
});

describe("windows", () => {
  test("years, quarters, half-years and spans of them", () => {
    const ends = (text: string): string[] => [parseWindow(text).firstDay, parseWindow(text).lastDay].map(dayText);
    expect(ends("2026")).toEqual(["2026-01-01", "2026-12-31"]);
    expect(ends("2026-Q1..2027-H1")).toEqual(["2026-01-01", "2027-06-30"]);
    expect(ends("2024-02")).toEqual(["2024-02-01", "2024-02-29"]);
    expect(() => parseWindow("2027..2026")).toThrow(/expected/);
    expect(() => parseWindow("soon")).toThrow(/expected/);
  });

  test("the part of a span of days that lies in it", () => {
    const span = { firstDay: dayNumber(2026, 1, 1), lastDay: dayNumber(2026, 1, 10) };
    expect(partWithin(span, parseWindow("2026"))).toBe(1);
    expect(partWithin(span, { text: "", firstDay: dayNumber(2026, 1, 6), lastDay: dayNumber(2026, 1, 7) })).toBe(0.2);
    expect(partWithin(span, parseWindow("2027"))).toBe(0);
  });

  test("by default the year after what the view sees", () => {
    const book = toy("A pays B 1 for chips on 2025-03-05 (closed)");
    const from = (options: object): string => dayText(windowOf(view(book, options), null).firstDay);
    expect(from({})).toBe("2025-03-06");
    expect(from({ knownOn: "2025-06" })).toBe("2025-07-01");
    expect(from({ knownOn: "2025-06", validOn: "2025-12-31" })).toBe("2026-01-01");
    expect(dayText(windowOf(view(book, { knownOn: "2027-12" }), null).lastDay)).toBe("2028-12-31");
    expect(dayText(windowOf(view(toy("A pays B 1 for chips on 1914-01-05 (closed)")), null).lastDay)).toBe("1915-01-05");
    expect(() => windowOf(view(toy("k: A has cash 1 USD on 2025")), null)).toThrow(/expected one/);
  });
});

describe("what a shut window, a ban and moved orders do", () => {
  const book = toy(`
    sell: B pays A 10 for chips on 2025-01-01 (definitive)
    stake: A pays B 30 for equity on 2025-01-01 (announced)
    paid: A pays B 5 for equity on 2024-01-01 (closed)
    half: A pays B 8 for equity on 2024-01-01 (partly-performed)
    f: half has amount-funded 6 USD on 2024-06-01
    other: C pays D up to 4 for equity on 2025-01-01 (announced)
    r: A has revenue 40 USD on 2024
    q: C has revenue 8 USD on 2024
  `);
  const ask = (shock: string): ReturnType<typeof stress>["values"] => stress(view(book), { shocks: [parseShock(shock)] }).values;

  test("a shut window takes what is promised and not yet handed over", () => {
    expect(ask("funding=0").hits.map((hit) => [hit.leg, hit.lost?.low, hit.lost?.high])).toEqual([
      ["half", 2, 2],
      ["other", 0, 4],
      ["stake", 30, 30],
    ]);
    expect(ask("funding:D=0.5").hits.map((hit) => [hit.leg, hit.lost?.high])).toEqual([["other", 2]]);
  });

  test("a ban hits what is held or funded between firms that trade, and only what is to come is lost", () => {
    expect(ask("ban:same-pair").hits.map((hit) => [hit.leg, hit.done, hit.lost?.point, hit.trade])).toEqual([
      ["half", false, 2, ["sell"]],
      ["paid", true, 0, ["sell"]],
      ["stake", false, 30, ["sell"]],
    ]);
  });

  test("a quarter of A's sales moves to C and D in equal parts", () => {
    expect(ask("move:A>C+D=0.25").orders.map((row) => [row.entity, row.change?.point, row.share])).toEqual([
      ["A", -10, -0.25],
      ["C", 5, 0.625],
      ["D", 5, null],
    ]);
  });

  test("who is not in the book is refused by name", () => {
    expect(() => ask("Z=0")).toThrow(/"Z"/);
    expect(() => ask("country:TW=0")).toThrow(/"TW"/);
    expect(() => ask("input:chips=0")).toThrow(/"chips"/);
  });
});

describe("the answer at two dates and by firm", () => {
  const book = toy(`
    ab: A pays B 100 for cloud on 2025-01-01 (announced)
    ab runs 1 years
    ab is definitive on 2025-06-01 known 2025-06-01
    bc: B pays C 90 for cloud on 2025-01-01 (definitive)
    bc runs 1 years
    x: bc amounts to 60 USD on 2025-07-01 known 2025-07-01 says filing
  `);
  const at = (knownOn: string): { view: ReturnType<typeof view>; stress: ReturnType<typeof stress>["values"] } => {
    const seen = view(book, { knownOn });
    return { view: seen, stress: stress(seen, { window: "2025-01-01..2026-01-01", shocks: [parseShock("A=0")] }).values };
  };

  test("what changed is named leg by leg with its reason", () => {
    const changes = stressChanges(at("2025-02"), at("2025-12"));
    const owed = changes
      .filter((change) => change.what === "obligation")
      .map((change) => [change.leg, change.reason, change.before?.point ?? null, change.after?.point]);
    expect(owed).toEqual([
      ["ab", "status", null, 100],
      ["bc", "amount", 90, 60],
    ]);
    expect(stressChanges(at("2025-12"), at("2025-12"))).toEqual([]);
  });

  test("rank: A costs 100 and draws B in for 60, B costs 60; overlap of a list with itself is whole", () => {
    const { rankings, agreements } = rank(
      view(book),
      { window: "2025-01-01..2026-01-01" },
      { top: 2, models: ["eisenberg-noe", "threshold-cascade"] },
    ).values;
    expect(rankings[0].firms.map((row) => [row.entity, row.loss, row.onOthers])).toEqual([
      ["A", 160, 160],
      ["B", 60, 60],
    ]);
    expect(agreements).toEqual([{ models: ["eisenberg-noe", "threshold-cascade"], jaccard: 1, averageOverlap: 1 }]);
  });
});

describe("a scenario from a file", () => {
  const read = (value: unknown): ReturnType<typeof readScenario> =>
    readScenario({ id: "test", file: "test.yaml", value, lineOf: (path) => 10 + path.length });

  test("ten lines are enough", () => {
    const { scenario, findings } = read({
      title: "A",
      title_fr: "A",
      shocks: ["openai=0.4"],
      window: 2027,
      assumptions: [{ term: "x", years: 2, reason: "r", reason_fr: "r" }],
    });
    expect(findings).toEqual([]);
    expect(scenario).toMatchObject({ id: "test", window: "2027", quarters: 4, rescue: false, replaced: null });
    expect(scenario!.shocks).toEqual([{ kind: "entity", entity: "openai", on: "all", share: 0.4 }]);
    expect(scenario!.assumptions).toEqual([{ kind: "term", leg: "x", years: 2, reason: "r", reasonFr: "r" }]);
  });

  test("every fault is told with its line, and nothing is made of the file", () => {
    const { scenario, findings } = read({
      title: 3,
      shock: [],
      shocks: ["openai"],
      quarters: 0,
      window: "soon",
      rescue: "yes",
      assumptions: [{ term: "x", years: 2 }, { need: "chips", low: 3, high: 2, reason: "r", reason_fr: "r" }, { odd: 1 }],
    });
    expect(scenario).toBeNull();
    expect(findings.map(({ code, place, excerpt }) => `${place.line} ${code} ${excerpt}`)).toEqual([
      "11 scenario-key shock",
      '11 scenario-value "soon"',
      '11 scenario-value "yes"',
      "11 scenario-value 0",
      "11 scenario-value 3",
      "11 scenario-value nothing",
      "12 assumption-without-reason term",
      '12 scenario-value "openai"',
      '12 scenario-value {"odd":1}',
      '13 scenario-value "chips"',
      "13 scenario-value 3",
    ]);
    for (const { summary, advice, french } of findings)
      expect(summary + advice + french!.summary + french!.advice).not.toMatch(/[{]\w+[}]/);
    for (const { french } of findings) expect(french!.summary).not.toMatch(/\b(or|of|such as|nothing|text|list|number)\b/);
    expect(findings.find(({ excerpt }) => excerpt === "0")!.french!.summary).toBe("0 figure à quarters, attendu : un nombre de 1 à 40.");
  });

  test("what the casebook does not have is a fault with its line, each of them", () => {
    const book = toy("ab: A pays B 100 for cloud on 2025-01-01 (definitive)");
    const value = {
      title: "A",
      title_fr: "A",
      shocks: ["A=0", "taiwan=0", "Z=0", "A>Y=0", "country:JP=0", "move:A>B+X=0.5", "funding:W=0"],
      assumptions: [
        { term: "ab", years: 2, reason: "r", reason_fr: "r" },
        { term: "zz", years: 2, reason: "r", reason_fr: "r" },
        { cash: "V", amount: 1, reason: "r", reason_fr: "r" },
        { industry: "cloud", entities: ["B", "U"], reason: "r", reason_fr: "r" },
      ],
    };
    const text = { id: "test", file: "test.yaml", value, lineOf: (path: readonly (string | number)[]) => Number(path[1]) + 1 };
    const { scenario, findings } = readScenario(text, book);
    expect(scenario).toBeNull();
    expect(findings.map(({ place, excerpt }) => `${place.line} ${excerpt}`)).toEqual([
      '2 "zz"',
      '3 "V"',
      '3 "Z"',
      '4 "U"',
      '4 "Y"',
      '5 "JP"',
      '6 "X"',
      '7 "W"',
    ]);
    expect(findings[0].summary).toBe('"zz" stands at assumptions.1, expected a leg of the casebook.');
    expect(readScenario(text).findings).toEqual([]);
  });

  test.each([null, [], "text", 3])("%j is no scenario", (value) => {
    const { scenario, findings } = read(value);
    expect(scenario).toBeNull();
    expect(findings.map(({ summary }) => summary)).toEqual([
      `${JSON.stringify(value)} is the whole of the file, expected words with values.`,
    ]);
  });
});

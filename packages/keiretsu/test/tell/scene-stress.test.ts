import { describe, expect, test } from "vitest";
import type { Ending, Failure, HolderLoss, ModelAnswer, StressModel } from "../../src/panel/stress/answer.ts";
import { defaultScenario } from "../../src/panel/stress/scenario.ts";
import type { Stress } from "../../src/panel/stress/stress.ts";
import { cascadeScene, saysMost, waterfallScene } from "../../src/tell/pictures/scene-stress.ts";
import { wavesWords } from "../../src/tell/stress-losses.ts";

/** One lab owes two clouds; the north may fail with it, and its lender loses then. Written by hand, so that each box and bar can be told. */
const holder = (entity: string, loss: number, by: readonly (readonly [string, number])[] = []): HolderLoss => ({
  entity,
  loss,
  by: by.map(([from, part]) => ({ from, loss: part, legs: [`${from}-${entity}`] })),
});
const failure = (entity: string, wave: number, before = false): Failure => ({ entity, wave, before, by: [] });

function ending(buffers: "ample" | "thin", of: Partial<Ending>): Ending {
  const holders = of.holders ?? [];
  const loss = holders.reduce((total, row) => total + row.loss, of.outside ?? 0);
  return {
    amounts: "point",
    buffers,
    loss,
    lossBefore: 0,
    outside: 0,
    standAlone: loss,
    holders,
    failures: [],
    outputShare: null,
    byBelief: null,
    ...of,
  };
}

function answerOf(endings: readonly Ending[], model: StressModel = "eisenberg-noe"): ModelAnswer {
  const losses = endings.map(({ loss }) => loss);
  return {
    model,
    state: "answered",
    inputs: [],
    missing: [],
    assumptions: [],
    loss: { low: Math.min(...losses), point: null, high: Math.max(...losses) },
    proved: true,
    endings,
    converged: true,
    residual: 0,
    warnings: [],
  };
}

const least = ending("ample", {
  holders: [holder("north", 60, [["lab", 60]]), holder("south", 40, [["lab", 40]])],
  failures: [failure("lab", 0)],
});
const most = ending("thin", {
  holders: [holder("north", 60, [["lab", 60]]), holder("south", 40, [["lab", 40]]), holder("bank", 30, [["north", 30]])],
  failures: [failure("lab", 0), failure("north", 1)],
  outside: 5,
});
const answer = answerOf([least, most]);
const stress: Stress = {
  scenario: {
    ...defaultScenario,
    title: "The lab stops",
    titleFr: "Le labo s’arrête",
    shocks: [{ kind: "entity", entity: "lab", on: "all", share: 0 }],
  },
  window: { text: "2027", from: "2027-01-01", to: "2027-12-31" },
  answers: [answer],
  hits: [],
  orders: [],
  replaced: null,
  rescued: null,
};
const told = { stress, answer, unit: "USD", name: (id: string) => id };
const being = (one: ModelAnswer): typeof told => ({ ...told, answer: one, stress: { ...stress, answers: [one] } });

describe("who drags whom", () => {
  const scene = cascadeScene(told, "en")!;

  test("each firm stands in its wave: who fails in its own, who only loses one after those it loses through", () => {
    expect(scene.waves.map((nodes) => nodes.map(({ id }) => id))).toEqual([["lab"], ["north", "south"], ["bank"]]);
  });

  test("what fails at both ends is sure, at one end perhaps, and the words say which", () => {
    expect(scene.waves.flat().map(({ fails }) => fails)).toEqual(["surely", "perhaps", "never", "never"]);
    const words = Object.fromEntries(scene.waves.flat().map((node) => [node.id, node.words.replaceAll("\u00a0", " ")]));
    expect(words).toEqual({
      lab: "the shock leaves it 0%; cannot pay all it owes",
      north: "loses 60 USD; at worst cannot pay all it owes",
      south: "loses 40 USD",
      bank: "loses 0 to 30 USD",
    });
    expect(scene.perhaps).toBe("only if its buffer is thin");
  });

  test("arrows carry the losses, each pair once; what comes through each is unknown of output", () => {
    expect(scene.links.map(({ from, to, loss }) => [from, to, loss])).toEqual([
      ["lab", "north", 60],
      ["lab", "south", 40],
      ["north", "bank", 30],
    ]);
    const stopped = ending("thin", {
      holders: [
        holder("cloud", 7, [
          ["chips", 0],
          ["chips", 0],
        ]),
      ],
      failures: [failure("chips", 0)],
    });
    const output = cascadeScene(being(answerOf([stopped], "esri")), "fr")!;
    expect(output.links).toEqual([{ from: "chips", to: "cloud", loss: null, words: "" }]);
  });

  test("who loses more than comes through others is hit by the shock itself", () => {
    const values = ending("ample", {
      holders: [holder("chips", 100, [["cloud", 2]]), holder("cloud", 28), holder("fund", 9, [["cloud", 9]])],
    });
    const drawn = cascadeScene(being(answerOf([values], "elliott-golub-jackson")), "en")!;
    expect(drawn.waves.map((nodes) => nodes.map(({ id }) => id))).toEqual([["chips", "cloud"], ["fund"]]);
    expect(drawn.waves[0][1].words).toMatch(/^its other holders lose/);
  });
});

describe("who bears how much", () => {
  test("what is sure and what may come on top, lenders outside, and the sum", () => {
    const { rows } = waterfallScene(told, "en")!;
    expect(rows.map(({ name, amount, total }) => [name, amount.low, amount.high, total ?? false])).toEqual([
      ["north", 60, 60, false],
      ["south", 40, 40, false],
      ["bank", 0, 30, false],
      ["Lenders outside the book", 0, 5, false],
      ["Together", 100, 135, true],
    ]);
  });

  test("past eight holders the rest is summed, and the bars still end where the total does", () => {
    const many = ending("ample", { holders: Array.from({ length: 11 }, (_, i) => holder(`f${i}`, 20 - i, [["lab", 20 - i]])) });
    const { rows, key } = waterfallScene(being(answerOf([many])), "fr")!;
    expect(rows.map(({ name }) => name)).toEqual([...Array.from({ length: 8 }, (_, i) => `f${i}`), "3 autres", "Ensemble"]);
    const bars = rows.filter(({ total }) => total !== true).reduce((sum, { amount }) => sum + amount.high!, 0);
    expect(bars).toBe(rows.at(-1)!.amount.high);
    // Nothing is uncertain, so that no light part is explained.
    expect(key).not.toContain("Clair");
  });
});

test("without a loss there is no picture, and of several answers the one with most firms drawn in says most", () => {
  const none = answerOf([ending("ample", {})]);
  expect([cascadeScene(being(none), "en"), waterfallScene(being(none), "en"), saysMost({ ...stress, answers: [none] })]).toEqual([
    null,
    null,
    null,
  ]);
  const untouched: ModelAnswer = { ...answer, state: "untouched" };
  expect(cascadeScene(being(untouched), "en")).toBeNull();
  const wide = answerOf([ending("ample", { holders: [1, 2, 3, 4].map((i) => holder(`w${i}`, i)) })], "esri");
  expect(saysMost({ ...stress, answers: [none, wide, untouched, answer] })).toBe(answer);
  expect(saysMost({ ...stress, answers: [none, wide] })).toBe(wide);
});

test("firms drawn in are counted wave by wave, between the two ends", () => {
  expect(wavesWords(answer, "en")).toBe("wave\u00a01: 0\u00a0to\u00a01");
  expect(wavesWords(answer, "fr")).toBe("vague\u00a01\u00a0: de\u00a00\u00a0à\u00a01");
  expect(wavesWords(answerOf([least]), "en")).toBe("");
});

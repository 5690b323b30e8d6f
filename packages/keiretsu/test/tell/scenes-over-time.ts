import type { FanScene } from "../../src/tell/pictures/picture-fan.ts";
import type { OutcomesScene } from "../../src/tell/pictures/picture-outcomes.ts";
import type { OwingScene } from "../../src/tell/pictures/picture-owing.ts";
import type { StackScene } from "../../src/tell/pictures/picture-stack.ts";
import type { TornadoScene } from "../../src/tell/pictures/picture-tornado.ts";

/** Small scenes over ten quarters that a reader can check against their pictures in the gallery. */
const bn = 1e9;
const quarters = ["2025-Q4", ...[2026, 2027].flatMap((year) => [1, 2, 3, 4].map((k) => `${year}-Q${k}`)), "2028-Q1"];

/** Of quarter q: its median, with the middle half and nine in ten around it. */
function band(median: number, q: number): readonly number[] {
  return [0.4, 0.7, 1, 1.3, 2].map((factor) => median * (1 + (factor - 1) * (q / 9)));
}

export const fan: FanScene = {
  title: "Cash over time",
  unit: "USD",
  quarters,
  line: 0,
  most: null,
  axis: "Cash at the end of the quarter; each firm has a scale of its own",
  notes: ["Bank of the south has no books here: its cash is unknown."],
  panels: [
    {
      name: "Model laboratory",
      words: "fails in 53% of the paths",
      bands: quarters.map((_, q) => band((4 + q) * bn, q)),
      reported: [
        { quarter: 1, value: 5.2 * bn },
        { quarter: 2, value: 21 * bn },
      ],
    },
    {
      name: "Cloud of the north and its many landlords in the valley",
      words: "fails in no path",
      bands: quarters.map((_, q) => (q === 5 ? [null, null, null, null, null] : q > 6 && q < 8 ? [] : band((q - 3) * 0.2 * bn, q))),
      reported: [],
    },
    { name: "Chip maker", words: "never had anything", bands: quarters.map(() => [0, 0, 0, 0, 0]), reported: [] },
    { name: "Fund", words: "", bands: quarters.map((_, q) => band(-2 * bn, q)), reported: [{ quarter: 9, value: -3 * bn }] },
  ],
};

export const covered: FanScene = {
  ...fan,
  title: "How much of what falls due end demand covers",
  unit: "share",
  line: 1,
  most: 3,
  axis: "End demand after costs over what falls due; what lies above 300% is drawn there",
  notes: [],
  panels: [{ name: "Model laboratory", words: "", bands: quarters.map((_, q) => band(0.5 * q, q)), reported: [] }],
};

export const stack: StackScene = {
  title: "Model laboratory: where its cash comes from, where it goes",
  unit: "USD",
  quarters,
  fails: 7,
  axis: "On the path without chance, a quarter",
  sources: [
    { name: "end demand", texture: { tone: "revenue", fill: "full" }, amounts: quarters.map((_, q) => (q < 8 ? (4 + q) * bn : 0)) },
    { name: "vendors", texture: { tone: "funding", fill: "full" }, amounts: quarters.map((_, q) => (q > 1 && q < 8 ? 5 * bn : 0)) },
    { name: "investors outside", texture: { tone: "transfer", fill: "striped" }, amounts: quarters.map((_, q) => (q < 5 ? 10 * bn : 0)) },
  ],
  uses: [
    { name: "costs", texture: { tone: "edge", fill: "full" }, amounts: quarters.map((_, q) => (q < 8 ? 4 * bn : 0)) },
    { name: "capacity", texture: { tone: "revenue", fill: "striped" }, amounts: quarters.map((_, q) => (q < 8 ? 12 * bn : 0)) },
    { name: "kept as cash", texture: { tone: "soft", fill: "dotted" }, amounts: quarters.map((_, q) => (q < 2 ? q * bn : 0)) },
  ],
};

export const outcomes: OutcomesScene = {
  title: "How the paths end",
  axis: "Share of 500 paths",
  rows: [
    {
      name: "Base",
      words: "closes 16%, rolls 31%, fails 53%",
      outcomes: {
        closed: { share: 0.16, low: 0.13, high: 0.195 },
        rolled: { share: 0.308, low: 0.269, high: 0.35 },
        failed: { share: 0.532, low: 0.488, high: 0.575 },
      },
    },
    {
      name: "High demand",
      words: "closes 100%",
      outcomes: {
        closed: { share: 1, low: 0.992, high: 1 },
        rolled: { share: 0, low: 0, high: 0.008 },
        failed: { share: 0, low: 0, high: 0.008 },
      },
    },
    { name: "Oracle", words: "unknown: its cash is not known", outcomes: null },
  ],
};

export const owing: OwingScene = {
  title: "Who owes whom",
  unit: "USD",
  quarters,
  axis: "Owed at the end of each quarter, on the path without chance, on one scale",
  notes: ["Two pairs that owe less than 1% of the largest are not drawn."],
  rows: [
    {
      name: "Model laboratory → Cloud of the north",
      words: "100 bn USD at most, 2026-Q1",
      booked: quarters.map((_, q) => (q === 6 ? 10 * bn : 0)),
      promised: quarters.map((_, q) => (q > 0 && q < 7 ? (105 - 5 * q) * bn : 0)),
      fails: 7,
    },
    {
      name: "Cloud of the north → lenders outside",
      words: "20 bn USD at first",
      booked: quarters.map((_, q) => (20 - 2 * q) * bn),
      promised: quarters.map(() => 0),
      fails: null,
    },
    {
      name: "Chip maker → Model laboratory",
      words: "0.2 bn USD to the end",
      booked: quarters.map(() => 0),
      promised: quarters.map(() => 0.2 * bn),
      fails: null,
    },
  ],
};

/** The third row has both ends on one side of the answer as it stands. */
export const tornado: TornadoScene = {
  title: "What moves the share that fails",
  base: 0.5,
  axis: "Share of paths in which the model laboratory fails",
  ticks: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: `${100 * value}%` })),
  rows: [
    { name: "Most raised in a quarter (0.25 to 1.5 of yearly revenue)", words: "100% → 4%", atLow: 1, atHigh: 0.04 },
    { name: "Growth of end demand (30% to 120%)", words: "94% → 20%", atLow: 0.94, atHigh: 0.2 },
    { name: "Volatility (10% to 60%)", words: "62% → 80%", atLow: 0.62, atHigh: 0.8 },
    { name: "Part due whether used or not (50% to 100%)", words: "4% → 50%", atLow: 0.04, atHigh: 0.5 },
  ],
};

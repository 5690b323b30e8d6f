import { parseDate } from "../../src/record/date.ts";
import type { BarsScene } from "../../src/tell/pictures/picture-bars.ts";
import type { CascadeScene } from "../../src/tell/pictures/picture-cascade.ts";
import type { DrawnNetwork } from "../../src/tell/pictures/drawn-network.ts";
import type { DrawnWords } from "../../src/tell/pictures/picture-drawn.ts";
import type { DivergingScene } from "../../src/tell/pictures/picture-diverging.ts";
import type { LoopScene } from "../../src/tell/pictures/picture-loop.ts";
import type { NetworkScene } from "../../src/tell/pictures/picture-network.ts";
import type { SpansScene } from "../../src/tell/pictures/picture-spans.ts";
import type { TimelineScene } from "../../src/tell/pictures/picture-timeline.ts";
import type { WaterfallScene } from "../../src/tell/pictures/picture-waterfall.ts";

/** Small scenes that a reader can check against their pictures in the gallery. */
const bn = 1e9;

export const network: NetworkScene = {
  unit: "USD",
  title: "Who pays whom",
  nodes: [
    { id: "a", name: "Chip maker" },
    { id: "b", name: "Model laboratory" },
    { id: "c", name: "Cloud of the north" },
    { id: "d", name: "Fund" },
    { id: "e", name: "Memory works" },
  ],
  edges: [
    { from: "a", to: "b", amount: { low: 0, high: 100 * bn }, flow: "funding", firmness: "promised" },
    { from: "b", to: "c", amount: { low: 60 * bn, high: 60 * bn }, flow: "revenue", firmness: "firm" },
    { from: "c", to: "a", amount: { low: 40 * bn, high: 40 * bn }, flow: "revenue", firmness: "firm" },
    { from: "d", to: "b", amount: { low: 30 * bn, high: null }, flow: "funding", firmness: "firm" },
    { from: "b", to: "a", amount: { low: 350 * bn, high: 350 * bn }, flow: "revenue", firmness: "ghost" },
    { from: "d", to: "e", amount: { low: 5 * bn, high: 5 * bn }, flow: "transfer", firmness: "firm" },
    { from: "a", to: "e", amount: { low: null, high: null }, flow: "revenue", firmness: "firm" },
  ],
};

/** Names as an attacker or a careless typist would write them. */
export const hostile: NetworkScene = {
  ...network,
  title: `"><script>alert(1)</script>`,
  nodes: [
    { id: "a", name: "<script>alert('x')</script>" },
    { id: "b", name: `"quoted" & 'single' \u202etxt.exe` },
    { id: "c", name: "A name so long that no circle and no line could ever hold it, whoever wrote it down and for whatever reason" },
    { id: "d", name: "三菱グループ（金曜会）" },
    { id: "e", name: "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww" },
  ],
};

export const loop: LoopScene = {
  title: "The chip maker funds the laboratory, the laboratory rents, the cloud buys chips",
  unit: "USD",
  capacity: { low: 0, high: 40 * bn },
  open: false,
  half: false,
  steps: [
    {
      firm: "Chip maker",
      amount: { low: 0, high: 100 * bn },
      words: "equity investment, letter of intent",
      flow: "funding",
      firmness: "promised",
    },
    {
      firm: "Model laboratory",
      amount: { low: 60 * bn, high: 60 * bn },
      words: "computing capacity, definitive",
      flow: "revenue",
      firmness: "firm",
    },
    {
      firm: "Cloud of the north",
      amount: { low: 40 * bn, high: 40 * bn },
      words: "purchase of goods, closed",
      flow: "revenue",
      firmness: "firm",
    },
  ],
};

export const pair: LoopScene = { ...loop, steps: loop.steps.slice(0, 2), capacity: { low: 0, high: 60 * bn } };

export const halfLoop: LoopScene = { ...loop, steps: loop.steps.slice(0, 1), capacity: { low: null, high: null }, open: true, half: true };

export const timeline: TimelineScene = {
  title: "A promise of 100 bn",
  turns: [
    {
      knownOn: parseDate("2025-09-22")!,
      said: "letter-of-intent",
      believed: "letter-of-intent",
      text: "a letter of intent: 10 GW, up to 100 bn",
    },
    { knownOn: parseDate("2025-10-07")!, said: "announced", believed: "announced", text: "worded as an investment" },
    {
      knownOn: parseDate("2025-11-19")!,
      said: "announced",
      believed: "letter-of-intent",
      text: "worded as a commitment on the day of the risk factor",
    },
    {
      knownOn: parseDate("2025-11-19")!,
      said: "letter-of-intent",
      believed: "letter-of-intent",
      text: "risk factor: no assurance of an agreement",
    },
    { knownOn: parseDate("2026-02")!, said: "rumoured", believed: "rumoured", text: "a smaller stake is reported instead" },
    { knownOn: parseDate("2026-06-05")!, said: "lapsed", believed: "lapsed", text: "lapsed, replaced by 30 bn" },
  ],
};

export const intervals: BarsScene = {
  title: "Vendor financing",
  axis: "Share of the seller’s recorded revenue",
  key: "bar: proportional; whisker: bounds",
  rows: [
    { name: "Chip maker", value: 0.21, low: 0, high: 1, words: "21% (0 to 100%)" },
    { name: "Cloud of the north", value: 0.08, low: 0.02, high: 0.34, words: "8% (2 to 34%)" },
    { name: "Unknown seller", value: null, low: null, high: null, words: "unknown" },
  ],
};

export const spread: BarsScene = {
  title: "What the answer depends on",
  axis: "Share of gross flow",
  key: "dot: one value of the choice",
  rows: [
    {
      name: "How firm a deal must be to count",
      value: 0.13,
      low: 0,
      high: 0.21,
      dots: [0, 0.02, 0.1, 0.13, 0.13, 0.21],
      words: "0 to 21%",
    },
    { name: "The longest loop searched", value: 0.13, low: 0.13, high: 0.13, dots: [0.13, 0.13], words: "13%", strong: false },
  ],
};

/** A network as a reader has laid it out: two firms that pay each other in three legs, a range, a floor, an unknown amount, a ghost. */
export const drawn = (width: number): DrawnNetwork => {
  const at = (x: number, y: number): { x: number; y: number } => ({ x: x * width, y });
  const nodes = [
    { id: "chips", name: "Chip maker", centre: at(0.25, 90), radius: 30 },
    { id: "cloud", name: "Cloud of the north", centre: at(0.7, 80), radius: 18 },
    { id: "lab", name: "Model laboratory & partners", centre: at(0.5, 300), radius: 36 },
    { id: "fund", name: "Fund", centre: at(0.12, 280), radius: 9 },
  ];
  const arrow = { core: 4, width: 4, open: false, tone: "funding", firmness: "firm", words: "10 bn USD" } as const;
  return {
    width,
    height: 380,
    nodes,
    arrows: [
      { ...arrow, id: "round", from: 0, to: 2, core: 0, width: 12, firmness: "promised", words: "0 to 100 bn USD" },
      { ...arrow, id: "round-2", from: 0, to: 2, words: "30 bn USD" },
      { ...arrow, id: "order", from: 2, to: 0, core: 13, width: 13, tone: "revenue", firmness: "ghost", words: "350 bn USD" },
      { ...arrow, id: "capacity", from: 2, to: 1, core: 8, width: 8, open: true, tone: "revenue", words: "at least 60 bn USD" },
      { ...arrow, id: "stake", from: 3, to: 2, core: 0, width: 0, words: "" },
      { ...arrow, id: "sale", from: 1, to: 0, tone: "transfer", words: "40 bn USD" },
    ],
  };
};

export const drawnWords: DrawnWords = {
  title: "Who pays whom",
  description: "Six payments between four firms.",
  sentence: "A → B: A pays B. An arrow follows the money, from who pays to who is paid.",
  notes: ["Not drawn: 3 of unknown amount", "Known on 24 October 2025"],
  scale: { width: 4, amount: "10 bn USD" },
};

export const cascade: CascadeScene = {
  title: "The laboratory pays 40 % of what it owes",
  waves: [
    [{ id: "b", name: "Model laboratory", words: "pays 40 of 100 bn", fails: "surely" }],
    [
      { id: "c", name: "Cloud of the north", words: "loses 36 bn, cannot pay 12 bn", fails: "perhaps" },
      { id: "a", name: "Chip maker", words: "loses 24 bn", fails: "never" },
    ],
    [
      { id: "d", name: "Fund of the quiet valley and its many partners", words: "loses 12 bn", fails: "never" },
      ...["e", "f", "g", "h", "i", "j", "k", "l"].map((id) => ({ id, name: `Lender ${id}`, words: "loses 1 bn", fails: "never" as const })),
    ],
  ],
  perhaps: "if its cash is short",
  links: [
    { from: "b", to: "c", loss: 36 * bn, words: "36 bn" },
    { from: "b", to: "a", loss: 24 * bn, words: "24 bn" },
    { from: "c", to: "d", loss: 12 * bn, words: "12 bn" },
    { from: "c", to: "e", loss: 1 * bn, words: "1 bn" },
    { from: "b", to: "f", loss: null, words: "" },
  ],
};

export const waterfall: WaterfallScene = {
  title: "Who bears the loss",
  unit: "USD",
  rows: [
    { name: "Cloud of the north", amount: { low: 36 * bn, high: 36 * bn }, words: "36 bn" },
    { name: "Chip maker", amount: { low: 0, high: 24 * bn }, words: "0 to 24 bn" },
    { name: "Fund", amount: { low: 12 * bn, high: null }, words: "at least 12 bn, no ceiling is known" },
    { name: "All holders", amount: { low: 48 * bn, high: null }, words: "at least 48 bn", total: true },
  ],
  axis: "Loss",
  key: "Full: sure. Light: may come on top. Dashed: no ceiling is known.",
};

export const spans: SpansScene = {
  title: "When each leg may be paid",
  axis: "Years",
  key: "bar: from when to when it may be paid; dot: a turn of its standing, hollow where it ended",
  rows: [
    {
      name: "The chip maker invests as the laboratory builds",
      words: "letter of intent, 22 Sept 2025; lapsed, 27 Feb 2026",
      flow: "funding",
      firmness: "ghost",
      from: 2025.75,
      to: null,
      turns: [
        { at: 2025.75, ended: false },
        { at: 2026.16, ended: true },
      ],
    },
    {
      name: "Rent for five years",
      words: "announced, 2025",
      flow: "revenue",
      firmness: "promised",
      from: 2025.1,
      to: 2030.1,
      turns: [{ at: 2025.1, ended: false }],
    },
    {
      name: "Shares sold in a day",
      words: "closed, 1 May 2026",
      flow: "transfer",
      firmness: "firm",
      from: 2026.33,
      to: 2026.333,
      turns: [],
    },
  ],
};

export const diverging: DivergingScene = {
  title: "Who pays the laboratory, and whom it pays",
  out: "pays",
  in: "is paid",
  key: "bar: the figures that sources name; whisker: their bounds; hollow point: more, of unknown amount",
  level: (value) => `${value / bn} bn`,
  tones: [
    { tone: "funding", words: "funding" },
    { tone: "revenue", words: "purchase" },
    { tone: "transfer", words: "transfer" },
  ],
  rows: [
    {
      name: "Chip maker",
      words: "in 0 to 100 bn USD, out at least 350 bn USD and 1 leg of unknown amount",
      in: { parts: [{ tone: "funding", value: 100 * bn }], low: 0, high: 100 * bn, unknown: false },
      out: { parts: [{ tone: "revenue", value: 350 * bn }], low: 350 * bn, high: null, unknown: true },
    },
    {
      name: "Cloud of the north with a name that needs more than one line",
      words: "in 30 bn USD, out 60 bn USD",
      in: {
        parts: [
          { tone: "funding", value: 20 * bn },
          { tone: "transfer", value: 10 * bn },
        ],
        low: 30 * bn,
        high: 30 * bn,
        unknown: false,
      },
      out: { parts: [{ tone: "revenue", value: 60 * bn }], low: 60 * bn, high: 60 * bn, unknown: false },
    },
    {
      name: "Fund",
      words: "in unknown",
      in: { parts: [], low: 0, high: null, unknown: true },
      out: { parts: [], low: 0, high: 0, unknown: false },
    },
  ],
};

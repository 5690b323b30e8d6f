import { speak } from "keiretsu";
import { expect, test } from "vitest";
import { type Headline, headlineMoves } from "../src/views/record/headline-moves.ts";
import { recordWords } from "../src/words/record.ts";

const bn = 1_000_000_000;
const before: Headline = {
  unit: "USD",
  gross: { low: 100 * bn, point: 120 * bn, high: 150 * bn },
  setOff: { low: 20 * bn, point: 20 * bn, high: 20 * bn },
  setOffShare: { low: 0.1, point: 0.2, high: 0.2 },
  finnIndex: { low: 0.3, point: 0.3, high: 0.3 },
  loops: 7,
  firms: 5,
  legs: 9,
  vendorFinanced: [{ seller: "nvidia", share: 0.5, lower: 0.4, upper: 0.6 }],
};
const moves = (after: Headline, language: "en" | "fr" = "en"): readonly (readonly string[])[] =>
  headlineMoves(before, after, { words: speak(recordWords, language), language, nameOf: () => "Nvidia" }).map((row) =>
    [row.title, row.before, row.after].map((text) => text.replaceAll(/[\u00a0\u202f]/g, " ")),
  );

test("what reads the same does not move", () => {
  expect(moves({ ...before, gross: { ...before.gross, point: 120 * bn + 1 } })).toEqual([]);
});

test("a figure moves when only its low or its high end does", () => {
  const after = {
    ...before,
    gross: { ...before.gross, high: 160 * bn },
    setOff: { ...before.setOff, low: 15 * bn },
    vendorFinanced: [{ seller: "nvidia", share: 0.5, lower: 0.2, upper: 0.6 }],
  };
  expect(moves(after)).toEqual([
    ["Promised in all", "120 bn USD (100 to 150 bn USD)", "120 bn USD (100 to 160 bn USD)"],
    ["The same money going round, at most", "20 bn USD", "20 bn USD (15 to 20 bn USD)"],
    ["Vendor-financed, Nvidia", "50% (40 to 60%)", "50% (20 to 60%)"],
  ]);
  expect(moves(after, "fr")[0]).toEqual(["Promis en tout", "120 Md $ (de 100 à 150 Md $)", "120 Md $ (de 100 à 160 Md $)"]);
});

test("a ceiling that nobody knows, a seller that comes and one that goes", () => {
  const after = {
    ...before,
    gross: { ...before.gross, high: null },
    loops: 8,
    vendorFinanced: [{ seller: "amd", share: null, lower: 0, upper: 1 }],
  };
  expect(moves(after).map(([, ...figures]) => figures)).toEqual([
    ["120 bn USD (100 to 150 bn USD)", "120 bn USD (at least 100 bn USD)"],
    ["7", "8"],
    ["50% (40 to 60%)", "–"],
    ["–", "0 to 100%"],
  ]);
});

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pictureBars } from "../../src/tell/pictures/picture-bars.ts";
import { placeLabels } from "../../src/tell/pictures/drawn-network.ts";
import { pictureCascade } from "../../src/tell/pictures/picture-cascade.ts";
import { pictureDrawn } from "../../src/tell/pictures/picture-drawn.ts";
import { pictureDiverging } from "../../src/tell/pictures/picture-diverging.ts";
import { pictureFan } from "../../src/tell/pictures/picture-fan.ts";
import { pictureLoop } from "../../src/tell/pictures/picture-loop.ts";
import { largestEdges, type NetworkScene, pictureNetwork } from "../../src/tell/pictures/picture-network.ts";
import { pictureOutcomes } from "../../src/tell/pictures/picture-outcomes.ts";
import { pictureOwing } from "../../src/tell/pictures/picture-owing.ts";
import { pictureSpans } from "../../src/tell/pictures/picture-spans.ts";
import { pictureStack } from "../../src/tell/pictures/picture-stack.ts";
import { pictureTimeline } from "../../src/tell/pictures/picture-timeline.ts";
import { pictureTornado } from "../../src/tell/pictures/picture-tornado.ts";
import { pictureWaterfall } from "../../src/tell/pictures/picture-waterfall.ts";
import { overlap } from "../../src/tell/pictures/place.ts";
import { boxOf, type PictureOptions } from "../../src/tell/pictures/svg.ts";
import * as scenes from "./scenes.ts";
import * as overTime from "./scenes-over-time.ts";
import { all, type Node, parseXml } from "./xml.ts";

type Draw = (options: PictureOptions) => string;

const gallery: Readonly<Record<string, Draw>> = {
  network: (options) => pictureNetwork(scenes.network, options),
  drawn: (options) =>
    pictureDrawn(placeLabels(scenes.drawn(options.width), { size: options.width < 480 ? 11 : 13 }), scenes.drawnWords, options),
  hostile: (options) => pictureNetwork(scenes.hostile, options),
  loop: (options) => pictureLoop(scenes.loop, options),
  pair: (options) => pictureLoop(scenes.pair, options),
  "half-loop": (options) => pictureLoop(scenes.halfLoop, options),
  timeline: (options) => pictureTimeline(scenes.timeline, options),
  intervals: (options) => pictureBars(scenes.intervals, options),
  spread: (options) => pictureBars(scenes.spread, options),
  spans: (options) => pictureSpans(scenes.spans, options),
  diverging: (options) => pictureDiverging(scenes.diverging, options),
  cascade: (options) => pictureCascade(scenes.cascade, options),
  waterfall: (options) => pictureWaterfall(scenes.waterfall, options),
  fan: (options) => pictureFan(overTime.fan, options),
  covered: (options) => pictureFan(overTime.covered, options),
  stack: (options) => pictureStack(overTime.stack, options),
  outcomes: (options) => pictureOutcomes(overTime.outcomes, options),
  owing: (options) => pictureOwing(overTime.owing, options),
  tornado: (options) => pictureTornado(overTime.tornado, options),
};

const widthsOf = (name: string): readonly number[] => (/loop|pair/.test(name) ? [340] : [356, 680, 1040]);

/** The boxes of the texts of a picture, by the metrics of the widest font that may draw them; turned texts are left out. */
function labels(svg: Node): readonly { readonly text: string; readonly box: ReturnType<typeof boxOf> }[] {
  return all(svg, "text")
    .filter((text) => text.attributes.transform === undefined)
    .map(({ attributes, text }) => ({
      text,
      box: boxOf({
        x: Number(attributes.x),
        y: Number(attributes.y),
        lines: [text],
        size: Number(attributes["font-size"]),
        anchor: (attributes["text-anchor"] ?? "start") as "start" | "middle" | "end",
        weight: attributes["font-weight"] === "bold" ? "bold" : "regular",
      }),
    }));
}

/** Pairs of labels that cover each other by more than the leading between two lines, and labels that leave the picture. */
function faults(source: string): readonly string[] {
  const svg = parseXml(source);
  const [, , width, height] = svg.attributes.viewBox.split(" ").map(Number);
  const found = labels(svg);
  const out = found.filter(
    ({ box }) => box.x < -0.5 || box.y < -0.5 || box.x + box.width > width + 0.5 || box.y + box.height > height + 0.5,
  );
  const covered = found.flatMap((a, i) =>
    found.slice(i + 1).flatMap((b) => (overlap(a.box, shrunk(b.box)) ? [`"${a.text}" covers "${b.text}"`] : [])),
  );
  return [...out.map(({ text }) => `"${text}" leaves the picture`), ...covered];
}

function shape(svg: string): string {
  return svg.replace(/<style>[^<]*<\/style>/, "");
}

function label(x: number, y: number): string {
  return `<text x="${x}" y="${y}" font-size="12">label</text>`;
}

function shrunk(box: ReturnType<typeof boxOf>): ReturnType<typeof boxOf> {
  return { x: box.x + 0.3, y: box.y + box.height * 0.08, width: box.width - 0.6, height: box.height * 0.84 };
}

describe.each(Object.keys(gallery))("the picture %s", (name) => {
  test.each(widthsOf(name).flatMap((width) => (["en", "fr"] as const).map((language) => ({ width, language }))))(
    "at $width px in $language: well formed, described, no label covered or outside, same bytes twice",
    ({ width, language }) => {
      const source = gallery[name]({ width, language });
      const svg = parseXml(source);
      expect(svg.attributes).toMatchObject({ role: "img", lang: language, width: String(width) });
      expect(svg.children.slice(0, 2).map((child) => child.name)).toEqual(["title", "desc"]);
      expect(svg.children.slice(0, 2).every((child) => child.text.length > 0)).toBe(true);
      expect(faults(source)).toEqual([]);
      expect(gallery[name]({ width, language })).toBe(source);
      expect(source).not.toMatch(/<script|NaN|undefined|Infinity|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
    },
  );

  test("is the one that was reviewed (UPDATE_PICTURES=1 draws it again)", () => {
    const file = new URL(`./pictures/${name}.svg`, import.meta.url);
    const drawn = `${gallery[name]({ width: widthsOf(name).at(-1)!, language: "en" })}\n`;
    if (process.env.UPDATE_PICTURES) writeFileSync(file, drawn);
    expect(existsSync(file)).toBe(true);
    expect(drawn).toBe(readFileSync(file, "utf8"));
  });
});

test("every node and every amount of a small network is named, none is cut", () => {
  const texts = all(parseXml(pictureNetwork(scenes.network, { width: 1040, language: "en" })), "text").map((node) => node.text);
  for (const word of ["Fund", "0 to 100\u00a0bn\u00a0USD", "60\u00a0bn\u00a0USD", "at least 30\u00a0bn\u00a0USD", "350\u00a0bn\u00a0USD"])
    expect(texts).toContain(word);
  expect(texts.filter((text) => text.includes("…"))).toEqual([]);
  expect(texts.join(" ")).toContain("1 payment without a known amount is not drawn");
});

test("the order of nodes and edges does not matter", () => {
  const turned: NetworkScene = { ...scenes.network, nodes: scenes.network.nodes.toReversed(), edges: scenes.network.edges.toReversed() };
  const options = { width: 1040, language: "en" } as const;
  expect(pictureNetwork(turned, options)).toBe(pictureNetwork(scenes.network, options));
});

test("what is left out is counted: the largest edges stay, unknown amounts are not 0", () => {
  const { drawn, left, unknown } = largestEdges(scenes.network.edges, 2);
  expect(drawn.map((edge) => edge.amount.high)).toEqual([350e9, 100e9]);
  expect(left.length).toBe(4);
  expect(unknown).toBe(1);
});

test("a dark screen changes colours and nothing else", () => {
  const options = { width: 340, language: "en" } as const;
  expect(shape(pictureLoop(scenes.loop, { ...options, theme: "dark" }))).toBe(shape(pictureLoop(scenes.loop, options)));
});

test("random networks: no label covers another or leaves the picture", () => {
  const edge = fc.record({
    from: fc.integer({ min: 0, max: 13 }),
    to: fc.integer({ min: 0, max: 13 }),
    low: fc.integer({ min: 1, max: 400 }),
    spread: fc.integer({ min: 0, max: 300 }),
    flow: fc.constantFrom("funding" as const, "revenue" as const, "transfer" as const),
    firmness: fc.constantFrom("firm" as const, "promised" as const, "ghost" as const),
  });
  const word = fc.constantFrom("Alpha", "Northern Light Capital", "Oyabun", "Data", "Wide Wide World Works", "Énergie du Sud");
  fc.assert(
    fc.property(
      fc.array(edge, { maxLength: 30 }),
      fc.array(word, { minLength: 14, maxLength: 14 }),
      fc.constantFrom(356, 680, 1040),
      (edges, names, width) => {
        const scene: NetworkScene = {
          unit: "USD",
          title: "random",
          nodes: names.map((name, i) => ({ id: `n${i}`, name })),
          edges: edges
            .filter(({ from, to }) => from !== to)
            .map(({ from, to, low, spread, flow, firmness }) => ({
              from: `n${from}`,
              to: `n${to}`,
              amount: { low: low * 1e9, high: (low + spread) * 1e9 },
              flow,
              firmness,
            })),
        };
        expect(faults(pictureNetwork(scene, { width, language: "en" }))).toEqual([]);
      },
    ),
    { numRuns: 25, seed: 7 },
  );
});

test("the judge of this file sees a covered label, one outside, and markup that does not close", () => {
  expect(faults(`<svg viewBox="0 0 100 100">${label(10, 50)}${label(20, 52)}</svg>`)).toHaveLength(1);
  expect(faults(`<svg viewBox="0 0 100 100">${label(90, 50)}</svg>`)).toHaveLength(1);
  expect(() => parseXml("<svg><g></svg>")).toThrow();
  expect(() => parseXml('<svg a="1" a="2"/>')).toThrow();
});

/** Ends of the upright strokes of a class, as [x, from, to]. */
function strokes(svg: string, tone: string): readonly (readonly number[])[] {
  const paths = all(parseXml(svg), "path").filter(({ attributes }) => attributes.class?.includes(tone) && attributes.opacity !== undefined);
  return paths.flatMap(({ attributes }) => [...attributes.d.matchAll(/M(\S+) (\S+)V([\d.-]+)/g)].map(([, ...ends]) => ends.map(Number)));
}

test("sources stand on uses: bars are as high as their amounts, on one scale, end to end", () => {
  const svg = pictureStack({ ...overTime.stack, fails: null }, { width: 1040, language: "en" });
  const own = overTime.stack.sources[0].amounts.filter((amount) => amount > 0);
  const [demand, capacity] = [strokes(svg, "k-line-revenue").slice(0, own.length), strokes(svg, "k-line-revenue").slice(own.length)];
  const unit = (demand[0][1] - demand[0][2]) / own[0];
  for (const [q, [, from, to]] of demand.entries()) expect((from - to) / own[q] / unit).toBeCloseTo(1, 1);
  // Capacity starts below costs, 4 bn under the line.
  expect((capacity[0][1] - demand[0][1]) / 4e9 / unit).toBeCloseTo(1, 1);
});

test("shares of outcomes fill the bar; a firm without books has no bar", () => {
  const svg = pictureOutcomes(overTime.outcomes, { width: 1040, language: "en" });
  const bars = all(parseXml(svg), "path")
    .filter(({ attributes }) => attributes["stroke-width"] === "18" && attributes.opacity !== undefined)
    .map(({ attributes }) => /M(\S+) (\S+)H(\S+)/.exec(attributes.d)!.slice(1).map(Number));
  expect(bars).toHaveLength(4);
  const [closed, rolled, failed, whole] = bars;
  expect([closed[2], rolled[2]]).toEqual([rolled[0], failed[0]]);
  expect(failed[2]).toBe(whole[2]);
  expect((closed[2] - closed[0]) / (whole[2] - whole[0])).toBeCloseTo(0.16, 3);
});

test("a fan has the median between its bands, no band where nothing is known, and dots where something was reported", () => {
  const one = (panel: number): string =>
    pictureFan({ ...overTime.fan, panels: [overTime.fan.panels[panel]] }, { width: 1040, language: "en" });
  const dots = (svg: string): number => all(parseXml(svg), "circle").length;
  // Two reported and the one of the key; none without.
  expect([dots(one(0)), dots(one(1)), dots(one(3))]).toEqual([3, 0, 2]);
  const medians = all(parseXml(one(1)), "path").filter(({ attributes }) => attributes.class === "k-line k-line-ink");
  expect(medians.map(({ attributes }) => attributes.d.split(/[ML]/).length - 1)).toEqual([5, 1, 2]);
});

test("what is owed is as high as it is much, and never less than a hair", () => {
  const svg = pictureOwing(overTime.owing, { width: 1040, language: "en" });
  const heights = strokes(svg, "k-line-revenue").map(([, from, to]) => from - to);
  expect(Math.max(...heights)).toBeCloseTo(40, 1);
  expect(heights.filter((high) => high < 1)).toHaveLength(10);
  expect(Math.min(...heights)).toBeGreaterThan(0.6);
});

import { gatherReport, loops, report, view } from "keiretsu";
import { expect, test } from "vitest";
import { readCasebook } from "../src/files.ts";

const pageOf = (book: string, language: "en" | "fr" = "en"): string =>
  report(gatherReport(readCasebook(`casebooks/${book}`).casebook), language).html;

const section = (html: string, id: string): string => new RegExp(`<section id="${id}".*?</section>`, "s").exec(html)?.[0] ?? "";

test("the cards are the ways that can carry most, whether a source states them or not", () => {
  const { casebook } = readCasebook("casebooks/ai-alliances");
  const cards = section(pageOf("ai-alliances"), "loops").split("<article>").slice(1);
  const ways = new Map<string, number>();
  for (const loop of loops(view(casebook)).values.loops) {
    const way = loop.nodes.join(" ");
    if (loop.capacity.high !== null) ways.set(way, Math.max(loop.capacity.high, ways.get(way) ?? 0));
  }
  const largest = [...ways.values()].sort((a, b) => b - a).slice(0, cards.length);
  const carried = cards.map((card) => Number(/Can carry: .*?([\d.]+)\u00a0bn\u00a0USD<\/a>/.exec(card)?.[1]) * 1e9);
  expect(cards.length).toBe(8);
  expect(carried).toEqual(largest);
});

test.each(["bubbles", "ford-1914"])("%s, where no counted leg has an amount, shows its claims and no empty figures", (book) => {
  const html = pageOf(book);
  for (const id of ["panel", "spread", "network", "vendors"]) expect(section(html, id)).toBe("");
  expect(section(html, "said").match(/href="#claim-/g)!.length).toBeGreaterThan(20);
  expect(html).not.toContain("Every deal that counts has a known amount");
});

test("a seller's revenue keeps its hedge: a range or a floor, never one of its ends alone", () => {
  const vendors = section(pageOf("ai-alliances"), "vendors");
  expect(vendors).toContain("10 to 100\u00a0bn\u00a0USD");
  expect(vendors).toMatch(/at least [\d.]+\u00a0bn\u00a0USD/);
});

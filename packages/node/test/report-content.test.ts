import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endsOf, formatAmount, gatherReport, likenessOf, loops, type Result, report, roles, type Stress, view } from "keiretsu";
import { expect, test } from "vitest";
import { readCasebook } from "../src/files.ts";
import { run } from "./cli/run.ts";

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

/** The report as the command writes it: its page and its results. */
async function written(line: string): Promise<{ readonly html: string; readonly stresses: readonly Result<Stress>[] }> {
  const folder = mkdtempSync(join(tmpdir(), "keiretsu-what-if-"));
  try {
    expect((await run(`keiretsu report ${line} -o ${join(folder, "out")}`)).code).toBe(0);
    const { stresses } = JSON.parse(readFileSync(join(folder, "out", "report.json"), "utf8"));
    return { html: readFileSync(join(folder, "out", "report.html"), "utf8"), stresses };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("the what-if that the casebook marks is told: each answer with its loss, each gap with its reason, both pictures", async () => {
  const { html, stresses } = await written("casebooks/ai-alliances");
  expect(stresses.map(({ values }) => values.scenario.id)).toEqual(["demand-anchor-insolvent"]);
  const told = section(html, "what-if");
  expect(told).toContain(stresses[0].values.scenario.question);
  const [answers, losers] = [...told.matchAll(/<table.*?<\/table>/gs)].map(([table]) => table);
  for (const answer of stresses[0].values.answers) {
    if (answer.state === "answered") expect(answers).toMatch(new RegExp(`<a class="f"[^>]*>${formatAmount(answer.loss, "USD", "en")}</a>`));
    else expect(answers).toContain("not identifiable: what an estate recovers (no source says)");
  }
  expect(told.match(/<figure>/g)).toHaveLength(2);
  const most = stresses[0].values.answers.find(({ model }) => model === "debtrank")!;
  expect(losers.match(/<th role="rowheader"/g)).toHaveLength(endsOf(most)!.most.holders.length);
  // Every gap and every assumption is there, and those that name a leg or a claim lead to it.
  expect(told).toMatch(/What nobody says \(\d+\)<\/summary>.*href="#leg-openai-azure-250"/s);
  expect(told).toMatch(/What is assumed \(\d+\)<\/summary>.*href="#leg-oracle-nvda-chips"/s);
});

test("--scenario tells others, several of them, and a file", async () => {
  const file = "casebooks/ai-alliances/scenarios/antitrust.yaml";
  const { html, stresses } = await written(`casebooks/ai-alliances --scenario orders-moved --scenario ${file}`);
  expect(stresses.map(({ values }) => values.scenario.id)).toEqual(["orders-moved", "antitrust"]);
  const told = section(html, "what-if");
  expect(told.match(/<h3>/g)).toHaveLength(2);
  expect(told).toContain("Whose sales move");
  expect(told.match(/<caption>Funding that is hit<\/caption>/g)).toHaveLength(1);
  // Without a loss there is nothing to draw.
  expect(told).not.toContain("<figure>");
});

test("a casebook without a marked what-if has no such section", async () => {
  const { html, stresses } = await written("casebooks/bubbles");
  expect(stresses).toEqual([]);
  expect(section(html, "what-if")).toBe("");
});

test("the bank of a Japanese group is told in points, never in yen", async () => {
  const { html } = await written("casebooks/keiretsu-japan --lang fr");
  const told = section(html, "what-if");
  expect(told).toContain("100\u00a0points");
  expect(told).toMatch(/href="#claim-c-jftc-1992-003"/);
  expect(told.replace(/<svg.*?<\/svg>/gs, "")).not.toMatch(/[\d.,]+\u00a0¥/);
});

test("ties beside money: pairs with several roles, the profile beside older groups, deals told least and most, each with its claims", () => {
  const { casebook } = readCasebook("casebooks/ai-alliances");
  const told = section(pageOf("ai-alliances", "fr"), "ties");
  const flagged = roles(view(casebook)).values.pairs.filter((pair) => pair.flagged);
  expect(told).toContain(`Les 8 paires aux rôles les plus nombreux, sur ${flagged.length}`);
  const [web] = likenessOf(view(casebook)).values.groups;
  const [pairs, profile, deals] = [...told.matchAll(/<table.*?<\/table>/gs)].map(([table]) => table);
  expect(pairs.match(/href="#basis-roles-/g)).toHaveLength(8);
  expect(profile.match(/href="#basis-likeness/g)).toHaveLength(web.traits.length);
  expect(profile.match(/href="#source-/g)).toHaveLength(web.traits.filter(({ by }) => by === "judged").length);
  expect(deals.match(/href="#basis-told-/g)).toHaveLength(8);
  expect(told).toContain("Groupe Toyota");
});

test("a book without such ties has no such section", () => {
  for (const book of ["ford-1914", "bubbles", "lucent-2000"]) expect(section(pageOf(book), "ties")).toBe("");
});

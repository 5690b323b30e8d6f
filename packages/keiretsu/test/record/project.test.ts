import { describe, expect, it } from "vitest";
import { outsideLimits } from "../../src/record/limits.ts";
import { project, type ProjectOptions } from "../../src/record/project.ts";
import { view, type ViewOptions } from "../../src/record/view.ts";
import { networkDigest } from "../../src/network/network.ts";
import { shipped } from "../casebooks.ts";
import { toy } from "../toy.ts";

/** Edges as sentences, so that a test reads like the casebook it came from. */
function sentences(text: string, options: Partial<ProjectOptions> = {}): readonly string[] {
  const projection = project(view(toy(text)), options);
  const { network } = projection;
  const out: string[] = [];
  for (let i = 0; i < network.n; i++) {
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      const kind = network.typeNames[network.type![e]];
      const { leg } = projection.legs[network.leg[e]];
      out.push(`${leg.id}: ${network.names[i]} > ${network.names[network.target[e]]} ${network.weight[e]} ${kind}`);
    }
  }
  return out;
}

const loop = `
  stake: A pays B up to 10 for equity on 2025-01-01 (announced)
  order: B pays A at least 30 for chips on 2025-02-01 (definitive)
  rent: B pays A 4 for cloud on 2025-03-01 (closed)
  gift: A pays B unknown for debt on 2025-04-01 (announced)
`;

/** Legs of the loop that are no edge: unknown, zero. */
function outside(amounts: ProjectOptions["amounts"]): readonly string[][] {
  const { unknown, zero } = project(view(toy(loop)), { amounts });
  return [unknown.map((row) => row.leg.id), zero.map((row) => row.leg.id)];
}

describe("project", () => {
  it("takes the figure named, the low end or the high end of each amount", () => {
    expect(sentences(loop)).toEqual(["stake: A > B 10 funding", "rent: B > A 4 revenue", "order: B > A 30 revenue"]);
    expect(sentences(loop, { amounts: "low" })).toEqual(["rent: B > A 4 revenue", "order: B > A 30 revenue"]);
    expect(sentences(loop, { amounts: "high" })).toEqual(["stake: A > B 10 funding", "rent: B > A 4 revenue"]);
  });

  it("never turns an unknown amount into 0: the leg is listed", () => {
    expect(outside("low")).toEqual([["gift"], ["stake"]]);
    expect(outside("point")).toEqual([["gift"], []]);
    expect(outside("high")).toEqual([["gift", "order"], []]);
  });

  it("rolls units up to their parent and drops what stays inside one firm, with a warning that counts", () => {
    const text = `
      B1 is a unit of B
      out: A pays B1 5 for cloud on 2025 (closed)
      in: B pays B1 7 for cloud on 2025 (closed)
    `;
    expect(sentences(text)).toEqual(["out: A > B 5 revenue"]);
    expect(sentences(text, { perimeter: "unit" })).toEqual(["out: A > B1 5 revenue", "in: B > B1 7 revenue"]);
    expect(project(view(toy(text))).warnings).toEqual([{ code: "internal-legs", message: "legs inside one firm, left out: 1 (in)" }]);
  });

  it("leaves out what is in kind or contingent when asked", () => {
    const text = `
      shares: A pays B 3 in warrants for warrant on 2025 (definitive)
      promise: A pays B 6 in guarantee for backstop on 2025 (definitive)
      cash: B pays A 9 for chips on 2025 (definitive)
    `;
    expect(sentences(text)).toEqual(["shares: A > B 3 funding", "cash: B > A 9 revenue"]);
    expect(sentences(text, { inKind: false })).toEqual(["cash: B > A 9 revenue"]);
    expect(sentences(text, { contingent: true })).toEqual(["shares: A > B 3 funding", "promise: A > B 6 funding", "cash: B > A 9 revenue"]);
  });

  it("converts by a dated and sourced rate, nearest in time, or refuses and names the leg", () => {
    const euro = "loan: A pays B 10 EUR for debt on 2025-06-01 (closed)\n";
    expect(sentences(euro)).toEqual([]);
    expect(project(view(toy(euro))).warnings).toEqual([
      { code: "no-rate", message: "legs without a dated and sourced rate into USD: 1 (loan in EUR)" },
    ]);
    const rates = `${euro}
      far: A has exchange-rate 1.5 USD/EUR on 2020-01-01
      near: A has exchange-rate 1.25 USD/EUR on 2025-06-02 known 2025-06-03
    `;
    expect(sentences(rates)).toEqual(["loan: A > B 12.5 funding"]);
    expect(project(view(toy(rates))).rates.get("loan")!.claim.id).toBe("near");
    expect(sentences(`${euro} way: A has exchange-rate 0.5 EUR/USD on 2025-06-02`)).toEqual(["loan: A > B 20 funding"]);
    // 5 USD a share is no rate of exchange.
    expect(sentences(`${euro} share: A has price 5 USD/share on 2025-06-02`)).toEqual([]);
  });

  it("gives each leg the window in which it may be paid", () => {
    const text = `
      term: A pays B 1 for lease on 2025-01-01 (definitive)
      term runs 2 years
      done: A pays C 1 for equity on 2025-01-01 (announced)
      done is closed on 2025-03-31
      open: A pays D 1 for equity on 2025-01-01 (announced)
    `;
    const { network } = project(view(toy(text)));
    const days = [...network.lastDay!].map((day, e) => day - network.firstDay![e]);
    // 2025-01-01 to 2026-12-31 are 730 days, the last 729 after the first; 31 + 28 + 30 days from 1 January to 31 March; open until the end of the calendar.
    expect(days).toEqual([729, 89, network.lastDay![2] - 20089]);
    expect(network.firstDay![0]).toBe(20089);
  });

  it("an empty casebook gives an empty network", () => {
    expect(project(view(toy(""))).network.m).toBe(0);
  });
});

describe("outsideLimits", () => {
  const book = toy(`
    c1: A has revenue 13 on 2025 known 2026-01-01
    c2: A has capex 5 on 2025 known 2026-01-01
    c3: A has revenue 90 on 2019
    c4: A has revenue at least 99 on 2025
    c5: A has revenue 15 EUR on 2025
    c6: A has staff 1000 on 2025
  `);
  const window = { firstDay: 20089, lastDay: 20200 };
  it("cites what bounds a payer in the window, largest first, and never stretches a figure to another year", () => {
    expect(outsideLimits(view(book), "A", window).map((limit) => [limit.kind, limit.high, limit.claim.id])).toEqual([
      ["revenue", 13, "c1"],
      ["capex", 5, "c2"],
    ]);
    expect(outsideLimits(view(book, { knownOn: "2025-12-31" }), "A", window)).toEqual([]);
    expect(outsideLimits(view(book), "B", window)).toEqual([]);
  });
});

describe("the AI casebook as a network", () => {
  const casebook = shipped("ai-alliances");
  const letter = ["nvda-openai-loi-equity", "openai-nvda-loi-purchase"];

  function edgesOf(options: Partial<ViewOptions>, ids: readonly string[]): readonly number[] {
    const { network, legs } = project(view(casebook, options));
    return ids.flatMap((id) => [...network.weight].filter((_, e) => legs[network.leg[e]].leg.id === id));
  }

  it("the loop of the letter carries up to 100 bn in October 2025, and nothing once firmness or time is asked for", () => {
    expect(edgesOf({ knownOn: "2025-10-24", atLeast: "letter-of-intent" }, letter)).toEqual([100e9, 350e9]);
    expect(edgesOf({ knownOn: "2025-10-24", atLeast: "definitive" }, letter)).toEqual([]);
    expect(edgesOf({ knownOn: "2026-02-27", atLeast: "letter-of-intent" }, letter)).toEqual([]);
  });

  it("no umbrella, denied deal or valuation is ever an edge, and no whole stands beside its part", () => {
    for (const composition of ["wholes", "parts"] as const) {
      const seen = view(casebook, { atLeast: "rumoured", chapters: ["all"], composition });
      const { legs } = project(seen, { perimeter: "unit", contingent: true });
      const ids = new Set(legs.map((row) => row.leg.id));
      for (const { leg, status } of legs) {
        expect([leg.sum, leg.gives === "valuation", status!.status === "denied"]).toEqual(["leg", false, false]);
        for (const whole of leg.partOf) expect(ids.has(whole)).toBe(false);
      }
    }
  });

  it("each counted leg stands in exactly one place", () => {
    for (const amounts of ["low", "point", "high"] as const) {
      for (const perimeter of ["parent", "unit"] as const) {
        const seen = view(casebook);
        const { network, unknown, zero, internal, setAside } = project(seen, { amounts, perimeter });
        const counted = seen.legs.filter((row) => row.verdict === "counted").length;
        expect(network.m + unknown.length + zero.length + internal.length + setAside.length).toBe(counted);
      }
    }
  });

  it("the order of the rows changes no bit of the network", () => {
    expect(networkDigest(project(view(shipped("ai-alliances", 11))).network)).toBe(networkDigest(project(view(casebook)).network));
  });
});

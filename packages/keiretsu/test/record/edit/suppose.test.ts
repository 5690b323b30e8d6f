import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { circularity } from "../../../src/panel/circularity.ts";
import type { Casebook } from "../../../src/record/casebook.ts";
import { applyEdits } from "../../../src/record/edit/apply-edits.ts";
import { rowsOf } from "../../../src/record/edit/lines.ts";
import type { RowEdit } from "../../../src/record/edit/row-edit.ts";
import { supposeAmount, supposeDeal, supposedSource, supposeStatus, supposeTerm } from "../../../src/record/edit/suppose.ts";
import { load } from "../../../src/record/read/load.ts";
import { policies } from "../../../src/record/policy.ts";
import { SUPPOSED } from "../../../src/record/supposed.ts";
import { type LegView, view, type ViewOptions } from "../../../src/record/view.ts";

const folder = new URL("../../../../../casebooks/ai-alliances/", import.meta.url);
const record = readdirSync(folder)
  .filter((path) => /\.(csv|json)$/.test(path))
  .map((path) => ({ path, text: readFileSync(new URL(path, folder), "utf8") }));

/** The AI casebook with what is supposed; anything that makes it unsound fails the test. */
function supposing(edits: readonly RowEdit[]): Casebook {
  const { files, findings } = applyEdits(record, [supposedSource(""), ...edits]);
  expect(findings).toEqual([]);
  const loaded = load(files);
  expect(loaded.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  return loaded.casebook;
}

function leg(casebook: Casebook, id: string, options: Partial<ViewOptions> = {}): LegView {
  return view(casebook, options).legs.find((one) => one.leg.id === id)!;
}

describe("what is supposed stands before the record", () => {
  const amount = supposeAmount("nvda-openai-loi-equity", { value: "7000000000", unit: "USD" }, "2025-10-01");

  test.each(policies)("an amount, by the policy %s and at any known date", (policy) => {
    const casebook = supposing([amount]);
    for (const knownOn of [null, "2025-10-24"]) {
      const seen = leg(casebook, "nvda-openai-loi-equity", { policy, knownOn });
      expect(seen.amount?.point).toBe(7e9);
      expect(seen.chosen?.source).toBe(SUPPOSED);
      expect(seen.others.length).toBeGreaterThan(0);
    }
  });

  test("only from the day from which it is supposed", () => {
    expect(leg(supposing([amount]), "nvda-openai-loi-equity", { validOn: "2025-09-30" }).amount).toEqual(
      leg(supposing([]), "nvda-openai-loi-equity", { validOn: "2025-09-30" }).amount,
    );
  });

  test("however strong evidence has to be", () => {
    const casebook = supposing([amount, ...supposeStatus(["nvda-openai-loi-equity"], "definitive", "2025-10-01")]);
    const seen = leg(casebook, "nvda-openai-loi-equity", { minimumConfidence: "filing" });
    expect([seen.amount?.point, seen.status?.status]).toEqual([7e9, "definitive"]);
  });

  test("an end in the past outweighs what the record says later, and a lapsed leg may live again", () => {
    const [lapsed] = view(supposing([])).legs.filter(({ verdict }) => verdict === "lapsed");
    const casebook = supposing([
      ...supposeStatus(["openai-oracle-cloud"], "lapsed", "2020"),
      ...supposeStatus([lapsed.leg.id], "closed", "2025-01-01"),
    ]);
    expect(leg(casebook, "openai-oracle-cloud").verdict).toBe("lapsed");
    expect(leg(casebook, lapsed.leg.id).verdict).not.toBe("lapsed");
  });
});

describe("a deal that nobody made", () => {
  const deal = {
    id: "supposed-1",
    title: "OpenAI buys of a newcomer that invests in it",
    chapter: "ai",
    unit: "USD",
    status: "definitive" as const,
    validOn: "2025-11-01",
    entities: [{ id: "newco", name: "Newco" }],
    legs: [
      { from: "newco", to: "openai", instrument: "equity-investment" as const, gives: "cash" as const, amount: "5000000000" },
      { from: "openai", to: "newco", instrument: "supply-purchase" as const, gives: "cash" as const, amount: "4000000000" },
    ],
  };

  test("adds what it moves: 9 bn gross, of which twice 4 bn go round between the two", () => {
    const before = circularity(view(supposing([]))).values;
    const after = circularity(view(supposing(supposeDeal(deal)))).values;
    expect(after.gross.point! - before.gross.point!).toBeCloseTo(9e9, 0);
    expect(after.setOff.point! - before.setOff.point!).toBeCloseTo(8e9, 0);
  });

  test("each of its rows cites what is supposed", () => {
    const casebook = supposing(supposeDeal(deal));
    const legs = casebook.legs.filter((one) => one.deal === "supposed-1");
    expect(legs.map(({ id, issuer, sources }) => [id, issuer, sources])).toEqual([
      ["supposed-1-leg-1", "openai", [SUPPOSED]],
      ["supposed-1-leg-2", null, [SUPPOSED]],
    ]);
    expect(casebook.claims.filter(({ subject }) => subject.startsWith("supposed-1")).map(({ source }) => source)).toEqual([
      SUPPOSED,
      SUPPOSED,
    ]);
    expect(casebook.entities.find(({ id }) => id === "newco")?.source).toBe(SUPPOSED);
  });

  test("an amount left out is unknown", () => {
    const casebook = supposing(supposeDeal({ ...deal, legs: [{ ...deal.legs[1], amount: "" }] }));
    expect(leg(casebook, "supposed-1-leg").amount).toBeNull();
  });
});

test("another term keeps the row and names what is supposed beside its sources", () => {
  const legs = record.find(({ path }) => path === "legs.csv")!;
  const row = rowsOf(legs.text).rows.find(({ key }) => key === "openai-oracle-cloud")!;
  const found = leg(supposing([supposeTerm(row.cells, { startsOn: "2030-01-01", years: "7" })]), row.key).leg;
  expect([found.startsOn?.text, found.termYears, found.from, found.sources.at(-1)]).toEqual(["2030-01-01", 7, row.cells.from, SUPPOSED]);
});

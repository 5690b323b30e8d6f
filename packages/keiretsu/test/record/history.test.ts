import { describe, expect, it } from "vitest";
import { history } from "../../src/record/history.ts";
import { view } from "../../src/record/view.ts";
import { shipped } from "../casebooks.ts";
import { toy } from "../toy.ts";

const told = toy(`
  letter: A pays B up to 100 for equity on 2025-09-22 (letter-of-intent)
  c1: letter amounts to 30 on 2025-09-22 known 2026-02-01 says press
  letter is definitive on 2025-10-01 known 2025-11-01
  letter is lapsed on 2026-02-27 known 2026-06-05
`);

describe("history", () => {
  it("tells each turn in the order of knowledge, and what had to be believed after it", () => {
    const lines = history(told, { id: "letter" }).turns.map(
      (turn) => `${turn.knownOn.text} ${turn.kind} ${turn.belief.status} ${turn.belief.amount?.high} ${turn.changes ? "turns" : "stays"}`,
    );
    expect(lines).toEqual([
      "2025-09-22 status letter-of-intent 100 turns",
      "2025-09-22 claim letter-of-intent 100 turns",
      "2025-11-01 status definitive 100 turns",
      "2026-02-01 claim definitive 30 turns",
      "2026-06-05 status lapsed 30 turns",
    ]);
  });

  it("the last belief is that of the view", () => {
    for (const knownOn of ["2025-10-01", "2025-12-01", "2026-03-01", "2027-01-01"]) {
      const { belief } = history(told, { id: "deal-letter", knownOn }).turns.at(-1)!;
      const [row] = view(told, { knownOn, atLeast: "rumoured" }).legs;
      expect([belief.status, belief.amount, belief.chosen]).toEqual([row.status!.status, row.amount, row.chosen!.id]);
    }
  });

  it("refuses what is no deal or leg", () => {
    expect(() => history(told, { id: "A" })).toThrow(expect.objectContaining({ code: "unknown-subject" }));
  });
});

describe("the 100 bn of Nvidia for OpenAI", () => {
  const { turns } = history(shipped("ai-alliances"), { id: "nvda-openai-loi-equity" });
  const stood = turns.filter((turn) => turn.kind === "status");

  /** Status and amount that had to be believed on a date. */
  function believed(date: string): string {
    const { belief } = turns.findLast((turn) => turn.knownOn.lastDay <= Date.parse(date) / 86_400_000)!;
    return `${belief.status} ${belief.amount?.low} to ${belief.amount?.high}`;
  }

  it("begins as a letter and turns seven times, each with a date, a source and our words in both languages", () => {
    // The headline, three articles, the risk factor, the finance chief, the denial, the smaller stake, the lapse.
    expect([...new Set(stood.map((turn) => turn.knownOn.text))]).toEqual([
      "2025-09-22",
      "2025-10-07",
      "2025-10-24",
      "2025-11-19",
      "2025-12-03",
      "2026-02-04",
      "2026-02-20",
      "2026-06-05",
    ]);
    for (const turn of stood) for (const said of [turn.source, turn.text, turn.textFr]) expect(said).not.toBe("");
  });

  it("what had to be believed differs from date to date", () => {
    expect(believed("2025-10-24")).toBe("announced 0 to 100000000000");
    expect(believed("2025-11-20")).toBe("letter-of-intent 0 to 100000000000");
    expect(believed("2026-02-27")).toBe("rumoured 0 to 100000000000");
    expect(believed("2026-06-30")).toMatch(/^lapsed /);
  });
});

import { describe, expect, test } from "vitest";
import { compareText } from "../../src/finding.ts";
import { circularity } from "../../src/panel/circularity.ts";
import { owners } from "../../src/panel/owners.ts";
import { type Tie, ties, type TiesOptions, totalOf } from "../../src/panel/ties.ts";
import type { Casebook } from "../../src/record/casebook.ts";
import { view, type ViewOptions } from "../../src/record/view.ts";
import { toy } from "../toy.ts";
import { aiCasebook, aiFiles, shuffled } from "./book.ts";

const all = { perimeter: "parent", inKind: true, contingent: false } as const;

function ask(book: string | Casebook, lens: TiesOptions["lens"], options: Partial<TiesOptions & ViewOptions> = {}): readonly Tie[] {
  const casebook = typeof book === "string" ? toy(book) : book;
  return ties(view(casebook, options), { ...all, ...options, lens }).values.ties;
}

const said = (tie: Tie): string => `${tie.id}: ${tie.from} > ${tie.to} ${tie.low}..${tie.high} ${tie.firmness}${tie.round ? " round" : ""}`;

const book = `
  stake: A pays B up to 10 for equity on 2025-01-01 (announced)
  first: B pays A 30 for chips on 2025-02-01 (definitive)
  second: B pays A 20 for chips on 2025-02-01 (definitive)
  dim: B pays A unknown for chips on 2025-02-01 (definitive)
  done: C pays A 5 for chips on 2024-01-01 (closed)
  loan: D pays C 40 for debt on 2025-01-01 (closed)
  letter: D pays C 7 for debt on 2025-01-01 (announced)
  backstop: A pays D 8 in guarantee for backstop on 2025-02-01 (definitive)
  credits: A pays C 3 in credits for credits on 2025-02-01 (closed)
  dead: A pays D 99 for equity on 2025-01-01 (announced)
  dead is lapsed on 2025-06-01
  unit: B1 pays B 1 for chips on 2025-01-01 (closed)
  B1 is a unit of B
`;

describe("pays", () => {
  test("parallel legs stay apart, what lapsed is a ghost, and a leg of unknown amount comes last, never 0", () => {
    expect(ask(book, "pays").map(said)).toEqual([
      "dead: A > D 99..99 ghost",
      "loan: D > C 40..40 firm",
      "first: B > A 30..30 firm round",
      "second: B > A 20..20 firm round",
      "stake: A > B 0..10 promised round",
      "letter: D > C 7..7 promised",
      "done: C > A 5..5 firm round",
      "credits: A > C 3..3 firm round",
      "dim: B > A null..null firm round",
    ]);
  });

  test("the switches leave out and say so", () => {
    const { values } = ties(view(toy(book)), { ...all, inKind: false, lens: "pays" });
    expect(values.setAside).toEqual(["backstop", "credits"]);
    expect(values.internal).toEqual(["unit"]);
    expect(ask(book, "pays", { contingent: true }).map((tie) => tie.id)).toContain("backstop");
    expect(ask(book, "pays", { perimeter: "unit" }).map((tie) => tie.id)).toContain("unit");
  });

  test("an amount in another currency needs a rate; without one it is unknown", () => {
    const foreign = "loan: A pays B 10 EUR for debt on 2025-01-01 (closed)";
    expect(ask(foreign, "pays").map(said)).toEqual(["loan: A > B null..null firm"]);
    expect(ask(`${foreign}\n fx: A has exchange-rate 1.5 USD/EUR on 2025-01-01`, "pays").map(said)).toEqual(["loan: A > B 15..15 firm"]);
  });

  test("the ties of the AI casebook that stand add up to its gross flow, at each end", () => {
    const seen = view(aiCasebook());
    const standing = ties(seen, { ...all, lens: "pays" }).values.ties.filter((tie) => tie.firmness !== "ghost");
    const { values } = circularity(seen, all);
    const total = totalOf(standing);
    expect(total.low).toBe(values.gross.low);
    expect(total.ties).toBe(values.coverage.legs);
    expect(total.unknown).toBe(values.coverage.withoutAmount.length);
    // Every loop that is listed runs over ties that are said to come round.
    const round = new Set(standing.filter((tie) => tie.round).map((tie) => tie.id));
    expect(values.loops.flatMap((loop) => loop.legs).filter((leg) => !round.has(leg))).toEqual([]);
  });

  test("the order of the rows does not matter", () => {
    const asked = { ...all, lens: "pays" } as const;
    expect(ties(view(aiCasebook(shuffled(aiFiles(), 7))), asked)).toEqual(ties(view(aiCasebook()), asked));
  });
});

test("supplies: what is sold for cash, seen from the seller", () => {
  expect(ask(book, "supplies").map(said)).toEqual([
    "first: A > B 30..30 firm",
    "second: A > B 20..20 firm",
    "done: A > C 5..5 firm",
    "dim: A > B null..null firm",
  ]);
});

test("owes: the borrower the lender, the buyer what is not yet paid, the guarantor if it is called; what lapsed is owed by nobody", () => {
  expect(ask(book, "owes").map(said)).toEqual([
    "loan: C > D 40..40 firm",
    "first: B > A 30..30 firm",
    "second: B > A 20..20 firm",
    "backstop: A > D 8..8 promised",
    "letter: C > D 7..7 promised",
    "dim: B > A null..null firm",
  ]);
  const left = `${book}\n out: loan has amount-outstanding 25 USD on 2025-12-31`;
  expect(ask(left, "owes").find((tie) => tie.id === "loan")).toMatchObject({ low: 25, high: 25, claim: "out" });
});

test("owns: stated shares, ranges kept; shares bought without a stated share are unknown, rights that may vest are promised", () => {
  const capital = `
    motor pays loom 4 for equity on 2020-01-01 (closed)
    round: motor pays wire 4 for equity on 2020-01-01 (closed)
    rumour: motor pays silk 4 for equity on 2020-01-01 (announced)
    right: wire pays motor unknown in warrants for warrant on 2021-01-01 (closed)
    s1: loom has ownership-share-by-motor 24 % on 2024 says press
    s2: motor has ownership-share-by-loom at least 9 % on 2024 says press
  `;
  expect(ask(capital, "owns").map(said)).toEqual([
    "s1: motor > loom 0.24..0.24 firm round",
    "s2: loom > motor 0.09..null firm round",
    "right: motor > wire null..null promised",
    "round: motor > wire null..null firm",
    "rumour: motor > silk null..null promised",
  ]);
});

test("owns: every stake of the AI casebook is one tie, with its claim", () => {
  const seen = view(aiCasebook());
  const stakes = ties(seen, { ...all, lens: "owns" }).values.ties.filter((tie) => tie.leg === null);
  expect(stakes.map((tie) => tie.claim!).sort(compareText)).toEqual(
    owners(seen)
      .values.stakes.map((stake) => stake.claim)
      .sort(compareText),
  );
});

test("a sum keeps what is unknown apart, and has no upper bound where a tie has none", () => {
  const some = ask(
    "a: A pays B at least 10 for chips on 2025 (closed)\n b: A pays B up to 5 for chips on 2025 (closed)\n c: A pays B unknown for chips on 2025 (closed)",
    "pays",
  );
  expect(totalOf(some)).toEqual({ low: 10, high: null, ties: 3, unknown: 1 });
  expect(totalOf([])).toEqual({ low: 0, high: 0, ties: 0, unknown: 0 });
});

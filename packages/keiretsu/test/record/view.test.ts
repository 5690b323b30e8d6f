import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Casebook, Status } from "../../src/record/casebook.ts";
import { policies, statedFigure } from "../../src/record/policy.ts";
import { statuses, statusRank } from "../../src/record/strength.ts";
import { type Policy, type Verdict, view, type ViewOptions } from "../../src/record/view.ts";
import { shuffle, toy } from "../toy.ts";

// One deal told over six months, with the answer worked out by hand at each corner of (valid, known).
const letter = toy(`
  letter: A pays B up to 100 for equity on 2025-09-22 (letter-of-intent)
  letter is announced on 2025-09-22 known 2025-10-07 says article
  letter is letter-of-intent on 2025-11-19 known 2025-11-19 says filing
  letter is rumoured on 2026-02-20 known 2026-02-20
  letter is lapsed on 2026-02-27 known 2026-06-05 says compilation
`);

describe("only strong evidence", () => {
  const see = (minimumConfidence: ViewOptions["minimumConfidence"]) =>
    view(letter, { minimumConfidence, atLeast: "rumoured" }).legs.map((row) => [
      row.verdict,
      row.status?.status ?? null,
      row.amount?.high ?? null,
    ])[0];

  it("what is weaker than asked is not seen: neither its turns nor its amount", () => {
    // The amount and the first and last turns of the world but one are the press's, the end is told by a compilation alone.
    expect(see(null)).toEqual(["lapsed", "lapsed", 100]);
    expect(see("weak")).toEqual(see(null));
    expect(see("compilation")).toEqual(see(null));
    expect(see("article")).toEqual(["counted", "rumoured", 100]);
    expect(see("press")).toEqual(["counted", "rumoured", 100]);
    expect(see("filing")).toEqual(["counted", "letter-of-intent", null]);
    expect(view(toy("l: A pays B 10 for debt on 2024 (closed)"), { minimumConfidence: "filing" }).legs[0].verdict).toBe("not-known");
  });

  it("keeps the digest of the whole, and refuses a word that is no confidence", () => {
    expect(view(letter, { minimumConfidence: "filing" }).casebook.digest).toBe(letter.digest);
    expect(() => view(letter, { minimumConfidence: "rumour" as "weak" })).toThrow(/minimumConfidence is "rumour"/);
  });
});

describe("status in force", () => {
  it.each([
    // knownOn, validOn, verdict at letter-of-intent, status
    ["2025-09-21", null, "not-known", null],
    ["2025-09-22", null, "counted", "letter-of-intent"],
    ["2025-09", null, "counted", "letter-of-intent"],
    ["2025-10-06", null, "counted", "letter-of-intent"],
    ["2025-10-07", null, "counted", "announced"],
    ["2025-11-18", null, "counted", "announced"],
    ["2025-11-19", null, "counted", "letter-of-intent"],
    ["2026-02-27", null, "below-status", "rumoured"],
    ["2026-06-04", null, "below-status", "rumoured"],
    ["2026-06-05", null, "lapsed", "lapsed"],
    [null, null, "lapsed", "lapsed"],
    [null, "2025-09-21", "not-valid", null],
    [null, "2025-09-22", "counted", "announced"],
    [null, "2025", "counted", "letter-of-intent"],
    [null, "2026-02-26", "below-status", "rumoured"],
    ["2025-12-31", "2025-10-01", "counted", "announced"],
  ] as const)("known %s, valid %s: %s (%s)", (knownOn, validOn, verdict, status) => {
    const [row] = view(letter, { knownOn, validOn, atLeast: "letter-of-intent" }).legs;
    expect(row.verdict).toBe(verdict);
    expect(row.status?.status ?? null).toBe(status);
  });
});

describe("amount by policy", () => {
  // Four claims on one leg: the policies must part exactly where the claims do.
  const text = `
    order: A pays B 30 for chips on 2025-01-01 (announced)
    c1: order amounts to at least 20 on 2025-01-01 known 2025-03-01 says filing
    c2: order amounts to up to 50 on 2025-01-01 known 2025-02-01 says forum
    c3: order amounts to 35 on 2025-01-01 known 2025-03-01 says press
    c4: order denies amounts to 99 on 2025-01-01 known 2025-09-01 says filing
  `;
  const chosen = (options: Partial<ViewOptions>, more = ""): string | null => view(toy(text + more), options).legs[0].chosen?.id ?? null;

  it.each([
    ["latest", "c1"], // c1 and c3 are as late; the filing is stronger
    ["strongest", "c1"],
    ["lowest", "c1"], // 20
    ["highest", "c2"], // the cap of 50
    ["editor", "c1"], // no reading: as latest
  ] as const)("%s reads %s", (policy, id) => {
    expect(chosen({ policy })).toBe(id);
  });

  it("the editor's reading wins once it is known, and not before", () => {
    expect(chosen({}, "order reads c2")).toBe("c2");
    expect(chosen({ knownOn: "2025-01-31" }, "order reads c2")).toBe("order-amount");
    expect(chosen({}, "order reads unknown")).toBe(null);
  });

  it("what supersedes the reading is read in its place, once known", () => {
    expect(chosen({}, "order reads c2\nc3 supersedes c2")).toBe("c3");
    expect(chosen({ knownOn: "2025-02-15" }, "order reads c2\nc3 supersedes c2")).toBe("c2");
  });

  it("a denied amount never gives one, and the losers stay citable", () => {
    const [row] = view(toy(text), { policy: "highest" }).legs;
    expect(row.amount).toMatchObject({ low: 0, point: null, high: 50 });
    expect(row.others.map((claim) => claim.id)).toEqual(["c1", "c3", "c4", "order-amount"]);
  });
});

function verdicts(text: string, options: Partial<ViewOptions> = {}): Readonly<Record<string, Verdict>> {
  return Object.fromEntries(view(toy(text), options).legs.map((row) => [row.leg.id, row.verdict]));
}

describe("wholes and parts", () => {
  const text = `
    whole: A pays B 10 for cloud on 2025-01-01 (announced)
    one: A pays B 6 for cloud on 2025-01-01 (announced)
    two: A pays B 4 for cloud on 2025-01-01 (rumoured)
    one is part of whole
    two is part of whole
  `;
  it("the whole counts and its parts do not, or the other way round; never both", () => {
    expect(verdicts(text)).toEqual({ whole: "counted", one: "part-of-counted", two: "below-status" });
    expect(verdicts(text, { composition: "parts" })).toEqual({ whole: "counted-by-parts", one: "counted", two: "below-status" });
  });

  it("the parts of an umbrella count in its place", () => {
    const umbrella = `${text}\nwhole is an umbrella`;
    expect(verdicts(umbrella)).toEqual({ whole: "umbrella", one: "counted", two: "below-status" });
    expect(verdicts(umbrella, { composition: "umbrellas" })).toEqual({ whole: "counted", one: "part-of-counted", two: "below-status" });
  });

  it("a whole that lapsed hides nothing", () => {
    expect(verdicts(`${text}\nwhole is lapsed on 2025-02-01`)).toEqual({ whole: "lapsed", one: "counted", two: "below-status" });
  });

  it("a ring of parts ends", () => {
    expect(verdicts(`${text}\nwhole is part of one`)).toEqual({ whole: "part-of-counted", one: "part-of-counted", two: "below-status" });
  });

  it("valuations and other chapters do not count", () => {
    const marked = "mark: A pays B 5 in valuation for equity on 2025 (closed)";
    expect(verdicts(marked)).toEqual({ mark: "valuation" });
    const elsewhere = toy("mark: A pays B 5 for equity on 2025 (closed)", { chapters: ["other"] });
    expect(view(elsewhere).legs[0].verdict).toBe("other-chapter");
    expect(view(elsewhere, { chapters: ["all"] }).legs[0].verdict).toBe("counted");
    expect(view(elsewhere, { chapters: ["toy"] }).legs[0].verdict).toBe("counted");
  });
});

describe("what is asked wrongly", () => {
  it.each([
    [{ knownOn: "2025-02-30" }, "bad-date"],
    [{ atLeast: "lapsed" as Status }, "bad-option"],
    [{ policy: "mine" as "editor" }, "bad-option"],
    [{ composition: "both" as "wholes" }, "bad-option"],
    [{ chapters: ["nowhere"] }, "unknown-chapter"],
  ])("%o is refused: %s", (options, code) => {
    expect(() => view(letter, options)).toThrow(expect.objectContaining({ code }));
  });
});

// ---------------------------------------------------------------------------------------------------------------- laws

const day = fc.integer({ min: 1, max: 28 }).map((d) => `2025-03-${String(d).padStart(2, "0")}`);
const leg = fc.constantFrom("l1", "l2");
const source = fc.constantFrom("press", "filing", "article", "forum");
const turn = fc.record({ leg, status: fc.constantFrom(...statuses), on: day, known: day, source });
const stated = fc.record({
  leg,
  hedge: fc.constantFrom("", "up to ", "at least "),
  x: fc.integer({ min: 1, max: 99 }),
  known: day,
  source,
});
const turns = fc.array(turn, { maxLength: 8 });
const amounts = fc.array(stated, { maxLength: 8 });

interface Row {
  readonly leg: string;
  readonly known: string;
  readonly source: string;
}

/** Two legs, what was said of their status and of their amount. */
function book(rows: {
  readonly turns: readonly (Row & { readonly status: string; readonly on: string })[];
  readonly amounts: readonly (Row & { readonly hedge: string; readonly x: number })[];
}): Casebook {
  const legs = ["l1: A pays B unknown for chips on 2025-01-01 (rumoured)", "l2: B pays A unknown for equity on 2025-01-01 (rumoured)"];
  const stood = rows.turns.map((row) => `${row.leg} is ${row.status} on ${row.on} known ${row.known} says ${row.source}`);
  const said = rows.amounts.map(
    (row, i) => `a${i}: ${row.leg} amounts to ${row.hedge}${row.x} on 2025-01-01 known ${row.known} says ${row.source}`,
  );
  return toy([...legs, ...stood, ...said].join("\n"));
}

/** What a reader sees of a view: no places, no object identity. */
function seen(casebook: Casebook, options: Partial<ViewOptions>): unknown {
  return view(casebook, options).legs.map((row) => [
    row.leg.id,
    row.verdict,
    row.status?.status,
    row.amount,
    row.chosen?.id,
    row.others.map((c) => c.id),
  ]);
}

const policyOf = fc.constantFrom(...policies);

describe("laws of a view", () => {
  it("what becomes known later changes no earlier view", () => {
    fc.assert(
      fc.property(turns, amounts, day, policyOf, (t, a, knownOn, policy) => {
        const before = { turns: t.filter((row) => row.known <= knownOn), amounts: a.filter((row) => row.known <= knownOn) };
        // Claim ids come from their order, so the later rows stand after the earlier ones.
        const all = {
          turns: [...before.turns, ...t.filter((row) => row.known > knownOn)],
          amounts: [...before.amounts, ...a.filter((row) => row.known > knownOn)],
        };
        expect(seen(book(all), { knownOn, policy })).toEqual(seen(book(before), { knownOn, policy }));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("the order of rows does not matter", () => {
    fc.assert(
      fc.property(turns, amounts, policyOf, fc.integer(), (t, a, policy, by) => {
        const casebook = book({ turns: t, amounts: a });
        const mixed = {
          ...casebook,
          legs: shuffle(casebook.legs, by),
          claims: shuffle(casebook.claims, by),
          status: shuffle(casebook.status, by),
          sources: shuffle(casebook.sources, by),
        };
        expect(seen(mixed, { policy })).toEqual(seen(casebook, { policy }));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it("policies agree when claims agree", () => {
    fc.assert(
      fc.property(turns, amounts, policyOf, policyOf, (t, a, p, q) => {
        const casebook = book({ turns: t, amounts: a.map((row) => ({ ...row, hedge: "up to ", x: 7 })) });
        const high = (policy: Policy): unknown => view(casebook, { policy }).legs.map((row) => row.amount?.high ?? null);
        expect(high(p)).toEqual(high(q));
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it("asking for a firmer status never adds a leg", () => {
    const ranks = statuses.filter((status) => statusRank(status) >= 0);
    fc.assert(
      fc.property(turns, fc.integer({ min: 0, max: 4 }), (t, i) => {
        const casebook = book({ turns: t, amounts: [] });
        const counted = (atLeast: Status): readonly string[] =>
          view(casebook, { atLeast })
            .legs.filter((row) => row.verdict === "counted")
            .map((row) => row.leg.id);
        const weaker = counted(ranks[i]);
        for (const id of counted(ranks[i + 1])) expect(weaker).toContain(id);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it("lowest is at most highest", () => {
    fc.assert(
      fc.property(amounts, (a) => {
        const casebook = book({ turns: [], amounts: a });
        const figure = (policy: Policy): readonly number[] =>
          view(casebook, { policy }).legs.map((row) => (row.amount === null ? 0 : statedFigure(row.amount)!));
        const highest = figure("highest");
        figure("lowest").forEach((x, i) => expect(x).toBeLessThanOrEqual(highest[i]));
      }),
      { seed: 5, numRuns: 100 },
    );
  });
});

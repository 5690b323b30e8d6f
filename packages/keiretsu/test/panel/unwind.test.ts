import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareText } from "../../src/finding.ts";
import { type ExitTerms, readTerms, type TermName, termLimits } from "../../src/panel/unwind/terms.ts";
import { unwind, type Unwind, type UnwindOptions } from "../../src/panel/unwind/unwind.ts";
import { defaultViewOptions, view } from "../../src/record/view.ts";
import { shuffle, toy } from "../toy.ts";

/** What a row of a file says, in short. */
function terms(rows: Readonly<Record<string, Readonly<Partial<Record<TermName | "after", unknown>>>>>): ExitTerms {
  const value = {
    title: "t",
    title_fr: "t",
    terms: Object.entries(rows).map(([exit, row]) => ({ exit, ...row, reason: "r", reason_fr: "r" })),
  };
  const read = readTerms({ id: "terms", file: "terms.yaml", value, lineOf: () => 1 });
  expect(read.findings).toEqual([]);
  return read.terms!;
}

function ask(text: string, options: Partial<UnwindOptions>, validOn: string | null = "2026-12-31"): Unwind {
  return unwind(view(toy(text), { ...defaultViewOptions, validOn }), options).values;
}

const contract = `
  ab: A pays B 120 for cloud on 2026-01-01 (definitive)
  ab runs 3 years
`;

describe("by hand", () => {
  test("a contract ends with its term at the latest, and is held by it unless broken", () => {
    const { today, ties, leastTime, frontier, criticalChain } = ask(contract, {
      terms: terms({ contract: { notice: [1, null], penalty: [0, 0.5] } }),
    });
    expect(today).toBe("2026-12-31");
    // Three years from 1 January 2026, of which two are left.
    expect(ties).toMatchObject([
      {
        id: "ab",
        kind: "contract",
        holder: "A",
        issuer: "B",
        quarters: { low: 1, high: 8 },
        endsOn: "2028-12-31",
        withinYear: "unless-broken",
      },
    ]);
    expect(ties[0].claims).toEqual(["ab-amount"]);
    expect(leastTime).toEqual({ low: 1, high: 8 });
    expect(frontier.filter(({ high }) => high !== null).every(({ quarters, high }) => quarters >= 8 && high === 0)).toBe(true);
    expect(criticalChain.harsh).toEqual([{ tie: "ab", wait: "notice", waitQuarters: 8, saleQuarters: 0, finish: 8 }]);
  });

  test("without a term, and without a word on notices, nothing bounds the time", () => {
    const open = "ab: A pays B 120 for cloud on 2026-01-01 (definitive)";
    for (const rows of [{}, { contract: { notice: [0, null] } }]) {
      const { ties, leastTime } = ask(open, { terms: terms(rows) });
      expect(leastTime).toEqual({ low: 0, high: null });
      expect(ties[0]).toMatchObject({ quarters: { low: 0, high: null }, withinYear: "not-known" });
    }
    expect(ask(open, {}).ties[0].unknown).toEqual(["contract notice", "contract penalty"]);
  });

  /** A holds 25 % and C 10 % of X, worth 1,000. */
  const stakes = `
    s1: X has ownership-share-by-A 25 % on 2025
    s2: X has ownership-share-by-C 10 % on 2025
    v: X has market-cap 1000 USD on 2025
    a: A has founded 1 count on 2020
    c: C has founded 1 count on 2020
  `;
  const market = { participation: [0.1, 0.2], turnover: [0.005, 0.01], volatility: 0.02, impact: 0, lasting: 0.5 };

  test("a stake is sold within a part of the volume, and its sale costs those who stay", () => {
    const { ties, bearers, leastTime } = ask(stakes, { entity: "A", terms: terms({ "listed-stake": market }) });
    // 250 at 0.2 x 0.01 x 1,000 x 63 = 126 a quarter, or at 31.5.
    expect(leastTime).toEqual({ low: 2, high: 8 });
    expect(ties.map(({ id, size, claims }) => [id, size!.point, claims])).toEqual([["A>X", 250, ["s1", "v"]]]);
    // 0.5 x 0.02 x 250 / V of the price, V 10 or 5 a day: on half of the 250 on average, and on the 100 that C keeps.
    const near = bearers.map(({ entity, low, high }) => [entity, Number(low.toFixed(9)), Number(high!.toFixed(9))]);
    expect(near).toEqual([
      ["A", 31.25, 62.5],
      ["C", 25, 50],
    ]);
  });

  test("two that sell the same shares share the volume", () => {
    expect(ask(stakes, { terms: terms({ "listed-stake": market }) }).leastTime).toEqual({ low: 3, high: 12 });
  });

  test("shares of firms that hold each other cancel where both are valued, else a note says so", () => {
    const mutual = `
      s1: X has ownership-share-by-A 25 % on 2025
      s2: A has ownership-share-by-X 10 % on 2025
      v: X has market-cap 1000 USD on 2025
    `;
    const priced = ask(`${mutual}\n w: A has market-cap 2500 USD on 2025`, { terms: terms({ "listed-stake": market }) });
    expect(priced.cancelled).toEqual([{ ties: ["A>X", "X>A"], amount: 250, quarter: 0 }]);
    expect(priced.leastTime).toEqual({ low: 0, high: 0 });
    const result = unwind(view(toy(mutual), { ...defaultViewOptions, validOn: "2026-12-31" }), {
      terms: terms({ "listed-stake": market }),
    });
    expect(result.values.cancelled).toEqual([]);
    expect(result.warnings.map(({ code }) => code)).toEqual(["mutual-unvalued"]);
    expect(result.values.unvalued).toEqual(["X>A"]);
  });

  test("precedence runs through what waits, and an open end through what waits for it", () => {
    const two = `${contract}\n g: B pays A 50 in guarantee for backstop on 2026-01-01 (definitive)`;
    const rows = { contract: { notice: 2 }, guarantee: { notice: 0, consent: 1 }, g: { after: ["ab"] } };
    const { criticalChain, leastTime } = ask(two, { terms: terms(rows) });
    expect(leastTime).toEqual({ low: 3, high: 3 });
    expect(criticalChain.kind.map(({ tie, wait, finish }) => [tie, wait, finish])).toEqual([
      ["ab", "notice", 2],
      ["g", "consent", 3],
    ]);
    const open = two.replace("ab runs 3 years", "");
    expect(ask(open, { terms: terms({ ...rows, contract: { notice: [2, null] } }) }).ties.map(({ quarters }) => quarters.high)).toEqual([
      null,
      null,
    ]);
  });

  test("half of what goes round, and which term holds it", () => {
    const loop = `
      ab: A pays B 100 for cloud on 2026-01-01 (definitive)
      ba: B pays A 100 for equity on 2026-01-01 (announced)
    `;
    const { circular, sensitivity } = ask(loop, { terms: terms({ contract: { notice: [1, 6] }, promise: { notice: [2, 3] } }) });
    expect(circular.today).toBe(200);
    // The loop is broken by the first of the two that is out.
    expect(circular.halved).toEqual({ low: 1, high: 3 });
    expect(sensitivity).toEqual([
      { term: "contract notice", leastTime: 6, halved: 2 },
      { term: "promise notice", leastTime: 3, halved: 1 },
    ]);
  });

  test("what is no tie is left out with its reason", () => {
    const { ties, leftOut } = ask(
      `ab: A pays B 10 for cloud on 2020-01-01 (definitive)
       ab runs 1 years
       done: A pays B 5 for cloud on 2020-01-01 (closed)
       kind: A pays B 5 in warrants for warrant on 2020-01-01 (closed)
       put: A pays X 5 for equity on 2020-01-01 (closed)
       s: X has ownership-share-by-A 25 % on 2025`,
      {},
    );
    expect(ties.map(({ id, legs }) => [id, legs])).toEqual([["A>X", ["put"]]]);
    expect(leftOut).toEqual([
      { leg: "ab", reason: "over" },
      { leg: "done", reason: "over" },
      { leg: "kind", reason: "in-kind" },
      { leg: "put", reason: "stands-in-stake" },
    ]);
  });

  test("a reported fall beside the time that selling as much takes", () => {
    const series = `
      c1: M has cross-shareholding-ratio 20 % on 1990-03
      c2: M has cross-shareholding-ratio 10 % on 2000-03
      c3: M has cross-shareholding-ratio 12 % on 2002-03
    `;
    const pace = (participation: unknown, turnover: unknown): Unwind["pace"] =>
      ask(series, { terms: terms({ "listed-stake": { participation, turnover } }) }).pace;
    // 10 % of a firm at 0.1 x 0.005 x 63 = 3.15 % a quarter, or at 0.063 %, in the forty quarters to the lowest.
    expect(pace(0.1, 0.005)).toMatchObject([
      { first: { claim: "c1" }, last: { claim: "c2" }, quarters: 40, model: { low: 4, high: 4 }, verdict: "model-faster" },
    ]);
    expect(pace(0.1, 0.0001)).toMatchObject([{ model: { low: 159, high: 159 }, verdict: "model-slower" }]);
    expect(pace(0.1, [0.0001, 0.005])[0].verdict).toBe("within");
    expect(ask(series, {}).pace[0]).toMatchObject({ model: null, verdict: "no-model" });
  });

  test("what cannot be asked is refused", () => {
    expect(() => ask(contract, { entity: "Z" })).toThrow('"Z" is no entity');
    expect(() => ask(contract, { from: "B" })).toThrow("from needs an entity");
    expect(() => ask(contract, { terms: terms({ "no-leg": { notice: 1 } }) })).toThrow('terms of leaving name "no-leg"');
    const cycle = `${contract}\n ba: B pays A 1 for cloud on 2026-01-01 (definitive)`;
    expect(() => ask(cycle, { terms: terms({ ab: { after: ["ba"] }, ba: { after: ["ab"] } }) })).toThrow("wait for each other: ab, ba");
  });
});

test("a file of terms tells all its faults, each with its place", () => {
  const value = {
    title: 3,
    title_fr: "t",
    odd: 1,
    terms: [
      { exit: "contract", notice: [2, 1], reason: "r", reason_fr: "r" },
      { exit: "loan", notice: 0.5, penalty: -1, reason: "r", reason_fr: "r" },
      { exit: "guarantee", participation: [0.1, null], size: 2, reason: "r" },
    ],
  };
  const lineOf = (path: readonly (string | number)[]): number => path.length;
  const { terms: none, findings } = readTerms({ id: "t", file: "t.yaml", value, lineOf });
  expect(none).toBeNull();
  expect(findings.map(({ code, excerpt }) => `${code} ${excerpt}`).sort(compareText)).toEqual([
    "assumption-without-reason guarantee",
    "scenario-key odd",
    "scenario-key size",
    "scenario-value -1",
    "scenario-value 0.5",
    "scenario-value 3",
    "scenario-value [2,1]",
  ]);
});

/** A book with every kind of tie: a mutual pair, a private firm, one of which nobody says whether it is listed, a loop of contracts. */
const whole = `
  ab: A pays B 120 for cloud on 2026-01-01 (definitive)
  ab runs 3 years
  ba: B pays A 60 for chips on 2026-01-01 (definitive)
  ba runs 2 years
  g: B pays C 40 in guarantee for backstop on 2026-01-01 (definitive)
  l: C pays A 80 for debt on 2026-01-01 (closed)
  l runs 4 years
  p: A pays C 70 for equity on 2026-06-01 (announced)
  s1: B has ownership-share-by-A 25 % on 2025
  s2: A has ownership-share-by-B 5 % on 2025
  s3: B has ownership-share-by-C 9 % on 2025
  s4: P has ownership-share-by-A 40 % on 2025
  s5: Q has ownership-share-by-C 30 % on 2025
  v1: A has market-cap 3000 USD on 2025
  v2: B has market-cap 1000 USD on 2025
  v3: P has valuation 500 USD on 2025
  c: C has founded 1 count on 2020
`;
const spans: Readonly<Record<string, readonly (readonly [TermName, number, number])[]>> = {
  contract: [
    ["notice", 0, 6],
    ["penalty", 0, 1],
  ],
  loan: [
    ["notice", 0, 8],
    ["penalty", 0, 0.1],
  ],
  guarantee: [
    ["consent", 0, 3],
    ["notice", 0, 4],
    ["penalty", 0, 1],
  ],
  promise: [
    ["notice", 0, 4],
    ["penalty", 0, 0.2],
  ],
  "listed-stake": [
    ["lock_up", 0, 3],
    ["participation", 0.1, 0.3],
    ["turnover", 0.005, 0.02],
    ["volatility", 0, 0.03],
    ["impact", 0, 1],
    ["lasting", 0, 0.3],
  ],
  "private-stake": [
    ["regulatory", 0, 2],
    ["sale", 0, 4],
    ["discount", 0, 0.5],
  ],
};
const flat = Object.entries(spans).flatMap(([exit, rows]) => rows.map(([name, low, high]) => ({ exit, name, low, high })));

test("whatever the terms are within their spans, the time and the loss lie between the two readings", () => {
  const build = (value: (row: (typeof flat)[number], k: number) => unknown): ExitTerms =>
    terms(
      Object.fromEntries(
        Object.keys(spans).map((exit) => [
          exit,
          Object.fromEntries(flat.flatMap((row, k) => (row.exit === exit ? [[row.name, value(row, k)]] : []))),
        ]),
      ),
    );
  const open = ask(whole, { quarters: 60, terms: build(({ low, high }) => [low, high]) });
  expect(open.unvalued).toEqual(["C>Q"]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: flat.length, maxLength: flat.length }), (parts) => {
      const exact = build(({ low, high, name }, k) => {
        const x = low + ((high - low) * parts[k]) / 10;
        return termLimits[name].whole ? Math.round(x) : x;
      });
      const { leastTime, frontier, ties } = ask(whole, { quarters: 60, terms: exact });
      // Whether Q has a market stays unknown with any terms.
      expect(leastTime.low).toBeGreaterThanOrEqual(open.leastTime.low);
      expect(leastTime.high!).toBeLessThanOrEqual(open.leastTime.high!);
      const [cheapest, most] = [frontier.at(-1)!.low!, open.frontier.at(-1)!];
      expect(cheapest).toBeGreaterThanOrEqual(most.low! - 1e-6);
      expect(cheapest).toBeLessThanOrEqual(most.high! + 1e-6);
      for (const tie of ties) {
        const span = open.ties.find(({ id }) => id === tie.id)!.quarters;
        expect(tie.quarters.low).toBeGreaterThanOrEqual(span.low);
        expect(tie.quarters.high!).toBeLessThanOrEqual(span.high!);
      }
    }),
    { seed: 44, numRuns: 40 },
  );
});

test("the order of rows does not matter", () => {
  const book = toy(whole);
  const options = { terms: terms({ contract: { notice: [1, 3] }, "listed-stake": { participation: 0.2, turnover: 0.01 } }) };
  const of = (by: number): Unwind =>
    unwind(view({ ...book, legs: shuffle(book.legs, by), claims: shuffle(book.claims, by), status: shuffle(book.status, by) }), options)
      .values;
  expect(of(3)).toEqual(of(8));
});

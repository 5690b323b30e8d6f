import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eisenbergNoe } from "../../src/contagion/eisenberg-noe.ts";
import { clearingBySeniority, type SeniorityClearing } from "../../src/contagion/eisenberg-noe-seniority.ts";
import type { Outcome } from "../../src/network/result.ts";
import { uniforms } from "../../src/num/random.ts";
import { roundsTo, tableOf } from "../printed.ts";
import { seniorityReference } from "../reference/seniority.ts";
import { shuffled } from "../trace/multigraphs.ts";
import { linked, type Row, sheets } from "./sheets.ts";

const runs = { numRuns: 150, seed: 20251122 };

interface Ranked {
  readonly n: number;
  readonly classes: readonly (readonly Row[])[];
  readonly equityShares: readonly Row[];
  readonly externalAssets: readonly number[];
  readonly externalLiabilitiesByClass: readonly (readonly number[])[];
}

function cleared({ n, classes, equityShares, ...rest }: Ranked): Outcome<SeniorityClearing> {
  return clearingBySeniority({
    classes: classes.map((rows) => linked(n, rows)),
    equityShares: linked(n, equityShares, "pays"),
    ...rest,
  });
}

/** One to three classes; firms hold up to nine tenths of each other. */
const ranked: fc.Arbitrary<Ranked> = sheets({ maxNodes: 6 }).chain(({ n, rows, externalAssets, externalLiabilities }) =>
  fc
    .record({
      count: fc.integer({ min: 1, max: 3 }),
      rank: fc.array(fc.nat(2), { minLength: rows.length, maxLength: rows.length }),
      holdings: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.integer({ min: 1, max: 5 })), { maxLength: 8 }),
      inside: fc.constantFrom(0.1, 0.5, 0.9),
    })
    .map(({ count, rank, holdings, inside }): Ranked => {
      const kept = holdings.filter(([i, j]) => i !== j);
      const total = Array.from({ length: n }, (_, i) => kept.reduce((sum, [of, , x]) => sum + (of === i ? x : 0), 0));
      return {
        n,
        classes: Array.from({ length: count }, (_, s) => rows.filter((__, k) => rank[k] % count === s)),
        equityShares: kept.map(([i, j, x]): Row => [i, j, (inside * x) / total[i]]),
        externalAssets,
        externalLiabilitiesByClass: Array.from({ length: count }, (_, s) => externalLiabilities.map((x, i) => ((i + s) % 2 === 0 ? x : 0))),
      };
    }),
);

function close(found: ArrayLike<number>, expected: ArrayLike<number>, scale = 1): void {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs(found[i] - expected[i])).toBeLessThanOrEqual(1e-9 * Math.max(scale, Math.abs(expected[i])));
  }
}

const total = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, x) => sum + x, 0);

describe("published tables", () => {
  const PAGE = "docs/models/eisenberg-noe-seniority.md";
  const shares: Row[] = [
    [0, 1, 0.1],
    [1, 2, 0.15],
  ];
  const none = [
    [0, 0, 0],
    [0, 0, 0],
  ];

  test("Siebenbrunner, demonstration of the Elsinger algorithm", () => {
    const { values } = cleared({
      n: 3,
      classes: [
        [
          [0, 1, 20],
          [0, 2, 10],
          [1, 0, 5],
          [1, 2, 40],
          [2, 0, 10],
        ],
        [
          [0, 2, 15],
          [1, 2, 24],
          [2, 0, 10],
        ],
      ],
      equityShares: shares,
      externalAssets: [0, 50, 10],
      externalLiabilitiesByClass: none,
    });
    close(values.equityBefore, [-20, 1, 79.15]);
    close(values.equity, [-20, -7 / 3, 60]);
    expect([...values.wave]).toEqual([0, 1, -1]);
    expect(values.causes).toEqual([{ node: 1, wave: 1, by: [{ debtor: 0, loss: expect.closeTo(10 / 3, 12) as number }] }]);
  });

  test("Siebenbrunner, demonstration of the Puig and Siebenbrunner algorithm, before conversion", () => {
    const { values } = cleared({
      n: 3,
      classes: [
        [
          [0, 1, 20],
          [0, 2, 10],
          [1, 0, 5],
          [1, 2, 24],
          [2, 0, 10],
        ],
        [
          [0, 2, 15],
          [1, 0, 15],
          [1, 2, 24],
          [2, 0, 10],
        ],
      ],
      equityShares: shares,
      externalAssets: [0, 50, 10],
      externalLiabilitiesByClass: none,
    });
    close(values.equityBefore, [-5, 2, 63.3]);
  });

  test("FinNetValu: four firms that hold each other's debt and shares", () => {
    const shareOf = [
      [0, 0.2, 0.3, 0.1],
      [0.2, 0, 0.2, 0.1],
      [0.1, 0.1, 0, 0.3],
      [0.1, 0.1, 0.1, 0],
    ];
    const debtOf = [
      [0, 0, 0.1, 0],
      [0, 0, 0, 0.1],
      [0.1, 0, 0, 0.1],
      [0, 0.1, 0, 0],
    ];
    const held = (holds: readonly (readonly number[])[], unit: number): Row[] =>
      holds.flatMap((row, holder) => row.flatMap((x, of): Row[] => (x > 0 ? [[of, holder, unit * x]] : [])));
    const debts = held(debtOf, 0.8);
    const externalAssets = [2, 0.5, 0.6, 0.6];
    const outside = externalAssets.map((_, i) => 0.8 - debts.reduce((sum, [debtor, , x]) => sum + (debtor === i ? x : 0), 0));
    const alone = cleared({ n: 4, classes: [[]], equityShares: [], externalAssets, externalLiabilitiesByClass: [[0.8, 0.8, 0.8, 0.8]] });
    const all = cleared({ n: 4, classes: [debts], equityShares: held(shareOf, 1), externalAssets, externalLiabilitiesByClass: [outside] });
    const [paidAlone, equityAlone, paid] = tableOf(PAGE, "| | firm 0 | firm 1 | firm 2 | firm 3 |").map(([, ...cells]) =>
      cells.map(Number),
    );
    close(alone.values.paymentsByClass[0], paidAlone);
    close(
      alone.values.equity.map((x) => Math.max(0, x)),
      equityAlone,
    );
    close(all.values.paymentsByClass[0], paid);
    expect(all.values.defaulted).toEqual([]);
  });

  test("exercises on absolute priority", () => {
    const rows = tableOf(PAGE, "| | to pay with | class | owed | paid |");
    expect(rows.length).toBe(7);
    for (const [place, rank] of [
      [0, [0, 1, 1]],
      [3, [0, 1, 2, 3]],
    ] as const) {
      const claims = rows.slice(place, place + rank.length);
      const n = 1 + claims.length;
      const zeros = Array.from({ length: n }, () => 0);
      const { values } = cleared({
        n,
        classes: Array.from({ length: 1 + rank[rank.length - 1] }, (_, s) =>
          claims.flatMap(([, , , owed], k): Row[] => (rank[k] === s ? [[0, k + 1, Number(owed)]] : [])),
        ),
        equityShares: [],
        externalAssets: zeros.map((_, i) => (i === 0 ? Number(claims[0][1]) : 0)),
        externalLiabilitiesByClass: Array.from({ length: 1 + rank[rank.length - 1] }, () => zeros),
      });
      // A creditor has nothing else, so that its equity is what it is paid.
      claims.forEach(([, , , , printed], k) => expect(roundsTo(values.equity[k + 1], printed)).toBe(true));
      expect(values.equity[0]).toBeLessThan(0);
    }
  });
});

describe("against plain iteration", () => {
  test("payments of every class and equity", () => {
    fc.assert(
      fc.property(ranked, (input) => {
        const { values, converged, residual } = cleared(input);
        const expected = seniorityReference(input);
        expect(converged).toBe(true);
        expect(residual).toBeLessThanOrEqual(1e-9);
        values.paymentsByClass.forEach((paid, s) => close(paid, expected.payments[s], 300));
        close(values.equity, expected.equity, 300);
      }),
      runs,
    );
  });
});

describe("laws", () => {
  test("one class and no shares: Eisenberg and Noe, waves and causes included", () => {
    fc.assert(
      fc.property(sheets({ maxNodes: 10 }), ({ n, rows, externalAssets, externalLiabilities }) => {
        const expected = eisenbergNoe(linked(n, rows), { externalAssets, externalLiabilities }).values;
        const { values } = clearingBySeniority({
          classes: [linked(n, rows)],
          externalAssets,
          externalLiabilitiesByClass: [externalLiabilities],
        });
        close(values.paymentsByClass[0], expected.payments, 300);
        close(values.equity, expected.equity, 300);
        close(values.lossByCreditor, expected.lossByCreditor, 300);
        close([values.shortfallTotal, values.outsideLoss], [expected.shortfallTotal, expected.outsideLoss], 3000);
        expect([...values.wave]).toEqual([...expected.wave]);
        expect(values.causes.map(({ node, by }) => [node, by.map(({ debtor }) => debtor)])).toEqual(
          expected.causes.map(({ node, by }) => [node, by.map(({ debtor }) => debtor)]),
        );
      }),
      runs,
    );
  });

  test("outside assets go to creditors outside and to owners outside, to the last unit", () => {
    fc.assert(
      fc.property(ranked, (input) => {
        const { paymentsByClass, obligationsByClass, equity, shortfallTotal, lossByCreditor, outsideLoss } = cleared(input).values;
        const toCreditors = paymentsByClass.flatMap((paid, s) =>
          Array.from(paid, (x, i) => (x > 0 ? (x * input.externalLiabilitiesByClass[s][i]) / obligationsByClass[s][i] : 0)),
        );
        const toOwners = Array.from(equity, (v, i) => {
          const inside = input.equityShares.reduce((sum, [of, , f]) => sum + (of === i ? f : 0), 0);
          return Math.max(0, v) * (1 - inside);
        });
        close([total(toCreditors) + total(toOwners)], [total(input.externalAssets)], 3000);
        close([total(lossByCreditor) + outsideLoss], [shortfallTotal], 3000);
      }),
      runs,
    );
  });

  test("a class is paid only when all before it are, a defaulter has no equity, the sound pay in full", () => {
    fc.assert(
      fc.property(ranked, (input) => {
        const { paymentsByClass, obligationsByClass, equity, wave } = cleared(input).values;
        for (let i = 0; i < input.n; i++) {
          let open = false;
          paymentsByClass.forEach((paid, s) => {
            expect(paid[i]).toBeLessThanOrEqual(obligationsByClass[s][i]);
            expect(paid[i]).toBeGreaterThanOrEqual(0);
            if (open) expect(paid[i]).toBe(0);
            if (paid[i] < obligationsByClass[s][i]) open = true;
          });
          expect(open).toBe(wave[i] >= 0);
          expect(equity[i] < -1e-9).toBe(wave[i] >= 0);
        }
      }),
      runs,
    );
  });

  test("more outside assets leave no one with less; an empty class and other numbers change nothing", () => {
    fc.assert(
      fc.property(ranked, fc.nat(9), (input, k) => {
        const { values } = cleared(input);
        const { n } = input;
        const richer = cleared({ ...input, externalAssets: input.externalAssets.map((e, i) => (i === k % n ? e + 5 : e)) }).values;
        values.equity.forEach((v, i) => expect(richer.equity[i]).toBeGreaterThanOrEqual(v - 1e-8));
        const padded = cleared({
          ...input,
          classes: [[], ...input.classes],
          externalLiabilitiesByClass: [input.externalAssets.map(() => 0), ...input.externalLiabilitiesByClass],
        }).values;
        close(padded.equity, values.equity, 300);
        const label = shuffled(
          Array.from({ length: n }, (_, i) => i),
          k,
        );
        const moved = <T>(list: readonly T[]): T[] => {
          const out = [...list];
          list.forEach((x, i) => (out[label[i]] = x));
          return out;
        };
        const renamed = (rows: readonly Row[]): Row[] => rows.map(([i, j, x]): Row => [label[i], label[j], x]);
        const other = cleared({
          n,
          classes: input.classes.map(renamed),
          equityShares: renamed(input.equityShares),
          externalAssets: moved(input.externalAssets),
          externalLiabilitiesByClass: input.externalLiabilitiesByClass.map(moved),
        }).values;
        close(
          label.map((to) => other.equity[to]),
          values.equity,
          300,
        );
        expect(label.map((to) => other.wave[to])).toEqual([...values.wave]);
      }),
      runs,
    );
  });
});

describe("slow rings", () => {
  // Each owes 1 senior outside, then 9999 junior to the next and 1 junior outside; only node 0 has anything, enough for every senior debt.
  // Junior payments: p_0 = e - 1 + c p_(n-1), p_k = c p_(k-1) - 1 with c = 9999 / 10000.
  test.each([3, 60, 400])("%d nodes, senior debts outside first", (n) => {
    const c = 9999 / 10000;
    const e = 1.08 * n;
    const ring = Array.from({ length: n }, (_, i): Row => [i, (i + 1) % n, 9999]);
    const { values, converged } = cleared({
      n,
      classes: [[], ring],
      equityShares: [],
      externalAssets: Array.from({ length: n }, (_, i) => (i === 0 ? e : 0)),
      externalLiabilitiesByClass: [ring.map(() => 1), ring.map(() => 1)],
    });
    // p_k = c^k p_0 - (1 - c^k) / (1 - c), closed by p_0 = e - 1 + c p_(n-1).
    const first = (e - 1 - (c * (1 - c ** (n - 1))) / (1 - c)) / (1 - c ** n);
    expect(converged).toBe(true);
    expect(values.defaulted.length).toBe(n);
    values.paymentsByClass[1].forEach((paid, k) => {
      const expected = c ** k * first - (1 - c ** k) / (1 - c);
      expect(Math.abs(paid - expected)).toBeLessThanOrEqual(1e-9 * first);
    });
  });

  test("firms that hold 9995 of 10000 of each other", () => {
    const n = 100;
    const f = 0.9995;
    const { values, converged } = clearingBySeniority({
      classes: [linked(n, [])],
      equityShares: linked(
        n,
        Array.from({ length: n }, (_, i): Row => [i, (i + 1) % n, f]),
        "pays",
      ),
      externalAssets: Array.from({ length: n }, (_, i) => (i === 0 ? 1 : 0)),
    });
    expect(converged).toBe(true);
    values.equity.forEach((v, k) => expect(Math.abs((v * (1 - f ** n)) / f ** k - 1)).toBeLessThan(1e-9));
  });
});

test("a thousand firms, of which many have nothing outside and owe nothing, end in few rounds", () => {
  const next = uniforms(20251122, 1);
  const n = 1000;
  const debts = (): Row[] =>
    Array.from({ length: 2500 }, (): Row => [Math.floor(next() ** 2 * n), Math.floor(next() ** 2 * n), Math.exp(4 * next())]);
  const classes = [debts(), debts()];
  const net = new Float64Array(n);
  for (const [i, j, x] of classes.flat()) {
    net[i] += x;
    net[j] -= x;
  }
  const input = {
    n,
    classes,
    equityShares: Array.from({ length: n }, (_, i): Row => [i, (7 * i + 3) % n, 0.2]).filter(([i, j]) => i !== j),
    externalAssets: Array.from(net, (x) => Math.max(0, x) * (next() < 0.1 ? 0.2 : 1)),
    externalLiabilitiesByClass: classes.map(() => Array.from(net, () => 0)),
  };
  const { values, converged, iterations, residual } = cleared(input);
  expect(converged).toBe(true);
  expect(iterations).toBeLessThan(50);
  expect(residual).toBeLessThan(1e-9);
  expect(values.rounds).toBeGreaterThan(1);
});

describe("degenerate and hostile input", () => {
  test("a closed ring without money pays in full; nothing at all is nothing", () => {
    const ring: Row[] = [
      [0, 1, 4],
      [1, 0, 4],
    ];
    const { values } = clearingBySeniority({ classes: [linked(2, []), linked(2, ring)], externalAssets: [0, 0] });
    expect([...values.paymentsByClass[1]]).toEqual([4, 4]);
    expect(clearingBySeniority({ classes: [linked(0, [])], externalAssets: [] }).values.rounds).toBe(0);
  });

  const debt = linked(2, [[0, 1, 3]]);
  test.each([
    [{ classes: [] }, "no-classes", "0 classes of debt, expected one or more"],
    [{ classes: [debt, linked(3, [])] }, "bad-class", "class 1 has 3 nodes, expected 2"],
    [{ equityShares: linked(3, [], "pays") }, "bad-class", "equityShares has 3 nodes, expected 2"],
    [{ classes: [linked(2, [], "owns")] }, "wrong-lens", "network says A owns B, expected A owes B"],
    [{ equityShares: linked(2, [], "owns") }, "wrong-lens", "equityShares says A owns B, expected A pays B: B holds the share of A"],
    [{ equityShares: linked(2, [[0, 1, 1]], "pays") }, "bad-share", "1 of firm 0 is held inside, expected less than 1"],
    [
      { equityShares: linked(2, [[0, 0, 0.1]], "pays") },
      "bad-share",
      "firm 0 holds 0.1 of itself: take treasury shares off the denominator first",
    ],
    [{ externalAssets: [1, -1] }, "bad-vector", "externalAssets of node 1 is -1, expected a finite number, not negative"],
    [{ externalAssets: [1] }, "bad-vector", "externalAssets has 1 entries, expected 2"],
    [{ externalLiabilitiesByClass: [] }, "bad-vector", "externalLiabilitiesByClass has 0 classes, expected 1"],
    [
      { externalLiabilitiesByClass: [[0, Number.NaN]] },
      "bad-vector",
      "externalLiabilities of node 1 is NaN, expected a finite number, not negative",
    ],
  ])("refused %#", (wrong, code, message) => {
    expect(() => clearingBySeniority({ classes: [debt], externalAssets: [1, 1], ...wrong })).toThrow(
      expect.objectContaining({ code, message }) as Error,
    );
  });
});

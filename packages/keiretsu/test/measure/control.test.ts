import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { control, controlledBy, majorityControl, votesOf } from "../../src/measure/control.ts";
import { ownership } from "../../src/measure/ownership.ts";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { numbers, roundsTo, tableOf } from "../printed.ts";
import { smallestControl } from "../reference/control.ts";

type Holding = readonly [number, number, number];
const runs = { numRuns: 200, seed: 20251203 };

function holdings(n: number, rows: readonly Holding[]): Network {
  return fromEdges(
    { n, from: rows.map((row) => row[0]), to: rows.map((row) => row[1]), amount: rows.map((row) => row[2]) },
    { lens: "owns", unit: "share" },
  );
}

/** Registers with hubs, loops, isolates, parallel holdings and an untold rest; shares in twentieths, so that ties and exact halves occur. */
const registers = fc.integer({ min: 2, max: 8 }).chain((n) =>
  fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.integer({ min: 1, max: 12 })), { maxLength: 26 }).map((raw) => {
    const left = Array.from({ length: n }, () => 20);
    const rows: Holding[] = [];
    for (const [i, j, x] of raw) {
      if (i === j || left[j] < x) continue;
      left[j] -= x;
      rows.push([i, j, x / 20]);
    }
    return { n, rows };
  }),
);

describe("published tables", () => {
  const PAGE = "docs/models/ownership.md";

  test("control through a chain of majorities, and how much of the last firm is owned", () => {
    const rows = tableOf(PAGE, "| chain | controlled, printed | owned of the last, printed | found |");
    expect(rows).toHaveLength(2);
    for (const [link, controlled, ...cells] of rows) {
      const shares = [...link.split(" (")[0].matchAll(/(\d+) %/g)].map(([, percent]) => Number(percent) / 100);
      const chain = holdings(
        shares.length + 1,
        shares.map((share, k): Holding => [k, k + 1, share]),
      );
      const { transitiveControl, integrated } = ownership(chain, { taus: [0.5], owners: [0] }).values;
      expect(transitiveControl[0].controls[0]).toEqual(shares.map((_, k) => k + 1));
      expect(shares).toHaveLength({ both: 2, "all three": 3 }[controlled]!);
      const last = integrated.find(([owner, firm]) => owner === 0 && firm === shares.length)!;
      for (const cell of cells) expect(roundsTo(100 * last[2], /([\d.]+) %$/.exec(cell)![1])).toBe(true);
    }
  });
  const registersOf: Readonly<Record<string, { readonly firms: readonly number[]; readonly rows: readonly Holding[] }>> = {
    Olympiad: {
      firms: [1, 2, 3],
      rows: [
        [1, 2, 0.8],
        [2, 3, 0.8],
        [3, 1, 0.2],
      ],
    },
    Prometheux: {
      firms: [1, 2, 3, 4, 5, 6, 10, 19, 20],
      rows: [
        [1, 2, 0.9],
        [2, 3, 1],
        [3, 2, 0.1],
        [3, 4, 0.9],
        [4, 5, 1],
        [5, 1, 0.1],
        [1, 6, 0.9],
        [6, 5, 1],
        [5, 10, 0.9],
        [10, 20, 1],
        [20, 1, 0.5],
        [1, 10, 0.9],
        [19, 5, 1],
        [10, 19, 0.5],
      ],
    },
  };

  test("majorities together, in loops", () => {
    const rows = tableOf(PAGE, "| example | firm | controls, printed |");
    expect(rows.length).toBe(12);
    for (const [name, firm, printed] of rows) {
      const { firms, rows: held } = registersOf[name];
      const place = (of: number): number => firms.indexOf(of);
      const network = holdings(
        firms.length,
        held.map(([i, j, x]) => [place(i), place(j), x]),
      );
      const controls = controlledBy(place(Number(firm)), 0.5, network);
      const votes = votesOf([place(Number(firm)), ...controls], network);
      const told = printed === "" ? [] : numbers(printed).map((cell) => cell.split(/[ ()]+/));
      const found = controls.map((i) => firms[i]);
      expect([name, firm, found]).toEqual([name, firm, told.map(([of]) => Number(of))]);
      for (const [of, share] of told) if (share !== undefined) expect(votes.get(place(Number(of)))).toBeCloseTo(Number(share), 12);
      if (name === "Olympiad")
        expect(control(network, { taus: [0.5] }).values.transitive[0].controls[place(Number(firm))]).toEqual(controls);
      else expect(() => control(network)).toThrow(expect.objectContaining({ code: "bad-share" }) as Error);
    }
  });

  test("the rule of 25 %", () => {
    const rows = tableOf(PAGE, "| chain | owned, printed | owner at 25 %, printed |");
    expect(rows.length).toBe(4);
    for (const [chain, owned, owner] of rows) {
      const stakes = numbers(chain).map((x) => Number(x) / 100);
      const network = holdings(
        stakes.length + 1,
        stakes.map((x, k) => [k, k + 1, x]),
      );
      const { integrated } = ownership(network, { owners: [0] }).values;
      const share = integrated.find(([, firm]) => firm === stakes.length)![2];
      expect(100 * share).toBeCloseTo(Number(owned), 12);
      expect(share >= 0.25).toBe(owner === "yes");
    }
  });

  test("32 % of the shares and 60 % of the votes: a wedge of -28 points", () => {
    const chain: Holding[] = [
      [0, 1, 1],
      [1, 2, 0.8],
    ];
    const { wedge } = ownership(holdings(4, [...chain, [2, 3, 0.4]]), { voting: holdings(4, [...chain, [2, 3, 0.6]]), owners: [0] }).values;
    const [, , owned, votes, apart] = wedge!.find(([, firm]) => firm === 3)!;
    expect(owned).toBeCloseTo(0.32, 12);
    expect(votes).toBeCloseTo(0.6, 12);
    expect(apart).toBeCloseTo(-0.28, 12);
  });

  test("IFRS 10: the rule of the largest bloc is coarser", () => {
    const rows = tableOf(PAGE, "| largest holder | others | by the standard | here |");
    expect(rows.length).toBe(3);
    for (const [largest, others, , here] of rows) {
      const votes = numbers(others).flatMap((cell) => {
        const [count, each] = cell.split(" x ").map(Number);
        return Array.from({ length: count }, () => each / 100);
      });
      const register = [Number(largest) / 100, ...votes].map((x, k): Holding => [k + 1, 0, x]);
      const [{ firm, rule, certain }, ...more] = control(holdings(votes.length + 2, register)).values.deFacto.flat();
      expect([firm, rule, certain, more]).toEqual([0, here.replace(" ", "-"), true, []]);
    }
  });
});

describe("by hand", () => {
  // 0 holds 30 % of 1; 2 and 3 hold 15 % each; the rest is untold.
  const widelyHeld: Holding[] = [
    [0, 1, 0.3],
    [2, 1, 0.15],
    [3, 1, 0.15],
  ];

  test("the largest bloc above a fifth controls in fact, uncertain while the untold 40 % could be one hand", () => {
    const { deFacto } = control(holdings(4, widelyHeld), { owners: [0, 2] }).values;
    expect(deFacto).toEqual([[{ firm: 1, votes: 0.3, rule: "largest-bloc", certain: false }], []]);
  });

  test("two holders with one majority owner are one bloc, and may outweigh the largest single holder", () => {
    const together: Holding[] = [...widelyHeld, [4, 2, 0.6], [4, 3, 0.6], [3, 1, 0.05]];
    const { deFacto } = control(holdings(5, together), { owners: [0, 4] }).values;
    expect(deFacto[0]).toEqual([]);
    expect(deFacto[1].map(({ firm, rule }) => [firm, rule])).toEqual([
      [1, "largest-bloc"],
      [2, "majority"],
      [3, "majority"],
    ]);
  });

  test("relative weight needs a register that tells: 18 % among many small holders controls, 18 % alone in a register does not", () => {
    const small = Array.from({ length: 41 }, (_, k): Holding => [k + 2, 1, 0.02]);
    const { deFacto } = control(holdings(43, [[0, 1, 0.18], ...small]), { owners: [0] }).values;
    // 0.0324 against 41 x 0.0004 = 0.0164.
    expect(deFacto[0].map(({ rule, certain }) => [rule, certain])).toEqual([["relative-weight", true]]);
    expect(control(holdings(2, [[0, 1, 0.18]]), { owners: [0] }).values.deFacto).toEqual([[]]);
  });

  test("a fifth exactly, and half exactly, are not above", () => {
    const { transitive, deFacto } = control(
      holdings(3, [
        [0, 1, 0.2],
        [0, 2, 0.5],
      ]),
      { owners: [0], taus: [0.2, 0.5] },
    ).values;
    expect(transitive.map(({ controls }) => controls[0])).toEqual([[2], []]);
    expect(deFacto[0]).toEqual([{ firm: 2, votes: 0.5, rule: "largest-bloc", certain: true }]);
  });

  test("two classes of shares: money and votes part company, the wedge is their difference", () => {
    const money = holdings(3, [
      [0, 1, 0.2],
      [1, 2, 0.5],
    ]);
    const voting = holdings(3, [
      [0, 1, 0.6],
      [1, 2, 0.5],
    ]);
    const { values } = ownership(money, { voting, owners: [0], taus: [0.5] });
    expect(values.transitiveControl[0].controls).toEqual([[1]]);
    const [first, second] = values.wedge!;
    expect(first).toEqual([0, 1, 0.2, 0.6, -0.39999999999999997]);
    // Through 1 the founder commands the half of 2, which is no majority but is half of its votes.
    expect(second).toEqual([0, 2, 0.1, 0.5, -0.4]);
    expect(ownership(money, { owners: [0] }).values.wedge).toBeNull();
  });
});

describe("laws", () => {
  test("transitive and de facto control are the smallest sets that close under their rules", () => {
    fc.assert(
      fc.property(registers, ({ n, rows }) => {
        const { transitive, deFacto } = control(holdings(n, rows), { taus: [0.25, 0.5] }).values;
        for (let i = 0; i < n; i++) {
          for (const { tau, controls } of transitive) expect(controls[i]).toEqual(smallestControl(n, rows, i, { kind: "sum", above: tau }));
          expect(deFacto[i].map(({ firm }) => firm)).toEqual(smallestControl(n, rows, i, { kind: "de facto", above: 0.2 }));
        }
      }),
      runs,
    );
  });

  test("control in fact contains control by law, and control shrinks along the sweep", () => {
    fc.assert(
      fc.property(registers, ({ n, rows }) => {
        const { transitive, deFacto } = control(holdings(n, rows)).values;
        expect(transitive.map(({ tau }) => tau)).toEqual([0.1, 0.2, 0.25, 0.33, 0.5]);
        for (let i = 0; i < n; i++) {
          const inFact = new Set(deFacto[i].map(({ firm }) => firm));
          for (const j of transitive[4].controls[i]) expect(inFact.has(j)).toBe(true);
          for (let t = 1; t < transitive.length; t++) {
            const looser = new Set(transitive[t - 1].controls[i]);
            for (const j of transitive[t].controls[i]) expect(looser.has(j)).toBe(true);
          }
        }
      }),
      runs,
    );
  });

  test("counted for all holders: the smallest sets by majority, and the firms that a stake alone decides", () => {
    fc.assert(
      fc.property(registers, fc.constantFrom(0.5, 0.6, 0.75), ({ n, rows }, threshold) => {
        const { controlled, direct } = majorityControl(holdings(n, rows), { threshold })(Array.from({ length: n }, (_, i) => i));
        const stake = (i: number, j: number): number => rows.reduce((sum, [from, to, x]) => sum + (from === i && to === j ? 20 * x : 0), 0);
        for (let i = 0; i < n; i++) {
          expect(controlled[i]).toBe(smallestControl(n, rows, i, { kind: "sum", above: threshold }).length);
          expect(direct[i]).toBe(Array.from({ length: n }, (_, j) => j).filter((j) => Math.round(stake(i, j)) > 20 * threshold).length);
        }
      }),
      runs,
    );
  });

  test("numbering the firms otherwise changes nothing else", () => {
    fc.assert(
      fc.property(registers, ({ n, rows }) => {
        const turn = (i: number): number => n - 1 - i;
        const first = control(holdings(n, rows)).values;
        const second = control(
          holdings(
            n,
            rows.map(([i, j, x]): Holding => [turn(i), turn(j), x]),
          ),
        ).values;
        for (let i = 0; i < n; i++) {
          const back = second.deFacto[turn(i)].map(({ firm, rule }) => [turn(firm), rule]).reverse();
          expect(back).toEqual(first.deFacto[i].map(({ firm, rule }) => [firm, rule]));
        }
      }),
      runs,
    );
  });
});

test("large: a chain of 200 000 firms held by 60 % each, for the owner asked", () => {
  const n = 200_000;
  const from = Uint32Array.from({ length: n - 1 }, (_, i) => n - 1 - i);
  const to = from.map((i) => i - 1);
  const chain = fromEdges({ n, from, to, amount: new Float64Array(n - 1).fill(0.6) }, { lens: "owns", unit: "share" });
  const { transitive, deFacto } = control(chain, { owners: [n - 1], taus: [0.5, 0.6] }).values;
  expect(transitive[0].controls[0].length).toBe(n - 1);
  expect(transitive[1].controls[0]).toEqual([]);
  expect(deFacto[0].length).toBe(n - 1);
});

test("a threshold out of range is refused", () => {
  expect(() => majorityControl(holdings(2, []), { threshold: 0.49 })).toThrow(expect.objectContaining({ code: "bad-threshold" }) as Error);
  expect(() => control(holdings(2, []), { taus: [1] })).toThrow(expect.objectContaining({ code: "bad-threshold" }) as Error);
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leontiefGhosh } from "../../src/measure/leontief-ghosh.ts";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { roundsTo, tableOf } from "../printed.ts";
import {
  allocationsOf,
  FIVE_SECTORS,
  flowsOf,
  GERMANY,
  MILLER_BLAIR,
  outputs,
  plainInverse,
  PYMRIO,
  requirementsOf,
  type Rows,
} from "../reference/input-output.ts";

const runs = { numRuns: 150, seed: 20260314 };
const total = (list: ArrayLike<number>): number => Array.from(list).reduce((a, b) => a + b, 0);

function supplying(n: number, rows: readonly (readonly [number, number, number])[]): Network {
  return fromEdges(
    { n, from: rows.map((row) => row[0]), to: rows.map((row) => row[1]), amount: rows.map((row) => row[2]) },
    { lens: "supplies" },
  );
}

function tableNetwork(z: Rows): Network {
  return supplying(
    z.length,
    z.flatMap((row, i) => row.map((x, j) => [i, j, x] as const)),
  );
}

function close(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < found.length; i++)
    expect(Math.abs(found[i] - expected[i])).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected[i])));
}

/** Economies with self-supply, isolates, zero rows and losing firms, in which everyone sells something to final users. */
const tables = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc.record({
    z: fc.array(fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(20)), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    }),
    finalDemand: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: n, maxLength: n }),
  }),
);

describe("published", () => {
  const PAGE = "docs/models/leontief-ghosh.md";

  test("Miller and Blair: two sectors, and the output for a new final demand of 600 and 1500", () => {
    const { values } = leontiefGhosh(tableNetwork(MILLER_BLAIR.z), { finalDemand: MILLER_BLAIR.finalDemand, inverses: true });
    expect([...values.output]).toEqual(MILLER_BLAIR.output);
    expect(values.leontiefInverse!.map((row) => Array.from(row, (x) => Number(x.toFixed(4))))).toEqual(MILLER_BLAIR.leontiefInverse);
    const outputFor = (demand: readonly number[]): number[] =>
      values.leontiefInverse!.map((row) => total(row.map((l, j) => l * demand[j])));
    close(outputFor([600, 1500]), [1247.5, 1841.6], 5e-5);
    // Columns of the published inverse: 1.2541 + 0.2640 and 0.3300 + 1.1221.
    expect(Array.from(values.backward, (x) => Number(x.toFixed(3)))).toEqual([1.518, 1.452]);
    expect([...values.valueAdded]).toEqual([650, 1400]);
  });

  test("pymrio: six sectors, all digits; a sector that buys for more than its output is told, not refused", () => {
    const { values, warnings, converged } = leontiefGhosh(tableNetwork(PYMRIO.z), { finalDemand: PYMRIO.finalDemand, inverses: true });
    expect(converged).toBe(true);
    expect([...values.output]).toEqual(PYMRIO.output);
    values.leontiefInverse!.forEach((row, i) => close(row, PYMRIO.leontiefInverse[i], 1e-14));
    close(
      values.backward,
      PYMRIO.leontiefInverse[0].map((_, j) => total(PYMRIO.leontiefInverse.map((row) => row[j]))),
      1e-13,
    );
    expect(values.valueAdded[1]).toBe(15 - 20);
    expect(warnings?.map(({ code }) => code)).toEqual(["negative-value-added"]);
  });

  test("Eurostat manual and iotables: Ghosh inverse, linkages", () => {
    const finalDemand = GERMANY.output.map((x, i) => x - total(GERMANY.z[i]));
    const { values } = leontiefGhosh(tableNetwork(GERMANY.z), { finalDemand, inverses: true });
    const inverse = tableOf(PAGE, "| G | agriculture | manufacturing | construction | trade | business services | other services |");
    expect(inverse.length).toBe(6);
    inverse.forEach(([, ...cells], i) => cells.forEach((cell, j) => expect(roundsTo(values.ghoshInverse![i][j], cell)).toBe(true)));
    // The manual prints four digits of the first column.
    [1.0339, 0.0118, 0.0037, 0.0103, 0.0117, 0.0043].forEach((x, i) => expect(values.ghoshInverse![i][0]).toBeCloseTo(x, 4));
    const linkages = tableOf(PAGE, "| group | forward printed | backward printed |");
    expect(linkages.length).toBe(6);
    linkages.forEach(([group, forward, backward], i) => {
      // The forward linkage of manufacturing is not the sum of its printed row.
      if (group === "manufacturing") expect(roundsTo(total(inverse[1].slice(1).map(Number)), "1.6910")).toBe(true);
      expect(Math.abs(values.forward[i] - Number(group === "manufacturing" ? "1.6910" : forward))).toBeLessThanOrEqual(1e-4);
      expect(Math.abs(values.backward[i] - Number(backward))).toBeLessThanOrEqual(1e-4);
    });
  });

  test("Zhu, Kim and Harris: output multipliers, and the coefficient behind the one that differs", () => {
    const rows = tableOf(PAGE, "| sector | multiplier printed | with the coefficients printed | with 0.006 |");
    const { requirements, finalDemand } = FIVE_SECTORS;
    const [asPrinted, mended] = [0.001, 0.006].map(
      (toService) => leontiefGhosh(tableNetwork(flowsOf(requirements(toService), finalDemand)), { finalDemand }).values.backward,
    );
    expect(rows.length).toBe(5);
    rows.forEach(([sector, printed, first, second], i) => {
      expect(asPrinted[i].toFixed(3)).toBe(first);
      expect(mended[i].toFixed(3)).toBe(second);
      expect(Math.abs(mended[i] - Number(printed))).toBeLessThanOrEqual(0.003);
      expect(Math.abs(asPrinted[i] - Number(printed)) > 0.003).toBe(sector === "service");
    });
  });
});

describe("against the plain reference", () => {
  test("inverses, linkages, value added", () => {
    fc.assert(
      fc.property(tables, ({ z, finalDemand }) => {
        const x = outputs(z, finalDemand);
        const leontief = plainInverse(requirementsOf(z, x));
        const ghosh = plainInverse(allocationsOf(z, x));
        const { values, converged } = leontiefGhosh(tableNetwork(z), { finalDemand, inverses: true });
        expect(converged).toBe(true);
        values.leontiefInverse!.forEach((row, i) => close(row, leontief[i], 1e-9));
        values.ghoshInverse!.forEach((row, i) => close(row, ghosh[i], 1e-9));
        close(
          values.backward,
          x.map((_, j) => total(leontief.map((row) => row[j]))),
          1e-9,
        );
        close(values.forward, ghosh.map(total), 1e-9);
        close(
          values.valueAdded,
          x.map((value, j) => value - total(z.map((row) => row[j]))),
          1e-12,
        );
      }),
      runs,
    );
  });
});

describe("laws", () => {
  test("output is what final demand needs and what primary inputs enable; value added is final demand", () => {
    fc.assert(
      fc.property(tables, ({ z, finalDemand }) => {
        const { values } = leontiefGhosh(tableNetwork(z), { finalDemand, inverses: true });
        const needed = values.leontiefInverse!.map((row) => total(row.map((l, j) => l * finalDemand[j])));
        const enabled = values.output.map((_, j) => total(values.ghoshInverse!.map((row, i) => row[j] * values.valueAdded[i])));
        close(needed, values.output, 1e-9);
        close(enabled, values.output, 1e-7);
        expect(total(values.valueAdded)).toBeCloseTo(total(finalDemand), 8);
        for (const linkage of [...values.backward, ...values.forward]) expect(linkage).toBeGreaterThanOrEqual(1);
      }),
      runs,
    );
  });

  test("another currency changes no linkage; other numbers for the sectors change nothing but the numbers", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: -8, max: 8 }), ({ z, finalDemand }, power) => {
        const n = z.length;
        const first = leontiefGhosh(tableNetwork(z), { finalDemand }).values;
        const scale = 2 ** power;
        const scaled = leontiefGhosh(tableNetwork(z.map((row) => row.map((x) => x * scale))), {
          finalDemand: finalDemand.map((x) => x * scale),
        }).values;
        expect([...scaled.backward, ...scaled.forward]).toEqual([...first.backward, ...first.forward]);
        const turned = leontiefGhosh(tableNetwork(z.map((_, i) => z.map((__, j) => z[n - 1 - i][n - 1 - j]))), {
          finalDemand: finalDemand.toReversed(),
        }).values;
        close(turned.backward.toReversed(), first.backward, 1e-9);
        close(turned.forward.toReversed(), first.forward, 1e-9);
      }),
      runs,
    );
  });
});

describe("economies that cannot produce, and hostile input", () => {
  test("a group that sells only to itself has spectral radius 1 and is refused by name", () => {
    const closed = {
      ...supplying(3, [
        [0, 1, 5],
        [1, 0, 4],
        [2, 0, 1],
      ]),
      names: ["mine", "mill", "farm"],
    };
    expect(() => leontiefGhosh(closed, { finalDemand: [0, 0, 3] })).toThrow(/2 firms, mine among them, sell only to each other/);
    expect(() => leontiefGhosh(closed, { finalDemand: [0, 1, 3] })).not.toThrow();
  });

  test("without final demand, buyers that sell nothing are final users; they are told", () => {
    const { values, warnings } = leontiefGhosh(
      supplying(3, [
        [0, 1, 40],
        [1, 2, 100],
        [0, 2, 10],
      ]),
    );
    expect([...values.finalDemand]).toEqual([10, 100, 0]);
    expect([...values.output]).toEqual([50, 100, 0]);
    expect([...values.backward]).toEqual([1, 1.4, 1]);
    expect(warnings).toEqual([{ code: "final-users", message: "1 buyers that sell nothing were taken as final users" }]);
    expect(() =>
      leontiefGhosh(
        supplying(2, [
          [0, 1, 1],
          [1, 0, 1],
        ]),
      ),
    ).toThrow(expect.objectContaining({ code: "closed-economy" }) as Error);
  });

  test("parallel edges add up, nodes without trade stand alone, no nodes are no fault", () => {
    const apart = leontiefGhosh(
      supplying(3, [
        [0, 1, 2],
        [0, 1, 3],
      ]),
      { finalDemand: [5, 10, 0] },
    ).values;
    expect([...apart.backward]).toEqual([1, 1.5, 1]);
    expect([...apart.forward]).toEqual([1.5, 1, 1]);
    expect(leontiefGhosh(supplying(0, []), { finalDemand: [], inverses: true }).values.output).toHaveLength(0);
  });

  test("a long ring that leaks a little is solved", () => {
    const n = 3000;
    const ring = supplying(
      n,
      Array.from({ length: n }, (_, i) => [i, (i + 1) % n, 1] as const),
    );
    const { values, converged } = leontiefGhosh(ring, { finalDemand: new Float64Array(n).fill(0.01) });
    // Every linkage is 1 / (1 - 1 / 1.01) = 101.
    expect(converged).toBe(true);
    close(values.backward, new Float64Array(n).fill(101), 1e-9);
    close(values.forward, new Float64Array(n).fill(101), 1e-9);
  });

  const pair = supplying(2, [[0, 1, 5]]);
  test.each([
    [{ finalDemand: [1] }, "bad-vector"],
    [{ finalDemand: [1, -1] }, "bad-vector"],
    [{ finalDemand: [1, 0] }, "no-output"],
  ])("%j is refused with %s", (params, code) => {
    expect(() => leontiefGhosh(pair, params)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test("a network of payments, and an inverse nobody can hold, are refused", () => {
    expect(() => leontiefGhosh({ ...pair, lens: "pays" })).toThrow(expect.objectContaining({ code: "wrong-lens" }) as Error);
    const many = supplying(1001, [[0, 1, 1]]);
    expect(() => leontiefGhosh(many, { inverses: true })).toThrow(expect.objectContaining({ code: "too-many-nodes" }) as Error);
  });
});

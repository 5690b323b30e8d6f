import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { esriAllFirms } from "../../src/contagion/esri-all-firms.ts";
import { hypotheticalExtraction } from "../../src/measure/hypothetical-extraction.ts";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { tableOf } from "../printed.ts";
import { FIVE_SECTORS, flowsOf, MILLER_BLAIR, outputs, outputWithout, PYMRIO, type Rows } from "../reference/input-output.ts";

const runs = { numRuns: 150, seed: 20260315 };
const total = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

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

const tables = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc.record({
    z: fc.array(fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(20)), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    }),
    finalDemand: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: n, maxLength: n }),
    group: fc.uniqueArray(fc.nat(n - 1), { minLength: 1, maxLength: n }),
  }),
);

describe("published tables", () => {
  test("Miller and Blair: without sector 1, sector 2 makes 1700 / 0.95 of its 2000", () => {
    const { values } = hypotheticalExtraction(tableNetwork(MILLER_BLAIR.z), { finalDemand: MILLER_BLAIR.finalDemand });
    expect(values[0].totalLoss).toBeCloseTo(3000 - 1700 / 0.95, 9);
    expect(values[0].dependence[1]).toBeCloseTo(1 - 1700 / 0.95 / 2000, 12);
    expect(values[1].totalLoss).toBeCloseTo(3000 - 350 / 0.85, 9);
    expect(values[1].shareOfOutput).toBeCloseTo(1 - 350 / 0.85 / 3000, 12);
  });

  test("pymrio: the loss is x_k times the column of the published inverse over its diagonal", () => {
    const { values } = hypotheticalExtraction(tableNetwork(PYMRIO.z), { finalDemand: PYMRIO.finalDemand });
    values.forEach(({ dependence, totalLoss }, k) => {
      const lost = PYMRIO.leontiefInverse.map((row) => (PYMRIO.output[k] * row[k]) / PYMRIO.leontiefInverse[k][k]);
      expect(totalLoss).toBeCloseTo(total(lost), 10);
      lost.forEach((x, i) => expect(dependence[i]).toBeCloseTo(x / PYMRIO.output[i], 12));
    });
  });

  test("Zhu, Kim and Harris: what each unit of manufacturing costs the others", () => {
    const rows = tableOf("docs/models/hypothetical-extraction.md", "| sector | lost per unit, printed | here |");
    const { requirements, finalDemand } = FIVE_SECTORS;
    const z = flowsOf(requirements(0.006), finalDemand);
    const x = outputs(z, finalDemand);
    const [{ dependence, totalLoss }] = hypotheticalExtraction(tableNetwork(z), { finalDemand, groups: [[2]] }).values;
    const lost = [...x.map((output, i) => (dependence[i] * output) / x[2]), totalLoss / x[2]];
    expect(rows.length).toBe(6);
    rows.forEach(([, printed, here], i) => {
      expect(lost[i].toFixed(4)).toBe(here);
      // Three digits of the coefficients.
      expect(Math.abs(lost[i] - Number(printed))).toBeLessThanOrEqual(0.001);
    });
  });
});

describe("against the economy that is left", () => {
  test("groups of any size", () => {
    fc.assert(
      fc.property(tables, ({ z, finalDemand, group }) => {
        const x = outputs(z, finalDemand);
        const left = outputWithout(z, finalDemand, group);
        const { values, converged } = hypotheticalExtraction(tableNetwork(z), { finalDemand, groups: [group] });
        expect(converged).toBe(true);
        x.forEach((before, i) => expect(values[0].dependence[i]).toBeCloseTo((before - left[i]) / before, 9));
        expect(values[0].totalLoss).toBeCloseTo(total(x) - total(left), 7);
      }),
      runs,
    );
  });
});

describe("laws", () => {
  test("shares lie between 0 and 1, the group loses all, a larger group costs no less and no more than its parts", () => {
    fc.assert(
      fc.property(tables, ({ z, finalDemand, group }) => {
        const network = tableNetwork(z);
        const [whole, ...parts] = hypotheticalExtraction(network, { finalDemand, groups: [group, ...group.map((i) => [i])] }).values;
        for (const i of group) expect(whole.dependence[i]).toBe(1);
        for (const share of whole.dependence) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1 + 1e-12);
        }
        for (const part of parts) expect(part.totalLoss).toBeLessThanOrEqual(whole.totalLoss + 1e-8);
        expect(whole.totalLoss).toBeLessThanOrEqual(total(parts.map(({ totalLoss }) => totalLoss)) + 1e-8);
      }),
      runs,
    );
  });

  test("it is what a closure costs upstream in ESRI, with output as revenue", () => {
    fc.assert(
      fc.property(tables, ({ z, finalDemand }) => {
        const n = z.length;
        const network = tableNetwork(z);
        const closures = esriAllFirms(network, {
          industry: new Uint32Array(n),
          essentiality: [[0]],
          revenue: outputs(z, finalDemand),
        }).values;
        hypotheticalExtraction(network, { finalDemand }).values.forEach(({ shareOfOutput }, k) => {
          expect(closures.upstream[k]).toBeCloseTo(shareOfOutput, 8);
        });
      }),
      runs,
    );
  });

  test("another currency changes no share", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: -8, max: 8 }), ({ z, finalDemand }, power) => {
        const scale = 2 ** power;
        const first = hypotheticalExtraction(tableNetwork(z), { finalDemand }).values;
        const scaled = hypotheticalExtraction(tableNetwork(z.map((row) => row.map((x) => x * scale))), {
          finalDemand: finalDemand.map((x) => x * scale),
        }).values;
        first.forEach(({ dependence, shareOfOutput }, k) => {
          expect([...scaled[k].dependence]).toEqual([...dependence]);
          expect(scaled[k].shareOfOutput).toBeCloseTo(shareOfOutput, 12);
        });
      }),
      runs,
    );
  });
});

describe("hostile input", () => {
  const pair = supplying(2, [[0, 1, 5]]);

  test("groups out of range, and all of too many, are refused", () => {
    expect(() => hypotheticalExtraction(pair, { groups: [[2]], finalDemand: [1, 9] })).toThrow(
      expect.objectContaining({ code: "bad-group" }) as Error,
    );
    const many = supplying(2001, [[0, 1, 5]]);
    expect(() => hypotheticalExtraction(many)).toThrow(expect.objectContaining({ code: "too-many-nodes" }) as Error);
    expect(hypotheticalExtraction(many, { groups: [[0], []] }).values.map(({ totalLoss }) => totalLoss)).toEqual([5, 0]);
  });

  test("a closed economy and a network of payments are refused", () => {
    const ring = supplying(2, [
      [0, 1, 1],
      [1, 0, 1],
    ]);
    expect(() => hypotheticalExtraction(ring)).toThrow(expect.objectContaining({ code: "closed-economy" }) as Error);
    expect(() => hypotheticalExtraction({ ...pair, lens: "owes" })).toThrow(expect.objectContaining({ code: "wrong-lens" }) as Error);
  });
});

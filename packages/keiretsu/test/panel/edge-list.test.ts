import { describe, expect, it } from "vitest";
import { fromEdges } from "../../src/network/network.ts";
import { edgeListCircularity, edgeListLoops } from "../../src/panel/edge-list.ts";

const options = { digest: "", maxLength: 4, top: 5, minorDigits: 0, warnings: [] };

function network(
  edges: readonly (readonly [from: number, to: number, amount: number])[],
  names: readonly string[],
): ReturnType<typeof fromEdges> {
  return fromEdges(
    { n: names.length, from: edges.map((edge) => edge[0]), to: edges.map((edge) => edge[1]), amount: edges.map((edge) => edge[2]) },
    { names },
  );
}

describe("loops of bare payments", () => {
  it("tells loops of names that hold the joint apart", () => {
    const ring = (names: readonly string[]): string => {
      const edges = names.map((_, i) => [i, (i + 1) % names.length, 5] as const);
      return edgeListLoops(network(edges, names), options).values.loops[0].id;
    };
    expect(ring(["a", "b", "c"])).toBe("a>b>c");
    expect(ring(["a>b", "c"])).toBe("a\\>b>c");
    expect(ring(["a\\", "b", "c"])).toBe("a\\\\>b>c");
    expect(
      edgeListLoops(
        network(
          [
            [0, 1, 5],
            [1, 0, 5],
          ],
          ["a>b", "c"],
        ),
        options,
      ).values.loops[0].legs,
    ).toEqual(["a\\>b>c", "c>a\\>b"]);
  });

  it("runs no loop through a payment of 0", () => {
    const { values } = edgeListLoops(
      network(
        [
          [0, 1, 5],
          [1, 0, 0],
        ],
        ["a", "b"],
      ),
      options,
    );
    expect(values.loops).toEqual([]);
  });

  it("adds rows of one payer and payee before it asks what a loop carries", () => {
    const { values } = edgeListCircularity(
      network(
        [
          [0, 1, 5],
          [0, 1, 4],
          [0, 1, 0],
          [1, 0, 7],
        ],
        ["a", "b"],
      ),
      options,
    );
    expect(values.loops).toMatchObject([{ id: "a>b", capacity: { low: 7, high: 7 } }]);
    expect(values.setOff.point).toBe(14);
    expect(values.coverage).toEqual({ firms: 2, payments: 4 });
  });
});

import { expect, test } from "vitest";
import { fromEdges, mergeParallel, networkDigest } from "../../src/network/network.ts";

const edges = { n: 3, from: [2, 0, 0, 0], to: [0, 1, 1, 2], amount: [5, 7, 3, 1], firstDay: [0, 10, 5, 1], lastDay: [1, 20, 7, 2] };

test("rows are ordered by target and amount and lead back to the input edge", () => {
  const network = fromEdges(edges);
  expect([...network.start]).toEqual([0, 3, 3, 4]);
  expect([...network.target]).toEqual([1, 1, 2, 0]);
  expect([...network.weight]).toEqual([3, 7, 1, 5]);
  expect([...network.leg]).toEqual([2, 1, 3, 0]);
});

test("merging adds amounts and hulls windows", () => {
  const merged = mergeParallel(fromEdges(edges));
  expect(merged.m).toBe(3);
  expect([...merged.weight]).toEqual([10, 1, 5]);
  expect([...merged.firstDay!]).toEqual([5, 1, 0]);
  expect([...merged.lastDay!]).toEqual([20, 2, 1]);
});

test("the digest ignores the order of rows and the numbering of nodes, and sees a changed amount", () => {
  const names = ["a", "b", "c"];
  const digest = networkDigest(fromEdges(edges, { names }));
  const reordered = { n: 3, from: [0, 0, 2, 0], to: [2, 1, 0, 1], amount: [1, 3, 5, 7], firstDay: [1, 5, 0, 10], lastDay: [2, 7, 1, 20] };
  expect(networkDigest(fromEdges(reordered, { names }))).toBe(digest);
  const relabelled = { ...edges, from: [0, 1, 1, 1], to: [1, 2, 2, 0] };
  expect(networkDigest(fromEdges(relabelled, { names: ["c", "a", "b"] }))).toBe(digest);
  expect(networkDigest(fromEdges({ ...edges, amount: [5, 7, 3, 2] }, { names }))).not.toBe(digest);
});

test("a bad edge names itself", () => {
  expect(() => fromEdges({ n: 2, from: [0], to: [2], amount: [1] })).toThrow("edge 0: nodes 0 -> 2");
  expect(() => fromEdges({ n: 2, from: [0], to: [1], amount: [-1] })).toThrow("edge 0: amount -1");
});

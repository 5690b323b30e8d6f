import { expect, test } from "vitest";
import { type Arc, pointOn, samples } from "../../src/tell/pictures/arrow.ts";
import { arrowMarks } from "../../src/tell/pictures/drawn-network.ts";
import { clearAsides, fan } from "../../src/tell/pictures/fan.ts";
import { tidiest } from "../../src/tell/pictures/layout.ts";

const circles = [
  { centre: { x: 0, y: 0 }, radius: 20 },
  { centre: { x: 300, y: 0 }, radius: 20 },
];
const middle = (arc: Arc): number => pointOn(arc, 0.5).y;

test("parallel arrows are as many arrows, further apart than they are broad, both ways", () => {
  const widths = [2, 13, 2, 5];
  const arrows = widths.map((width, k) => ({ from: k % 2, to: 1 - (k % 2), width }));
  const arcs = fan(circles, arrows);
  const order = arcs.map((_, k) => k).sort((a, b) => middle(arcs[a]) - middle(arcs[b]));
  for (const [i, k] of order.slice(1).entries()) {
    const before = order[i];
    expect(middle(arcs[k]) - middle(arcs[before])).toBeGreaterThan((widths[k] + widths[before]) / 2 + 4);
  }
  // Those of one direction lie together.
  expect(order.map((k) => arrows[k].from).join("")).toMatch(/^(0011|1100)$/);
});

test("an arrow that would run through a third circle is moved aside, and one that meets nothing is not", () => {
  const between = [...circles, { centre: { x: 150, y: 0 }, radius: 16 }];
  const arrows = [
    { from: 0, to: 1, width: 3 },
    { from: 1, to: 0, width: 3 },
  ];
  const asides = clearAsides(between, arrows);
  const arcs = fan(
    between,
    arrows.map((arrow, k) => ({ ...arrow, aside: asides[k] })),
  );
  const clear = arcs.every((arc) => samples(arc).every((point) => Math.hypot(point.x - 150, point.y) > 16));
  expect(clear).toBe(true);
  expect(clearAsides(circles, arrows)).toEqual([0, 0]);
});

test("the same arc from either end: turning an arrow round keeps its pair where it was", () => {
  const [there] = fan(circles, [{ from: 0, to: 1, width: 3, aside: 0.1 }]);
  const [back] = fan(circles, [{ from: 1, to: 0, width: 3, aside: 0.1 }]);
  expect(middle(there)).toBeCloseTo(middle(back), 9);
});

test("a range is a pale halo around a core, a floor is ragged, what is unknown is dotted and has no width", () => {
  const [arc] = fan(circles, [{ from: 0, to: 1, width: 12 }]);
  const marks = (core: number, width: number, open = false) => arrowMarks(arc, { core, width, open, firmness: "firm" });
  expect(marks(3, 12)).toMatchObject({ core: { width: 3, dash: null }, halo: { width: 12, dash: null } });
  expect(marks(12, 12).halo).toBeNull();
  expect(marks(0, 12).core.width).toBe(1.2);
  expect(marks(5, 5, true).halo).toMatchObject({ width: 11, dash: "1.5 2.5" });
  expect(marks(0, 0)).toMatchObject({ core: { width: 1.2, dash: "0.1 4", round: true }, halo: null });
});

test("the tidiest of several layouts is the one without crossings; even twenty circles in a heap come apart", () => {
  const square = [
    { x: 0, y: 0 },
    { x: 9, y: 0 },
    { x: 9, y: 9 },
    { x: 0, y: 9 },
  ];
  const crossed = [square[0], square[2], square[1], square[3]];
  const ring = [0, 1, 2, 3].map((i) => ({ from: i, to: (i + 1) % 4 }));
  const nodes = { radius: [10, 10, 10, 10], gap: 30, margin: 0, link: 0 };
  const frame = { x: 0, y: 0, width: 400, height: 300 };
  const best = tidiest([crossed, square], nodes, ring, frame);
  expect(best).toEqual(tidiest([square], nodes, ring, frame));
  expect(best).not.toEqual(tidiest([crossed], nodes, ring, frame));
  const heap = tidiest(
    [Array.from({ length: 20 }, (_, i) => ({ x: i % 3, y: i % 2 }))],
    { ...nodes, radius: Array.from({ length: 20 }, () => 10) },
    [],
    { ...frame, width: 900, height: 700 },
  );
  for (const [i, a] of heap.entries())
    for (const b of heap.slice(i + 1)) expect(Math.hypot((a.x - b.x) / 1.35, a.y - b.y)).toBeGreaterThan(2 * 10 + 20);
});

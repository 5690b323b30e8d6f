import { boxOf, circularity, defaultViewOptions, placeLabels, view } from "keiretsu";
import { assert, double, integer, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { cameraOf, eyeOf, fitted, toScreen, toWorld, zoomed } from "../../src/state/camera.ts";
import { drawingOf } from "../../src/views/network/geometry.ts";
import { noFilters } from "../../src/worker/network/choose.ts";
import network from "../../src/worker/questions/network.ts";
import networkLayout from "../../src/worker/questions/network-layout.ts";
import { opened } from "../opened.ts";

const size = { width: 1070, height: 663 };

describe("the camera", () => {
  const number = double({ min: -2000, max: 2000, noNaN: true });
  const point = record({ x: number, y: number });
  const camera = record({ x: number, y: number, scale: double({ min: 0.2, max: 5, noNaN: true }) });

  test("a point of the world comes back from the screen; zooming keeps what lies under the pointer", () => {
    assert(
      property(camera, point, double({ min: 0.5, max: 2, noNaN: true }), (eye, at, factor) => {
        const there = toScreen(eye, size, at);
        const back = toWorld(eye, size, there);
        expect(back.x).toBeCloseTo(at.x, 6);
        expect(back.y).toBeCloseTo(at.y, 6);
        const after = toScreen(zoomed(eye, size, there, factor), size, at);
        expect(after.x).toBeCloseTo(there.x, 6);
        expect(after.y).toBeCloseTo(there.y, 6);
      }),
    );
  });

  test("what stands in the address shows the same part of the world on another screen; nonsense in it shows all", () => {
    assert(
      property(record({ x: integer({ min: -999, max: 999 }), y: integer({ min: -999, max: 999 }) }), ({ x, y }) => {
        const eye = eyeOf({ x, y, scale: 1 }, size);
        const phone = cameraOf(eye, { width: 356, height: 480 })!;
        expect([phone.x, phone.y]).toEqual([x, y]);
        expect(356 / phone.scale).toBeCloseTo(663, 6);
      }),
    );
    for (const eye of [null, "", "1,2", "a,b,c", "1,2,-3", "1,2,0", "1,2,3,4", "1,2,Infinity"]) expect(cameraOf(eye, size)).toBeNull();
  });

  test("all circles are in view, with room", () => {
    const circles = [
      { x: -300, y: 40, radius: 10 },
      { x: 900, y: 700, radius: 30 },
    ];
    const eye = fitted(circles, size, { x: 70, y: 30 });
    for (const circle of circles) {
      const { x, y } = toScreen(eye, size, circle);
      expect(x - circle.radius * eye.scale).toBeGreaterThanOrEqual(70 - 1e-6);
      expect(y + circle.radius * eye.scale).toBeLessThanOrEqual(663 - 30 + 1e-6);
    }
  });
});

describe("the AI casebook as it first shows", () => {
  const book = opened("ai-alliances");
  const { positions } = networkLayout(book, { chapters: null, perimeter: "parent", seed: 1 });
  const project = { perimeter: "parent", inKind: true, contingent: false } as const;
  const drawn = (most: number | null) => {
    const answer = network(book, { view: defaultViewOptions, project, lens: "pays", filters: { ...noFilters, most } });
    const places = new Map(Object.entries(positions));
    const camera = fitted(
      answer.ever.map((firm) => ({ ...places.get(firm)!, radius: 16 })),
      size,
      { x: 72, y: 30 },
    );
    const names = new Map(book.casebook.entities.map((entity) => [entity.id, entity.name]));
    return drawingOf({
      camera,
      size,
      firms: answer.firms.filter((firm) => firm.drawn),
      ties: answer.drawn,
      positions: places,
      scale: answer.scale,
      nameOf: (firm) => names.get(firm)!,
      lens: "pays",
      unit: answer.unit,
      language: "en",
      asides: new Map(),
    });
  };

  test.each([60, null])("with %s arrows every firm is named, and no name or amount covers another or a circle", (most) => {
    const drawing = drawn(most);
    const labels = placeLabels(drawing, { size: 13 });
    expect(labels.names.filter((label) => label === null)).toEqual([]);
    const boxes = [...labels.names.map((label) => label!.block), ...labels.amounts.filter((block) => block !== null)].map(boxOf);
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
    for (const [i, a] of drawing.nodes.entries())
      for (const b of drawing.nodes.slice(i + 1))
        expect(Math.hypot(a.centre.x - b.centre.x, a.centre.y - b.centre.y)).toBeGreaterThan(a.radius + b.radius);
    // Most amounts of the first picture can be read on it; the table has all.
    if (most !== null) expect(labels.amounts.filter((block) => block !== null).length).toBeGreaterThan(0.6 * most);
  });

  test("a tie of unknown amount has no width, and a range is broader than its core", () => {
    const arrows = drawn(null).arrows;
    const { withoutAmount } = circularity(view(book.casebook, defaultViewOptions), project).values.coverage;
    expect(
      arrows
        .filter((arrow) => arrow.width === 0)
        .map((arrow) => arrow.id)
        .sort(),
    ).toEqual(withoutAmount.map((row) => row.leg).sort());
    expect(arrows.some((arrow) => arrow.core < arrow.width)).toBe(true);
    expect(arrows.filter((arrow) => arrow.width === 0).every((arrow) => arrow.words === "")).toBe(true);
  });
});

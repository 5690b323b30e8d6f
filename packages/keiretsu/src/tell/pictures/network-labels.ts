import { type Arc, pointOn, samples } from "./arrow.ts";
import { type Box, holds, place, type Point } from "./place.ts";
import { boxOf, element, lineHeight, textBlock, type TextBlock } from "./svg.ts";
import { blockWidth, wrapText } from "./text-width.ts";

/** Where do the names of firms and the amounts of arrows go in a drawing of a network? None covers another label or a circle, and few cover lines. */
export interface Circle {
  readonly centre: Point;
  readonly radius: number;
}

/** A name, and the thin line to its circle where it had to stand further out. */
export interface NameLabel {
  readonly block: TextBlock;
  readonly leader: { readonly from: Point; readonly to: Point } | null;
}

/** Shares of an arrow at which its amount is tried. */
const spots = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73];

/** Points of all that an arrow paints: its middle, both edges of a broad one, and its head, which tells the direction and so counts more. */
export function inked(arc: Arc, width: number): readonly Point[] {
  const middle = [...samples(arc), ...headPoints(arc)];
  if (width < 5) return middle;
  const [dx, dy] = [arc.end.x - arc.start.x, arc.end.y - arc.start.y];
  const length = Math.max(Math.hypot(dx, dy), 1e-6);
  const [nx, ny] = [(-dy / length) * (width / 2), (dx / length) * (width / 2)];
  return middle.flatMap((point) => [point, { x: point.x + nx, y: point.y + ny }, { x: point.x - nx, y: point.y - ny }]);
}

export function headPoints(arc: Arc): readonly Point[] {
  const { x, y } = pointOn(arc, 1);
  const back = pointOn(arc, 0.93);
  return [{ x, y }, { x, y }, { x: (x + back.x) / 2, y: (y + back.y) / 2 }, { x: (x + back.x) / 2, y: (y + back.y) / 2 }, back, back];
}

export interface Space {
  readonly size: number;
  /** Labels placed so far; each one placed is added. */
  readonly taken: Box[];
  /** Points that a label had better not cover. */
  readonly lines: readonly Point[];
  readonly whole: Box;
  /** How many places further down the list cost as much as a point covered: fewer keep a name near its circle. */
  readonly patience?: number;
}

/** Inside its circle where it fits, else beside it, else further out with a thin line to it. */
export function nameLabel(name: string, circles: readonly Circle[], i: number, space: Space & { narrow: boolean }): NameLabel | null {
  const { centre, radius } = circles[i];
  const { size, taken, narrow } = space;
  const inner = wrapText(name, { width: radius * 1.75, size, weight: "bold", lines: 3 });
  const innerHeight = inner.length * size * lineHeight;
  if (
    !inner.some((line) => line.endsWith("…")) &&
    inner.length <= name.split(/\s+/).length &&
    Math.hypot(blockWidth(inner, size, "bold") / 2, innerHeight / 2) < radius
  ) {
    const block: TextBlock = {
      x: centre.x,
      y: centre.y - innerHeight / 2 + size * 0.98,
      lines: inner,
      size,
      anchor: "middle",
      weight: "bold",
    };
    taken.push(boxOf(block));
    return { block, leader: null };
  }
  const lines = wrapText(name, { width: narrow ? 92 : 150, size, weight: "bold", lines: 3 });
  const candidates: { block: TextBlock; box: Box; far: boolean }[] = [];
  for (const distance of [3, 9, 16, 26, 40, 60, 90, 130, 180, 240]) {
    for (const turn of [2, 6, 0, 4, 1, 3, 7, 5]) {
      const angle = (turn * Math.PI) / 4;
      const block = around(centre, radius + distance, angle, lines, size, "bold");
      candidates.push({ block, box: boxOf(block), far: distance > 30 });
    }
  }
  const { patience = 50 } = space;
  const found = place(candidates, { frame: space.whole, taken, circles, lines: space.lines }, { patience });
  if (found === null) return null;
  taken.push(found.box);
  const middle = { x: found.box.x + found.box.width / 2, y: found.box.y + found.box.height / 2 };
  const away = Math.max(Math.hypot(middle.x - centre.x, middle.y - centre.y), 1);
  const rim = { x: centre.x + ((middle.x - centre.x) * radius) / away, y: centre.y + ((middle.y - centre.y) * radius) / away };
  return { block: { ...found.block, halo: true }, leader: found.far ? { from: rim, to: middle } : null };
}

export function drawName({ block, leader }: NameLabel): string {
  const line =
    leader === null
      ? ""
      : element("line", {
          class: "k-line-edge",
          x1: leader.from.x,
          y1: leader.from.y,
          x2: leader.to.x,
          y2: leader.to.y,
          "stroke-width": 0.8,
        });
  return line + textBlock(block);
}

/** A block of text that touches the circle of the given radius from outside, in the given direction (0 = right, a quarter turn = below). */
function around(
  centre: Point,
  distance: number,
  angle: number,
  lines: readonly string[],
  size: number,
  weight: "regular" | "bold",
): TextBlock {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const height = (lines.length - 1) * size * lineHeight + 1.2 * size;
  const anchor = dx > 0.3 ? "start" : dx < -0.3 ? "end" : "middle";
  const middle = centre.y + dy * (distance + (Math.abs(dx) < 0.3 ? height / 2 : 0));
  return { x: centre.x + dx * distance, y: middle - height / 2 + 0.95 * size, lines, size, anchor, weight };
}

/** On its own arrow, of which at least half stays to be seen, or beside it, which is better for a broad one; left out where it would cover another label (the table has every amount). */
export function amountLabel(
  words: string,
  arc: Arc,
  space: Space & { circles: readonly Circle[]; tone: string; width: number; own: readonly Point[] },
): TextBlock | null {
  const { size, taken, tone, width } = space;
  const longest = blockWidth(words.split(" "), size);
  const lined = [
    [words],
    ...(words.includes(" ") ? [wrapText(words, { width: Math.max(longest, blockWidth([words], size) * 0.62), size, lines: 3 })] : []),
  ];
  const [dx, dy] = [arc.end.x - arc.start.x, arc.end.y - arc.start.y];
  const length = Math.max(Math.hypot(dx, dy), 1e-6);
  // The outer side of the bow first: the other end's arrow runs on the inner one.
  const bow = (arc.control.x - (arc.start.x + arc.end.x) / 2) * -dy + (arc.control.y - (arc.start.y + arc.end.y) / 2) * dx;
  const outer = bow < 0 ? -1 : 1;
  const [nx, ny] = [(-dy / length) * outer, (dx / length) * outer];
  const at = (lines: readonly string[], t: number, away: number): TextBlock => {
    const box = boxOf({ x: 0, y: 0, lines, size });
    const point = pointOn(arc, t);
    // How far the middle of the words must stand off so that their box just clears the arrow.
    const reach = away === 0 ? 0 : Math.sign(away) * ((Math.abs(nx) * box.width + Math.abs(ny) * box.height) / 2 + width / 2) + away;
    const middle = { x: point.x + nx * reach, y: point.y + ny * reach };
    return { x: middle.x, y: middle.y - box.height / 2 - box.y, anchor: "middle", lines, size, tone };
  };
  const blocks = [width < 8 ? [0, 2, -2] : [2, -2, 0], [6, -6], [11, -11]].flatMap((aways) =>
    lined.flatMap((lines) => spots.flatMap((t) => aways.map((away) => at(lines, t, away)))),
  );
  const candidates = blocks
    .map((block) => ({ block, box: boxOf(block) }))
    .filter(({ box }) => space.own.filter((point) => holds(box, point, 1)).length < 0.5 * space.own.length);
  const found = place(candidates, { frame: space.whole, taken, circles: space.circles, lines: space.lines }, { gap: 2, patience: 9 });
  if (found === null) return null;
  taken.push(found.box);
  return { ...found.block, halo: true };
}

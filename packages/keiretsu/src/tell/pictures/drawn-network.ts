import type { Firmness } from "../../record/standing.ts";
import { type Arc, arrowShape, promisedDash } from "./arrow.ts";
import { clearAsides, fan, type Fanned } from "./fan.ts";
import { amountLabel, type Circle, headPoints, inked, type NameLabel, nameLabel } from "./network-labels.ts";
import type { Box, Point } from "./place.ts";
import type { TextBlock } from "./svg.ts";

/** A network whose circles have their places already, as a reader has laid them out: the marks of its arrows, and where its labels go. */
export interface DrawnNetwork {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly (Circle & { readonly id: string; readonly name: string })[];
  readonly arrows: readonly DrawnArrow[];
}

export interface DrawnArrow extends Fanned {
  readonly id: string;
  /** Width of what is certain, the low end of the amount; `width` is that of the high end. Both 0 where the amount is unknown. */
  readonly core: number;
  /** The amount has a floor and no ceiling. */
  readonly open: boolean;
  readonly tone: "funding" | "revenue" | "transfer";
  readonly firmness: Firmness;
  readonly words: string;
}

export interface PlacedLabels {
  /** The drawing with its arrows moved out of the way of circles. */
  readonly drawing: DrawnNetwork;
  /** One a node, null where no room is left. */
  readonly names: readonly (NameLabel | null)[];
  /** One an arrow, null where no room is left. */
  readonly amounts: readonly (TextBlock | null)[];
}

export const thinnestCore = 1.2;

export interface ArrowMarks {
  readonly line: string;
  readonly head: string;
  readonly core: { readonly width: number; readonly dash: string | null; readonly round: boolean };
  readonly halo: { readonly width: number; readonly dash: string | null } | null;
}

/** What an arrow is painted with: a pale halo to the high end of its amount, a core to the low end; dots where the amount is unknown, dashes where it is promised. */
export function arrowMarks(
  arc: Arc,
  { core, width, open, firmness }: Pick<DrawnArrow, "core" | "width" | "open" | "firmness">,
): ArrowMarks {
  const unknown = width === 0;
  const line = Math.max(core, thinnestCore);
  const shape = arrowShape(arc, Math.max(width, thinnestCore));
  const whole = open ? line + 6 : width;
  return {
    ...shape,
    core: { width: line, dash: unknown ? "0.1 4" : firmness === "promised" ? promisedDash(line) : null, round: unknown },
    halo: !unknown && whole - line > 0.7 ? { width: whole, dash: open ? "1.5 2.5" : null } : null,
  };
}

/** Places for all labels: names first, the largest circles before the small ones, then amounts in the order of the arrows. */
export function placeLabels(given: DrawnNetwork, { size }: { readonly size: number }): PlacedLabels {
  const { nodes, width, height } = given;
  const asides = clearAsides(nodes, given.arrows);
  const arrows = given.arrows.map((arrow, k) => ({ ...arrow, aside: asides[k] }));
  const arcs = fan(nodes, arrows);
  const inks = arcs.map((arc, k) => inked(arc, arrows[k].width));
  const lines = inks.flat();
  const taken: Box[] = [];
  const whole = { x: 2, y: 2, width: width - 4, height: height - 4 };
  const inFrame = nodes.map(({ centre }) => centre.x > 0 && centre.x < width && centre.y > 0 && centre.y < height);
  const names = nodes.map((): NameLabel | null => null);
  for (const i of nodes.map((_, k) => k).sort((a, b) => nodes[b].radius - nodes[a].radius || a - b)) {
    if (inFrame[i]) names[i] = nameLabel(nodes[i].name, nodes, i, { size, narrow: size < 12, taken, lines, whole, patience: 5 });
  }
  const amounts = arrows.map((arrow, k): TextBlock | null => {
    if (arrow.words === "") return null;
    const near = nearTo(arcs[k]);
    const others = [...inks.flatMap((ink, other) => (other === k ? [] : ink.filter(near))), ...headPoints(arcs[k])];
    const { words, tone, width: broad } = arrow;
    return amountLabel(words, arcs[k], { size: size - 2, taken, circles: nodes, lines: others, own: inks[k], whole, tone, width: broad });
  });
  return { drawing: { ...given, arrows }, names, amounts };
}

/** Whether a point may lie under the amount of an arrow: all others need not be asked for each place that is tried. */
function nearTo({ start, control, end }: Arc): (point: Point) => boolean {
  const [xs, ys] = [
    [start.x, control.x, end.x],
    [start.y, control.y, end.y],
  ];
  const [left, right, top, bottom] = [Math.min(...xs) - reach, Math.max(...xs) + reach, Math.min(...ys) - reach, Math.max(...ys) + reach];
  return ({ x, y }) => x > left && x < right && y > top && y < bottom;
}

const reach = 120;

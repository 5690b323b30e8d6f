import { type Arc, arcBetween, samples } from "./arrow.ts";
import type { Circle } from "./network-labels.ts";

/**
 * Arrows between the same two circles side by side, each its own arrow: what a reader must be able to tell apart and point at is never drawn as one.
 * A pair keeps the order in which its arrows are given, those of one direction together.
 */
export interface Fanned {
  /** Indices of circles. */
  readonly from: number;
  readonly to: number;
  /** Of the whole arrow in pixels. */
  readonly width: number;
  /** How far the arrows of its pair are moved aside, as a share of their length, seen from the circle of the smaller index. */
  readonly aside?: number;
}

/** Moves that are tried. A lone arrow is bent a little, so that an eye can follow it. */
const bundleAsides = [0, 0.05, -0.05, 0.1, -0.1, 0.16, -0.16, 0.23, -0.23];
const loneAsides = [0.06, -0.06, 0.1, -0.1, 0.16, -0.16, 0.23, -0.23];
/** Least distance between the middles of two arrows, in pixels. */
const lane = 14;

/** One arc an arrow. */
export function fan(circles: readonly Circle[], arrows: readonly Fanned[]): readonly Arc[] {
  const arcs = Array.from<Arc>({ length: arrows.length });
  for (const bundle of bundlesOf(arrows)) {
    const aside = bundle.map((k) => arrows[k].aside).find((one) => one !== undefined) ?? triedFor(bundle)[0];
    arcsOf(circles, arrows, bundle, aside).forEach((arc, k) => (arcs[bundle[k]] = arc));
  }
  return arcs;
}

/** For each arrow the least move of its pair by which the pair runs through the fewest other circles. */
export function clearAsides(circles: readonly Circle[], arrows: readonly Fanned[]): readonly number[] {
  const found = arrows.map(() => 0);
  for (const bundle of bundlesOf(arrows)) {
    let best = 0;
    let bestCost = Infinity;
    for (const [rank, aside] of triedFor(bundle).entries()) {
      const cost = 3 * hits(circles, arrows[bundle[0]], arcsOf(circles, arrows, bundle, aside)) + 0.2 * rank;
      if (cost < bestCost) [best, bestCost] = [aside, cost];
    }
    for (const k of bundle) found[k] = best;
  }
  return found;
}

function triedFor(bundle: readonly number[]): readonly number[] {
  return bundle.length === 1 ? loneAsides : bundleAsides;
}

/** The arrows of each pair of circles, in the order of the sides on which they lie. */
function bundlesOf(arrows: readonly Fanned[]): readonly (readonly number[])[] {
  const bundles = new Map<string, number[]>();
  for (const [k, { from, to }] of arrows.entries()) {
    const key = `${Math.min(from, to)} ${Math.max(from, to)}`;
    bundles.set(key, [...(bundles.get(key) ?? []), k]);
  }
  const backwards = (k: number): number => Number(arrows[k].from > arrows[k].to);
  return [...bundles.values()].map((bundle) => bundle.sort((a, b) => backwards(a) - backwards(b)));
}

function arcsOf(circles: readonly Circle[], arrows: readonly Fanned[], bundle: readonly number[], aside: number): readonly Arc[] {
  const { from, to } = arrows[bundle[0]];
  const [a, b] = [circles[Math.min(from, to)].centre, circles[Math.max(from, to)].centre];
  const length = Math.max(Math.hypot(b.x - a.x, b.y - a.y), 1e-6);
  const lanes = bundle.map((k) => Math.max(lane, 9 + 1.44 * arrows[k].width));
  let at = aside * length - lanes.reduce((sum, one) => sum + one, 0) / 2;
  return bundle.map((k, i) => {
    const middle = at + lanes[i] / 2;
    at += lanes[i];
    // The middle of an arc lies half as far out as its control point; seen from the other end the same side is the other one.
    const bend = ((arrows[k].from < arrows[k].to ? 1 : -1) * 2 * middle) / length;
    return arcBetween(circles[arrows[k].from], circles[arrows[k].to], bend);
  });
}

function hits(circles: readonly Circle[], { from, to }: Fanned, arcs: readonly Arc[]): number {
  const points = arcs.flatMap((arc) => samples(arc, 10));
  return circles.filter(
    ({ centre, radius }, i) => i !== from && i !== to && points.some((p) => Math.hypot(p.x - centre.x, p.y - centre.y) < radius + 7),
  ).length;
}

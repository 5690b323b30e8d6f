import type { Firmness } from "../../record/standing.ts";
import type { Point } from "./place.ts";
import { element, round } from "./svg.ts";

/** An arrow as an arc with a head: width is the amount, dash the status, a ghost is what has lapsed. */
export interface Arc {
  readonly start: Point;
  readonly control: Point;
  readonly end: Point;
}

/** The arc from one circle to another, bent to its left by `bend` times its length; it starts and ends at the circles' rims. */
export function arcBetween(
  from: { readonly centre: Point; readonly radius: number },
  to: { readonly centre: Point; readonly radius: number },
  bend: number,
): Arc {
  const [a, b] = [from.centre, to.centre];
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const control = { x: (a.x + b.x) / 2 + dy * bend, y: (a.y + b.y) / 2 - dx * bend };
  return { start: towards(a, control, from.radius), control, end: towards(b, control, to.radius) };
}

/** The point at share t of the arc. */
export function pointOn(arc: Arc, t: number): Point {
  const s = 1 - t;
  return {
    x: s * s * arc.start.x + 2 * s * t * arc.control.x + t * t * arc.end.x,
    y: s * s * arc.start.y + 2 * s * t * arc.control.y + t * t * arc.end.y,
  };
}

/** Points along the arc, for labels that had better not cover it. */
export function samples(arc: Arc, spacing = 7): readonly Point[] {
  const count = Math.max(6, Math.ceil(Math.hypot(arc.end.x - arc.start.x, arc.end.y - arc.start.y) / spacing));
  return Array.from({ length: count + 1 }, (_, i) => pointOn(arc, i / count));
}

/** The line of an arrow up to its head, and the head. */
export function arrowShape(arc: Arc, width: number): { readonly line: string; readonly head: string } {
  const before = towards(arc.end, arc.control, 5 + width * 1.15);
  const half = 3.2 + width * 0.72;
  const angle = Math.atan2(arc.end.y - before.y, arc.end.x - before.x);
  const [nx, ny] = [-Math.sin(angle) * half, Math.cos(angle) * half];
  return {
    line: `M${at(arc.start)}Q${at(arc.control)} ${at(before)}`,
    head: `${at(arc.end)} ${round(before.x + nx)},${round(before.y + ny)} ${round(before.x - nx)},${round(before.y - ny)}`,
  };
}

/** Dashes of what is promised only. */
export function promisedDash(width: number): string {
  return `${round(5 + width)} ${round(3 + width * 0.6)}`;
}

export function drawArrow(arc: Arc, width: number, tone: string, firmness: Firmness): string {
  const { line, head } = arrowShape(arc, width);
  return (
    element("path", {
      class: `k-line k-line-${tone}`,
      d: line,
      "stroke-width": width,
      "stroke-dasharray": firmness === "promised" ? promisedDash(width) : null,
      opacity: firmness === "ghost" ? "0.28" : "0.82",
    }) + element("polygon", { class: `k-${tone}`, points: head, opacity: firmness === "ghost" ? "0.28" : "0.95" })
  );
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.max(Math.hypot(to.x - from.x, to.y - from.y), 1e-6);
  return { x: from.x + ((to.x - from.x) * distance) / length, y: from.y + ((to.y - from.y) * distance) / length };
}

function at(point: Point): string {
  return `${round(point.x)},${round(point.y)}`;
}

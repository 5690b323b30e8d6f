import type { Box, Point } from "./place.ts";

/**
 * Where do the nodes of a small network go? Stress majorization (Gansner, Koren and North 2004) from several fixed starts, then swaps of
 * pairs while crossings fall, then circles are pushed apart. Nothing is drawn by lot: the same network gives the same picture.
 * Cost O(n^3 + swaps * m^2); meant for some forty nodes.
 */
export interface Nodes {
  readonly radius: readonly number[];
  /** Room for a name beside or under each node, in pixels. */
  readonly gap: number;
  /** Distance from the frame to the edge of the picture: a circle larger than that keeps further in. */
  readonly margin: number;
  /** Room for the label of a link between two nodes, in pixels. */
  readonly link: number;
}

export interface Link {
  readonly from: number;
  readonly to: number;
}

const starts = 8;
const sweeps = 120;
const rounds = 6;
const stretch = 1.7;
const evenness = 0.6;

export function layout(nodes: Nodes, links: readonly Link[], frame: Box): readonly Point[] {
  const n = nodes.radius.length;
  if (n === 0) return [];
  if (n === 1) return [middleOf(frame)];
  const distance = lengths(nodes, links);
  let best: Point[] = [];
  let bestCost = Infinity;
  for (let start = 0; start < starts; start++) {
    const points = swapped(separated(fitted(majorized(circle(n, start, nodes.link), distance), frame), nodes, frame), nodes, links);
    const apart = separated(points, nodes, frame);
    const cost = untidiness(apart, nodes, links, frame);
    if (cost < bestCost - 1e-6) {
      best = apart;
      bestCost = cost;
    }
  }
  return best;
}

/**
 * Of several sets of points found elsewhere the tidiest, once each is turned and stretched to fill a frame and its circles are moved apart until each
 * pair keeps its gap.
 */
export function tidiest(candidates: readonly (readonly Point[])[], nodes: Nodes, links: readonly Link[], frame: Box): readonly Point[] {
  let best: readonly Point[] = [];
  let bestCost = Infinity;
  for (const points of candidates) {
    const settled = points.length < 2 ? points.map(() => middleOf(frame)) : separated(fitted(evened(points), frame), nodes, frame);
    const cost = untidiness(settled, nodes, links, null);
    if (cost < bestCost - 1e-6) [best, bestCost] = [settled, cost];
  }
  return best;
}

function middleOf(frame: Box): Point {
  return { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
}

/** Most of the way to an even spread: what is crowded gets room and what is far off comes near, while left stays left of right and up above down. */
function evened(points: readonly Point[]): Point[] {
  const xs = evenedLine(points.map((point) => point.x));
  const ys = evenedLine(points.map((point) => point.y));
  return points.map((_, i) => ({ x: xs[i], y: ys[i] }));
}

function evenedLine(values: readonly number[]): readonly number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b] || a - b);
  const [least, most] = [values[order[0]], values[order.at(-1)!]];
  const even = Array.from({ length: values.length }, () => 0);
  for (const [rank, i] of order.entries()) even[i] = rank / Math.max(values.length - 1, 1);
  return values.map((value, i) => evenness * even[i] + (1 - evenness) * ((value - least) / Math.max(most - least, 1e-9)));
}

/** Nodes on a circle, each start with another stride, so that neighbours differ. */
function circle(n: number, start: number, size: number): Point[] {
  let stride = 1 + start;
  while (gcd(stride, n) !== 1) stride++;
  return Array.from({ length: n }, (_, i) => {
    const angle = (2 * Math.PI * ((i * stride) % n)) / n + start * 0.37;
    return { x: Math.cos(angle) * size * (2 + (i % 3) * 0.04), y: Math.sin(angle) * size * 2 };
  });
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** Length of the shortest path in links, where a link is as long as its two circles and a label between them; what no path joins stays near. */
function lengths(nodes: Nodes, links: readonly Link[]): readonly Float64Array[] {
  const { radius } = nodes;
  const n = radius.length;
  const rows = Array.from({ length: n }, (_, i) => new Float64Array(n).fill(Infinity).with(i, 0));
  for (const { from, to } of links) {
    rows[from][to] = rows[to][from] = from === to ? 0 : radius[from] + radius[to] + nodes.link;
  }
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) rows[i][j] = Math.min(rows[i][j], rows[i][k] + rows[k][j]);
  }
  const apart = 3 * nodes.link;
  return rows.map((row, i) => row.map((length, j) => (length === Infinity ? apart + radius[i] + radius[j] : length)));
}

function majorized(points: Point[], distance: readonly Float64Array[]): Point[] {
  let now = points;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const before = now;
    now = before.map((point, i) => {
      let x = 0;
      let y = 0;
      let weights = 0;
      for (const [j, other] of before.entries()) {
        if (i === j) continue;
        const wanted = distance[i][j] || 1;
        const weight = 1 / (wanted * wanted);
        const dx = point.x - other.x;
        const dy = point.y - other.y;
        const actual = Math.max(Math.hypot(dx, dy), 1e-6);
        x += weight * (other.x + (wanted * dx) / actual);
        y += weight * (other.y + (wanted * dy) / actual);
        weights += weight;
      }
      return { x: x / weights, y: y / weights };
    });
  }
  return now;
}

/** Turn the longest axis along the longest side of the frame and stretch to fill it. */
function fitted(points: readonly Point[], frame: Box): Point[] {
  const cx = points.reduce((total, point) => total + point.x, 0) / points.length;
  const cy = points.reduce((total, point) => total + point.y, 0) / points.length;
  const moment = { xx: 0, xy: 0, yy: 0 };
  for (const { x, y } of points) {
    moment.xx += (x - cx) ** 2;
    moment.xy += (x - cx) * (y - cy);
    moment.yy += (y - cy) ** 2;
  }
  const axis = Math.atan2(2 * moment.xy, moment.xx - moment.yy) / 2;
  const turn = frame.width >= frame.height ? -axis : Math.PI / 2 - axis;
  const turned = points.map(({ x, y }) => ({
    x: (x - cx) * Math.cos(turn) - (y - cy) * Math.sin(turn),
    y: (x - cx) * Math.sin(turn) + (y - cy) * Math.cos(turn),
  }));
  const xs = turned.map((point) => point.x);
  const ys = turned.map((point) => point.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const wide = Math.max(Math.max(...xs) - left, 1e-6);
  const high = Math.max(Math.max(...ys) - top, 1e-6);
  // Both directions grow alike as far as possible; one may then be stretched, so that the frame is used, but not so that a ring becomes a line.
  const even = Math.min(frame.width / wide, frame.height / high);
  const scale = { x: Math.min(frame.width / wide, even * stretch), y: Math.min(frame.height / high, even * stretch) };
  const shift = { x: frame.x + (frame.width - wide * scale.x) / 2, y: frame.y + (frame.height - high * scale.y) / 2 };
  return turned.map(({ x, y }) => ({ x: shift.x + (x - left) * scale.x, y: shift.y + (y - top) * scale.y }));
}

/** Push circles apart until each pair keeps its gap, inside the frame. */
function separated(points: readonly Point[], { radius, gap, margin }: Nodes, frame: Box): Point[] {
  const x = Float64Array.from(points, (point) => point.x);
  const y = Float64Array.from(points, (point) => point.y);
  for (let round = 0; round < 200; round++) {
    let moved = false;
    for (let i = 0; i < x.length; i++) {
      for (let j = i + 1; j < x.length; j++) {
        const wanted = radius[i] + radius[j] + gap;
        // Names run along lines of text: two nodes side by side need more room than two above each other.
        const dx = (x[j] - x[i]) / 1.35;
        const dy = y[j] - y[i];
        if (dx * dx + dy * dy >= wanted * wanted) continue;
        moved = true;
        const actual = Math.hypot(dx, dy);
        const push = (wanted - actual) / 2 + 0.5;
        const [ux, uy] = actual > 1e-6 ? [dx / actual, dy / actual] : [Math.cos(i + j), Math.sin(i + j)];
        x[i] -= ux * push;
        y[i] -= uy * push;
        x[j] += ux * push;
        y[j] += uy * push;
      }
    }
    for (let i = 0; i < x.length; i++) {
      const inset = Math.max(0, radius[i] + 4 - margin);
      x[i] = clamp(x[i], frame.x + inset, frame.x + frame.width - inset);
      y[i] = clamp(y[i], frame.y + inset, frame.y + frame.height - inset);
    }
    if (!moved) break;
  }
  return points.map((_, i) => ({ x: x[i], y: y[i] }));
}

/** Swap two nodes while that makes the picture tidier. */
function swapped(points: readonly Point[], nodes: Nodes, links: readonly Link[]): Point[] {
  let now = [...points];
  let cost = untidiness(now, nodes, links, null);
  for (let round = 0; round < rounds; round++) {
    const before = cost;
    for (let i = 0; i < now.length; i++) {
      for (let j = i + 1; j < now.length; j++) {
        const trial = now.with(i, now[j]).with(j, now[i]);
        const trialCost = untidiness(trial, nodes, links, null);
        if (trialCost < cost - 1e-6) {
          now = trial;
          cost = trialCost;
        }
      }
    }
    if (cost === before) break;
  }
  return now;
}

/** Crossings, lines that run through a third node, and length. */
function untidiness(points: readonly Point[], nodes: Nodes, links: readonly Link[], frame: Box | null): number {
  let cost = 0;
  let length = 0;
  for (const [k, a] of links.entries()) {
    const [p, q] = [points[a.from], points[a.to]];
    length += Math.hypot(q.x - p.x, q.y - p.y);
    for (let l = k + 1; l < links.length; l++) {
      const b = links[l];
      if (a.from === b.from || a.from === b.to || a.to === b.from || a.to === b.to) continue;
      if (crosses(p, q, points[b.from], points[b.to])) cost += 1;
    }
    for (const [i, node] of points.entries()) {
      if (i !== a.from && i !== a.to && squaredDistance(node, p, q) < (nodes.radius[i] + 8) ** 2) cost += 2.5;
    }
  }
  const outside = frame === null ? 0 : points.filter((point) => point.x < frame.x || point.y < frame.y).length;
  return cost + length / 700 + outside * 10;
}

function crosses(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side(a: Point, b: Point, c: Point): number {
  return Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
}

/** From a point to a segment. */
function squaredDistance(point: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const along = clamp(((point.x - a.x) * dx + (point.y - a.y) * dy) / Math.max(dx * dx + dy * dy, 1e-9), 0, 1);
  return (point.x - a.x - along * dx) ** 2 + (point.y - a.y - along * dy) ** 2;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

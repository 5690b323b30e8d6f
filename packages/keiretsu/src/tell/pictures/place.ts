/**
 * Where does a label go so that it covers no other and stays inside? Candidates are tried in order of preference: the first that is free and
 * covers the fewest points of lines is taken.
 */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function overlap(a: Box, b: Box, gap = 0): boolean {
  return a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap;
}

function inside(box: Box, frame: Box): boolean {
  return box.x >= frame.x && box.y >= frame.y && box.x + box.width <= frame.x + frame.width && box.y + box.height <= frame.y + frame.height;
}

export function holds(box: Box, point: Point, gap = 0): boolean {
  return point.x > box.x - gap && point.x < box.x + box.width + gap && point.y > box.y - gap && point.y < box.y + box.height + gap;
}

/** The square around a circle is too greedy at its corners: this asks the circle itself. */
function touchesCircle(box: Box, centre: Point, radius: number): boolean {
  const dx = Math.max(box.x - centre.x, 0, centre.x - box.x - box.width);
  const dy = Math.max(box.y - centre.y, 0, centre.y - box.y - box.height);
  return dx * dx + dy * dy < radius * radius;
}

export interface Room {
  readonly frame: Box;
  /** Labels placed so far; a placed label is added by the caller. */
  readonly taken: readonly Box[];
  readonly circles: readonly { readonly centre: Point; readonly radius: number }[];
  /** Points of lines that a label had better not cover. */
  readonly lines: readonly Point[];
}

/** The best candidate, or null when none is free. `candidates` come in order of preference; `patience` ranks cost as much as one covered point, `gap` is the room between two labels. */
export function place<T extends { readonly box: Box }>(
  candidates: readonly T[],
  room: Room,
  options: { readonly gap?: number; readonly patience?: number } = {},
): T | null {
  const { gap = 3, patience = 50 } = options;
  let best: T | null = null;
  let bestCost = Infinity;
  for (const [rank, candidate] of candidates.entries()) {
    if (rank / patience >= bestCost) break;
    const { box } = candidate;
    if (!inside(box, room.frame)) continue;
    if (room.taken.some((other) => overlap(box, other, gap))) continue;
    if (room.circles.some((circle) => touchesCircle(box, circle.centre, circle.radius + gap / 2))) continue;
    const covered = room.lines.reduce((count, point) => count + (holds(box, point, 1) ? 1 : 0), 0);
    const cost = covered + rank / patience;
    if (cost < bestCost) {
      best = candidate;
      bestCost = cost;
    }
  }
  return best;
}

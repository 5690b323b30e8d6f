import { gaussJordan } from "./dense.ts";

/** Stress models as their papers write them, dense and slow. */

export type Liability = readonly [debtor: number, creditor: number, amount: number];

/** Lam_ij = L_ji / E_i; parallel obligations add up, none to oneself, none for nodes without equity. */
export function relativeExposures(n: number, liabilities: readonly Liability[], equity: readonly number[]): number[][] {
  const lam = Array.from({ length: n }, () => Array.from({ length: n }, () => 0));
  for (const [j, i, amount] of liabilities) if (i !== j && equity[i] > 0) lam[i][j] += amount / equity[i];
  return lam;
}

function times(lam: readonly (readonly number[])[], h: readonly number[]): number[] {
  return lam.map((row) => row.reduce((total, x, j) => total + x * h[j], 0));
}

/**
 * Bardoscia and co-authors 2015 without iterating: of all sets of nodes at 1, the least stress that fulfils every equation. Nodes that stress cannot reach
 * have none. At most ten or so nodes.
 */
export function leastStress(lam: readonly (readonly number[])[], base: readonly number[]): number[] {
  const n = base.length;
  const reached = base.map((x) => x > 0);
  for (let round = 0; round < n; round++) for (let i = 0; i < n; i++) if (lam[i].some((x, j) => x > 0 && reached[j])) reached[i] = true;
  const nodes = base.map((_, i) => i).filter((i) => reached[i]);
  let best: number[] | null = null;
  for (let set = 0; set < 2 ** nodes.length; set++) {
    const h = base.map(() => 0);
    const free = nodes.filter((_, k) => ((set >> k) & 1) === 0);
    for (const i of nodes) if (!free.includes(i)) h[i] = 1;
    const right = free.map((i) => base[i] + lam[i].reduce((total, x, j) => total + x * h[j], 0));
    try {
      const solved = gaussJordan(
        free.map((i) => free.map((j) => Number(i === j) - lam[i][j])),
        right,
      );
      free.forEach((i, k) => (h[i] = solved[k]));
    } catch {
      continue;
    }
    const next = times(lam, h).map((x, i) => Math.min(1, base[i] + x));
    if (!h.every((x, i) => x >= -1e-12 && Math.abs(x - next[i]) <= 1e-9)) continue;
    if (best === null || h.reduce((a, x) => a + x, 0) < best.reduce((a, x) => a + x, 0)) best = h;
  }
  return best!;
}

/** The recursion itself: h(t+1) = min(1, h(t) + Lam (h(t) - h(t-1))), simultaneous steps, until none is larger than `step`. */
export function stepByStep(lam: readonly (readonly number[])[], shock: readonly number[], step: number): number[] {
  let before = shock.map(() => 0);
  let h = [...shock];
  for (;;) {
    const passed = times(
      lam,
      h.map((x, i) => x - before[i]),
    );
    const next = h.map((x, i) => Math.min(1, x + passed[i]));
    const largest = next.reduce((most, x, i) => Math.max(most, x - h[i]), 0);
    before = h;
    h = next;
    if (largest <= step) return h;
  }
}

/**
 * The R package NetworkRiskMeasures 0.1.4: a vertex passes on stress up to 1 but is itself not capped, and the steps end when one of them is shorter than
 * the fifth root of the machine epsilon, 7.4e-4, in the Euclidean norm.
 */
export function asNetworkRiskMeasures(lam: readonly (readonly number[])[], shock: readonly number[]): number[] {
  let h = [...shock];
  for (;;) {
    const passed = times(
      lam,
      h.map((x) => Math.min(1, x)),
    );
    const next = passed.map((x, i) => shock[i] + x);
    const length = Math.sqrt(next.reduce((total, x, i) => total + (x - h[i]) ** 2, 0));
    h = next;
    if (length < Number.EPSILON ** 0.2) return h.map((x) => Math.min(1, x));
  }
}

/** Battiston and co-authors 2012: undistressed, distressed, inactive. */
export function onceOnly(lam: readonly (readonly number[])[], shock: readonly number[]): number[] {
  let h = [...shock];
  let state: ("undistressed" | "distressed" | "inactive")[] = shock.map((s) => (s > 0 ? "distressed" : "undistressed"));
  while (state.includes("distressed")) {
    const next = h.map((x, i) =>
      Math.min(1, x + h.reduce((total, y, j) => total + (state[j] === "distressed" ? Math.min(1, lam[i][j]) * y : 0), 0)),
    );
    state = state.map((was, i) => (was === "undistressed" ? (next[i] > 0 ? "distressed" : was) : "inactive"));
    h = next;
  }
  return h;
}

/** Furfine 2003: all losses anew in every round, until no more nodes fail. */
export function failures(
  n: number,
  liabilities: readonly Liability[],
  fails: (i: number, loss: number) => boolean,
  initial: readonly number[],
  recovery: number,
): { failed: boolean[]; loss: number[] } {
  const failed = Array.from({ length: n }, (_, i) => initial.includes(i) || fails(i, 0));
  for (;;) {
    const loss = Array.from({ length: n }, () => 0);
    for (const [j, i, amount] of liabilities) if (i !== j && failed[j]) loss[i] += (1 - recovery) * amount;
    const more = loss.map((_, i) => i).filter((i) => !failed[i] && fails(i, loss[i]));
    if (more.length === 0) return { failed, loss };
    for (const i of more) failed[i] = true;
  }
}

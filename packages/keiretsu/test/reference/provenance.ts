import { amounts, gaussJordan } from "./dense.ts";

/** Budgets, return shares and intervals written straight from their definitions on dense matrices. */
export interface Economy {
  readonly n: number;
  readonly flows: readonly (readonly [number, number, number])[];
  readonly outsideIn?: readonly number[];
  readonly outsideOut?: readonly number[];
}

export interface Balanced {
  readonly x: number[][];
  readonly throughput: number[];
  readonly outsideIn: number[];
  readonly outsideOut: number[];
}

export function balance({ n, flows, outsideIn = [], outsideOut = [] }: Economy): Balanced {
  const x = amounts(n, flows);
  const into = x.map((_, j) => x.reduce((total, row) => total + row[j], 0));
  const out = x.map((row) => row.reduce((total, amount) => total + amount, 0));
  const throughput = x.map((_, j) => Math.max(into[j] + (outsideIn[j] ?? 0), out[j] + (outsideOut[j] ?? 0)));
  return { x, throughput, outsideIn: throughput.map((t, j) => t - into[j]), outsideOut: throughput.map((t, j) => t - out[j]) };
}

/** Share of each budget that the backward walk brings to a payment of `source`, absorbed at the marked nodes; solved where an origin exists. */
export function absorbedShare(balanced: Balanced, marked: readonly number[], source: readonly number[]): number[] {
  const { x, throughput, outsideIn } = balanced;
  const n = throughput.length;
  const origin = throughput.map((_, j) => outsideIn[j] > 1e-9 * throughput[j] || marked.some((s) => x[s][j] > 0));
  for (let round = 0; round < n; round++) {
    for (let k = 0; k < n; k++) for (let j = 0; j < n; j++) if (origin[k] && !marked.includes(k) && x[k][j] > 0) origin[j] = true;
  }
  const known = [...origin.keys()].filter((j) => origin[j] && throughput[j] > 0);
  const matrix = known.map((j) => known.map((k) => Number(j === k) - (marked.includes(k) ? 0 : x[k][j] / throughput[j])));
  const solved = gaussJordan(
    matrix,
    known.map((j) => source[j] / throughput[j]),
  );
  const share = Array.from({ length: n }, () => 0);
  known.forEach((j, i) => (share[j] = solved[i]));
  return share;
}

/** phi_s of each node. */
export function returnShare(economy: Economy, seller: number): number[] {
  const balanced = balance(economy);
  return absorbedShare(balanced, [seller], balanced.x[seller]);
}

/** Largest flow by depth-first augmenting paths on a dense matrix (Ford and Fulkerson), for whole amounts. */
export function slowMaxFlow(capacity: readonly (readonly number[])[], source: number, sink: number): number {
  const room = capacity.map((row) => [...row]);
  let value = 0;
  for (;;) {
    const seen = new Set<number>();
    const push = (i: number, most: number): number => {
      if (i === sink) return most;
      seen.add(i);
      for (let j = 0; j < room.length; j++) {
        if (seen.has(j) || room[i][j] <= 0) continue;
        const sent = push(j, Math.min(most, room[i][j]));
        if (sent > 0) {
          room[i][j] -= sent;
          room[j][i] += sent;
          return sent;
        }
      }
      return 0;
    };
    const sent = push(source, Infinity);
    if (sent === 0) return value;
    value += sent;
  }
}

/** One backward walk from `from`: the marked node it meets, -1 for outside. */
export function walkBack({ x, throughput }: Balanced, from: number, marked: readonly number[], random: () => number): number {
  let j = from;
  for (;;) {
    let left = random() * throughput[j];
    let k = 0;
    while (k < x.length && (left -= x[k][j]) >= 0) k++;
    if (k === x.length) return -1;
    if (marked.includes(k)) return k;
    j = k;
  }
}

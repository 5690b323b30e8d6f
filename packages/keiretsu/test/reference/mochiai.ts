import { gaussJordan } from "./dense.ts";

/** 1 - 1 / [(I - O)^-1]_UU on the network in which one firm U stands for the group, its shares weighed by value. */
export function unionSelfOwnership(
  n: number,
  rows: readonly (readonly [number, number, number])[],
  group: readonly number[],
  value: readonly number[],
): number {
  const worth = group.reduce((sum, j) => sum + value[j], 0);
  const outside = Array.from({ length: n }, (_, i) => i).filter((i) => !group.includes(i));
  // U is 0, the others follow.
  const place = (i: number): number => (group.includes(i) ? 0 : 1 + outside.indexOf(i));
  const size = 1 + outside.length;
  const o = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  for (const [i, j, x] of rows) o[place(i)][place(j)] += group.includes(j) ? (x * value[j]) / worth : x;
  const matrix = o.map((row, i) => row.map((x, j) => Number(i === j) - x));
  const column = gaussJordan(
    matrix,
    Array.from({ length: size }, (_, i) => Number(i === 0)),
  );
  return 1 - 1 / column[0];
}

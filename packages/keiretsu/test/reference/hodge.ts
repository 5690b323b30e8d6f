import { amounts, gaussJordan } from "./dense.ts";

/** The split written straight from its definition on dense matrices; O(n^3). */
export function hodgeReference(
  n: number,
  flows: readonly (readonly [number, number, number])[],
  weight: "gross" | "count" | "unit",
): { potential: number[]; circular: number[][]; total: number; gradient: number; energyCircular: number; components: number } {
  const x = amounts(n, flows);
  const weightOf = (i: number, j: number): number => {
    if (x[i][j] + x[j][i] === 0) return 0;
    if (weight === "gross") return x[i][j] + x[j][i];
    return weight === "unit" ? 1 : Number(x[i][j] > 0) + Number(x[j][i] > 0);
  };
  const component = Array.from({ length: n }, (_, i) => i);
  for (let round = 0; round < n; round++) {
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (weightOf(i, j) > 0) component[i] = Math.min(component[i], component[j]);
  }
  // Adding one to all pairs of a component leaves its differences alone and forces its mean to 0.
  const scale = Math.max(1, ...x.flat());
  const matrix = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (__, j) => {
      const laplacian = i === j ? x.reduce((total, _row, k) => total + (k === i ? 0 : weightOf(i, k)), 0) : -weightOf(i, j);
      return laplacian + (component[i] === component[j] ? scale : 0);
    }),
  );
  const net = x.map((row, i) => row.reduce((total, amount, j) => total + amount - x[j][i], 0));
  const potential = gaussJordan(matrix, net);
  const circular = x.map((row, i) => row.map((amount, j) => amount - x[j][i] - weightOf(i, j) * (potential[i] - potential[j])));
  let total = 0;
  let gradient = 0;
  let energyCircular = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const w = weightOf(i, j);
      if (w === 0) continue;
      total += (x[i][j] - x[j][i]) ** 2 / w;
      gradient += w * (potential[i] - potential[j]) ** 2;
      energyCircular += circular[i][j] ** 2 / w;
    }
  }
  return { potential, circular, total, gradient, energyCircular, components: new Set(component).size };
}

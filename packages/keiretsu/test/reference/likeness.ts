/** The distance of two rows of points by its definition, dimension by dimension; null where a value or a spread is missing. */
export function plainDistance(groups: readonly (readonly (number | null)[])[], g: number, h: number): number | null {
  const terms: number[] = [];
  for (const [d, x] of groups[g].entries()) {
    const y = groups[h][d];
    const values = groups.flatMap((row) => (row[d] === null ? [] : [row[d]]));
    const mean = values.reduce((total, value) => total + value, 0) / values.length;
    const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1);
    if (x === null || y === null || !(variance > 0)) continue;
    terms.push((x - y) ** 2 / variance);
  }
  return terms.length === 0 ? null : Math.sqrt(terms.reduce((total, term) => total + term, 0) / terms.length);
}

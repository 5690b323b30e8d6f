type Holding = readonly [number, number, number];
type Rule = { readonly kind: "sum" | "de facto"; readonly above: number };

const MARGIN = 1e-11;

/** The firms that i controls: the smallest of all sets with i in it that close under the rule, found by adding one firm at a time from the whole sweep. */
export function smallestControl(n: number, rows: readonly Holding[], i: number, rule: Rule): number[] {
  const o = Array.from({ length: n }, () => Array.from({ length: n }, () => 0));
  for (const [k, j, x] of rows) o[k][j] += x;
  const blocs = rule.kind === "sum" ? [] : majorityBlocs(n, o);
  const inside = new Set([i]);
  for (let grown = true; grown; ) {
    grown = false;
    for (let j = 0; j < n; j++) {
      if (inside.has(j) || !commands(j, inside, o, blocs, rule)) continue;
      inside.add(j);
      grown = true;
    }
  }
  inside.delete(i);
  return [...inside].sort((a, b) => a - b);
}

function commands(
  j: number,
  inside: ReadonlySet<number>,
  o: readonly number[][],
  blocs: readonly ReadonlySet<number>[],
  { kind, above }: Rule,
): boolean {
  const votes = o.reduce((sum, row, k) => sum + (inside.has(k) ? row[j] : 0), 0);
  if (kind === "sum") return votes > above + MARGIN;
  const others = blocs.map((bloc) => [...bloc].reduce((sum, k) => sum + (inside.has(k) || k === j ? 0 : o[k][j]), 0));
  const untold = Math.max(0, 1 - o.reduce((sum, row) => sum + row[j], 0));
  if (votes > 0.5 + MARGIN) return true;
  if (votes > above + MARGIN && others.every((x) => x <= votes + MARGIN)) return true;
  return votes ** 2 > others.reduce((sum, x) => sum + x ** 2, untold ** 2) + MARGIN;
}

/** Sets of firms that vote together: a firm joins the set that holds most of its votes, until none joins any more. */
function majorityBlocs(n: number, o: readonly number[][]): Set<number>[] {
  let blocs = Array.from({ length: n }, (_, i) => new Set([i]));
  for (;;) {
    const pairs = o.flatMap((_, j) => {
      const own = blocs.find((bloc) => bloc.has(j))!;
      const majority = blocs.find((bloc) => bloc !== own && [...bloc].reduce((sum, k) => sum + o[k][j], 0) > 0.5 + MARGIN);
      return majority ? [[own, majority]] : [];
    });
    if (pairs.length === 0) return blocs;
    blocs = [...blocs.filter((bloc) => !pairs[0].includes(bloc)), new Set(pairs[0].flatMap((bloc) => [...bloc]))];
  }
}

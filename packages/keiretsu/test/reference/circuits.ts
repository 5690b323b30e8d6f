/** Slow references for circuits: every simple cycle by plain depth-first search, and Johnson's algorithm for circuits of any length. */

export interface PlainEdge {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

export interface PlainCircuit {
  readonly nodes: readonly number[];
  /** Positions in the list of edges. */
  readonly edges: readonly number[];
  readonly capacity: number;
}

/** All circuits of 2 to `maxLength` edges; parallel edges give circuits of their own. From each root, through greater nodes only. */
export function allCircuits(n: number, edges: readonly PlainEdge[], maxLength: number): PlainCircuit[] {
  const found: PlainCircuit[] = [];
  function extend(root: number, nodes: readonly number[], path: readonly number[]): void {
    edges.forEach(({ from, to }, k) => {
      if (from !== nodes[nodes.length - 1] || path.length + 1 > maxLength) return;
      if (to === root && path.length >= 1) {
        const closed = [...path, k];
        found.push({ nodes, edges: closed, capacity: Math.min(...closed.map((e) => edges[e].amount)) });
      } else if (to > root && !nodes.includes(to)) extend(root, [...nodes, to], [...path, k]);
    });
  }
  for (let root = 0; root < n; root++) extend(root, [root], []);
  return found;
}

/** Add up parallel edges. */
export function merged(edges: readonly PlainEdge[]): PlainEdge[] {
  const sums = new Map<string, PlainEdge>();
  for (const { from, to, amount } of edges) {
    const key = `${from} ${to}`;
    sums.set(key, { from, to, amount: amount + (sums.get(key)?.amount ?? 0) });
  }
  return [...sums.values()];
}

/** Johnson 1975 "Finding all the elementary circuits of a directed graph", on a simple graph without self-loops; returns the node lists. */
export function johnsonCircuits(n: number, edges: readonly PlainEdge[]): number[][] {
  const found: number[][] = [];
  for (let root = 0; root < n; root++) {
    const next = Array.from({ length: n }, (_, i) => edges.filter((e) => e.from === i && e.from >= root && e.to >= root).map((e) => e.to));
    const blocked = new Set<number>();
    const waiting = Array.from({ length: n }, () => new Set<number>());
    const stack: number[] = [];
    const unblock = (u: number): void => {
      blocked.delete(u);
      for (const w of waiting[u]) {
        waiting[u].delete(w);
        if (blocked.has(w)) unblock(w);
      }
    };
    const circuit = (v: number): boolean => {
      let closed = false;
      stack.push(v);
      blocked.add(v);
      for (const w of next[v]) {
        if (w === root) {
          found.push([...stack]);
          closed = true;
        } else if (!blocked.has(w) && circuit(w)) closed = true;
      }
      if (closed) unblock(v);
      else for (const w of next[v]) waiting[w].add(v);
      stack.pop();
      return closed;
    };
    circuit(root);
  }
  return found;
}

/** Can the payments be dated in order from some rotation? Every pair of every rotation, straight from the definition. */
export function feasibleSpan(firstDay: readonly number[], lastDay: readonly number[]): number | null {
  const length = firstDay.length;
  for (let rotation = 0; rotation < length; rotation++) {
    let feasible = true;
    for (let a = 0; a < length; a++) {
      for (let b = a + 1; b < length; b++) if (firstDay[(rotation + a) % length] > lastDay[(rotation + b) % length]) feasible = false;
    }
    if (feasible) return Math.max(0, Math.max(...firstDay) - Math.min(...lastDay));
  }
  return null;
}

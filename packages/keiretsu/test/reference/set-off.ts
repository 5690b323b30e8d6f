/** Slow references for the largest set-off. */

export interface PlainObligation {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

/**
 * Cycle cancelling (Klein 1967): start with no set-off; while the residual graph has a cycle on which setting off more gains more than it gives back,
 * push along it. Bellman-Ford finds the cycles. Returns what is set off of each obligation.
 */
export function cancelCycles(n: number, obligations: readonly PlainObligation[]): number[] {
  const set = obligations.map(() => 0);
  for (;;) {
    const cycle = gainingCycle(n, obligations, set);
    if (cycle === null) return set;
    const room = Math.min(...cycle.map(({ k, forward }) => (forward ? obligations[k].amount - set[k] : set[k])));
    for (const { k, forward } of cycle) set[k] += forward ? room : -room;
  }
}

interface Step {
  readonly k: number;
  readonly forward: boolean;
}

function gainingCycle(n: number, obligations: readonly PlainObligation[], set: readonly number[]): Step[] | null {
  const cost = Array.from({ length: n }, () => 0);
  const by: ({ step: Step; from: number } | null)[] = Array.from({ length: n }, () => null);
  let touched = -1;
  for (let round = 0; round <= n; round++) {
    touched = -1;
    const relax = (i: number, j: number, price: number, step: Step): void => {
      if (cost[i] + price >= cost[j]) return;
      cost[j] = cost[i] + price;
      by[j] = { step, from: i };
      touched = j;
    };
    obligations.forEach(({ from, to, amount }, k) => {
      if (set[k] < amount) relax(from, to, -1, { k, forward: true });
      if (set[k] > 0) relax(to, from, 1, { k, forward: false });
    });
    if (touched < 0) return null;
  }
  // A node touched in round n lies behind a cycle.
  for (let step = 0; step < n; step++) touched = by[touched]!.from;
  const cycle: Step[] = [];
  let i = touched;
  do {
    cycle.push(by[i]!.step);
    i = by[i]!.from;
  } while (i !== touched);
  return cycle;
}

/** The linear programme in CPLEX LP format, for a solver. Self-loops are left out: they clear in full. */
export function linearProgramme(n: number, obligations: readonly PlainObligation[]): string {
  const terms: string[][] = Array.from({ length: n }, () => []);
  const names: string[] = [];
  const bounds: string[] = [];
  obligations.forEach(({ from, to, amount }, k) => {
    if (from === to) return;
    names.push(`f${k}`);
    bounds.push(` 0 <= f${k} <= ${amount}`);
    terms[from].push(`- f${k}`);
    terms[to].push(`+ f${k}`);
  });
  const rows = terms.flatMap((list, i) => (list.length > 0 ? [` balance${i}: ${list.join(" ")} = 0`] : []));
  return ["Maximize", ` total: ${names.join(" + ")}`, "Subject To", ...rows, "Bounds", ...bounds, "End"].join("\n");
}

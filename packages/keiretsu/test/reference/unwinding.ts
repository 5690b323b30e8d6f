import type { UnwindingPosition } from "../../src/simulate/unwinding.ts";

/**
 * The least loss of leaving whole positions (contracts, shares without a market) within a time: quarter by quarter, over every set of positions that may be out by then.
 * What is out and since when is the state. null where the time is too short.
 */
export function leastLossBySubsets(positions: readonly UnwindingPosition[], time: number): number | null {
  const longest = (p: number, kinds: readonly string[]): number =>
    Math.max(0, ...Object.entries(positions[p].waits ?? {}).map(([kind, wait]) => (kinds.includes(kind) ? (wait ?? 0) : 0)));
  const known = new Map<string, number>();
  const allowed = (p: number, out: readonly number[], t: number): boolean => {
    const takes = positions[p].form === "shares" ? (positions[p].saleQuarters ?? 0) : 0;
    const asked = Math.max(0, ...(positions[p].after ?? []).map((q) => (out[q] < 0 ? Infinity : out[q])));
    return t >= takes + Math.max(longest(p, ["notice", "lock-up", "term"]), asked + longest(p, ["consent", "regulatory"]));
  };
  const cost = (p: number, t: number): number => {
    const { form, size, discount = 0, penaltyFixed = 0, penaltyShare = 0, runsOff = null } = positions[p];
    if (form === "shares") return discount * size;
    if (runsOff === null) return penaltyFixed + penaltyShare * size;
    return t >= runsOff ? 0 : penaltyFixed + penaltyShare * size * (1 - t / runsOff);
  };
  const from = (t: number, out: readonly number[]): number => {
    if (out.every((at) => at >= 0)) return 0;
    if (t > time) return Infinity;
    const key = `${t}|${out.join()}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    // Several may leave in one quarter, one after another where one waits for the other.
    let least = from(t + 1, out);
    for (const p of positions.keys()) {
      if (out[p] >= 0 || !allowed(p, out, t)) continue;
      least = Math.min(least, cost(p, t) + from(t, out.with(p, t)));
    }
    known.set(key, least);
    return least;
  };
  const least = from(
    0,
    positions.map(() => -1),
  );
  return least === Infinity ? null : least;
}

/** The longest chain of waits, sales and precedents, by walking every chain. */
export function longestChain(positions: readonly UnwindingPosition[], duration: (p: number) => number): number {
  const out = (p: number): number => {
    const { waits = {}, after = [] } = positions[p];
    const asked = Math.max(0, ...after.map(out));
    const start = Math.max(
      waits.notice ?? 0,
      waits["lock-up"] ?? 0,
      waits.term ?? 0,
      asked + Math.max(waits.consent ?? 0, waits.regulatory ?? 0),
    );
    return start + duration(p);
  };
  return Math.max(0, ...positions.map((_, p) => out(p)));
}

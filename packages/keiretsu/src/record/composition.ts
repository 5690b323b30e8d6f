import type { LegView } from "./view.ts";

/**
 * Never a whole with its parts. Takes legs that would count by themselves and turns some of them away:
 * - wholes: an umbrella never counts; a part does not count while a leg that contains it counts.
 * - parts: an umbrella never counts; a leg does not count while one of its parts counts.
 * - umbrellas: as wholes, but an umbrella counts as a whole like any other.
 * A whole that does not count (lapsed, too weak, an umbrella) hides nothing: its parts then count in its place.
 */
export function composition(legs: readonly LegView[], mode: "wholes" | "parts" | "umbrellas"): readonly LegView[] {
  const umbrella = (row: LegView): boolean => mode !== "umbrellas" && row.leg.sum === "umbrella";
  const candidates = new Set(legs.filter((row) => row.verdict === "counted" && !umbrella(row)).map((row) => row.leg.id));
  const wholes = containers(legs);
  const divided = new Set<string>();
  if (mode === "parts") {
    for (const id of candidates) for (const whole of wholes.get(id)!) if (candidates.has(whole)) divided.add(whole);
  }
  return legs.map((row) => {
    if (row.verdict !== "counted") return row;
    if (umbrella(row)) return { ...row, verdict: "umbrella" };
    if (mode === "parts") return divided.has(row.leg.id) ? { ...row, verdict: "counted-by-parts" } : row;
    return wholes.get(row.leg.id)!.some((whole) => candidates.has(whole)) ? { ...row, verdict: "part-of-counted" } : row;
  });
}

/** Every leg that contains a leg, at any depth; a leg in a ring of part_of does not contain itself. */
function containers(legs: readonly LegView[]): ReadonlyMap<string, readonly string[]> {
  const partOf = new Map(legs.map((row) => [row.leg.id, row.leg.partOf]));
  return new Map(
    legs.map((row) => {
      const met = new Set<string>();
      const waiting = [...row.leg.partOf];
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        if (id === row.leg.id || met.has(id)) continue;
        met.add(id);
        waiting.push(...(partOf.get(id) ?? []));
      }
      return [row.leg.id, [...met]];
    }),
  );
}

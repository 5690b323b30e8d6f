import { compareText } from "../../finding.ts";
import { flowClass } from "../../record/instrument.ts";
import { perimeter } from "../../record/perimeter.ts";
import { firmnessOf, ghostsOf } from "../../record/standing.ts";
import type { LegView, View } from "../../record/view.ts";
import type { Language } from "../language.ts";
import { entityNames } from "../names.ts";
import type { NetworkEdge, NetworkScene } from "./picture-network.ts";

/**
 * The network picture of a view: counted legs, and as ghosts the legs that have lapsed or were denied. Legs between the same two firms that
 * are alike in kind and firmness become one arrow.
 */
export function networkScene(view: View, language: Language): NetworkScene {
  const { casebook } = view;
  const firm = perimeter(casebook, "parent");
  const nameOf = entityNames(casebook, language);
  const merged = new Map<string, NetworkEdge>();
  for (const row of drawn(view)) {
    const [from, to] = [firm(row.leg.from), firm(row.leg.to)];
    if (from === to) continue;
    const flow = flowClass(row.leg.instrument);
    const firmness = firmnessOf(row);
    const key = JSON.stringify([from, to, flow, firmness, row.amount === null]);
    const before = merged.get(key);
    const amount = inCurrency(row, casebook.currency);
    merged.set(key, {
      from,
      to,
      flow,
      firmness,
      amount: before ? { low: added(before.amount.low, amount.low), high: added(before.amount.high, amount.high) } : amount,
    });
  }
  const edges = [...merged].sort(([a], [b]) => compareText(a, b)).map(([, edge]) => edge);
  const ids = [...new Set(edges.flatMap((edge) => [edge.from, edge.to]))].sort(compareText);
  return {
    unit: casebook.currency,
    title: language === "fr" ? "Qui paie qui" : "Who pays whom",
    nodes: ids.map((id) => ({ id, name: nameOf(id) })),
    edges,
  };
}

function drawn(view: View): readonly LegView[] {
  const isGhost = ghostsOf(view);
  return view.legs.filter((row) => row.verdict === "counted" || isGhost(row));
}

function inCurrency(row: LegView, currency: string): { readonly low: number | null; readonly high: number | null } {
  return row.amount?.unit === currency ? { low: row.amount.low, high: row.amount.high } : { low: null, high: null };
}

function added(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

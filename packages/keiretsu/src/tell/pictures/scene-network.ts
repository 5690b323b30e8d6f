import { compareText } from "../../finding.ts";
import { flowClass } from "../../record/instrument.ts";
import { perimeter } from "../../record/perimeter.ts";
import { statusRank } from "../../record/strength.ts";
import type { LegView, View } from "../../record/view.ts";
import type { Firmness } from "./arrow.ts";
import type { Language } from "../language.ts";
import type { NetworkEdge, NetworkScene } from "./picture-network.ts";

/**
 * The network picture of a view: counted legs, and as ghosts the legs that have lapsed or were denied. Legs between the same two firms that
 * are alike in kind and firmness become one arrow.
 */
export function networkScene(view: View, language: Language): NetworkScene {
  const { casebook } = view;
  const firm = perimeter(casebook, "parent");
  const names = new Map(casebook.entities.map((entity) => [entity.id, entity.name]));
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
    nodes: ids.map((id) => ({ id, name: names.get(id) ?? id })),
    edges,
  };
}

/** Firm: under contract or performed; promised: announced, intended, rumoured, or due only if called; ghost: ended. */
export function firmnessOf(row: LegView): Firmness {
  const rank = row.status === null ? 0 : statusRank(row.status.status);
  if (rank < 0) return "ghost";
  return rank >= statusRank("definitive") && row.leg.gives !== "guarantee" ? "firm" : "promised";
}

function drawn(view: View): readonly LegView[] {
  const isGhost = ghostsOf(view);
  return view.legs.filter((row) => row.verdict === "counted" || isGhost(row));
}

/** Which legs are shown as ghosts: those of the chapters asked for that have lapsed, where money would have moved. */
export function ghostsOf(view: View): (row: LegView) => boolean {
  const chapters = view.options.chapters ?? view.casebook.chapters;
  const chapterOf = new Map(view.casebook.deals.map((deal) => [deal.id, deal.chapter]));
  const inHeadline = (row: LegView): boolean => chapters.includes("all") || chapters.includes(chapterOf.get(row.leg.deal) ?? "");
  return (row) => row.verdict === "lapsed" && row.leg.sum === "leg" && row.leg.gives !== "valuation" && inHeadline(row);
}

function inCurrency(row: LegView, currency: string): { readonly low: number | null; readonly high: number | null } {
  return row.amount?.unit === currency ? { low: row.amount.low, high: row.amount.high } : { low: null, high: null };
}

function added(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

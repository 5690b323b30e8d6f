import type { Instrument, Leg } from "./casebook.ts";

/** What money on a leg is for: funding puts money into a firm, revenue is what a firm sells, a transfer changes hands between others. */
export type FlowClass = "funding" | "revenue" | "transfer";

export const flowClasses: readonly FlowClass[] = ["funding", "revenue", "transfer"];

const classOf: Readonly<Record<Instrument, FlowClass>> = {
  "equity-investment": "funding",
  "share-issue": "funding",
  convertible: "funding",
  warrant: "funding",
  debt: "funding",
  "guarantee-backstop": "funding",
  "cloud-credits": "funding",
  "joint-venture": "funding",
  "supply-purchase": "revenue",
  "cloud-capacity": "revenue",
  "take-or-pay": "revenue",
  licence: "revenue",
  lease: "revenue",
  "revenue-share": "revenue",
  "share-sale": "transfer",
  acquisition: "transfer",
  wages: "transfer",
};

export function flowClass(instrument: Instrument): FlowClass {
  return classOf[instrument];
}

/** Shares, warrants and credits: value moves, cash does not. */
export function isInKind(leg: Leg): boolean {
  return leg.gives === "shares" || leg.gives === "warrants" || leg.gives === "credits";
}

/** A guarantee, or a backstop of capacity that others may leave unsold: nothing moves until it is called. */
export function isContingent(leg: Leg): boolean {
  return leg.gives === "guarantee" || leg.instrument === "guarantee-backstop";
}

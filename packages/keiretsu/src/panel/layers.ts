import { type Result, toResult } from "../network/result.ts";
import type { Casebook, Instrument } from "../record/casebook.ts";
import { compareValid } from "../record/horizon.ts";
import { reviewKinds, type RightKind, rights } from "../record/rights.ts";
import { type Stake, stakes } from "../record/stakes.ts";
import type { LegView, View } from "../record/view.ts";
import { type Evidence, evidence } from "./evidence.ts";

/**
 * Question: what are the ties of this network made of, contracts or capital? Each counted leg belongs to one layer by its instrument; stakes
 * that sources state as a percentage (predicate ownership-share-by-<holder>) are ties of the ownership layer without an amount.
 */
export type Layer = "ownership" | "credit" | "supply" | "capacity" | "guarantee" | "sharing";

const layerNames: readonly Layer[] = ["ownership", "credit", "supply", "capacity", "guarantee", "sharing"];

/** Ties by contract, against ties by capital (ownership) and by credit. */
const contracts: readonly Layer[] = ["supply", "capacity", "guarantee", "sharing"];

const layerOf: Readonly<Record<Instrument, Layer>> = {
  "equity-investment": "ownership",
  "share-issue": "ownership",
  "share-sale": "ownership",
  convertible: "ownership",
  warrant: "ownership",
  acquisition: "ownership",
  "joint-venture": "ownership",
  debt: "credit",
  "cloud-credits": "credit",
  "supply-purchase": "supply",
  licence: "supply",
  "cloud-capacity": "capacity",
  "take-or-pay": "capacity",
  lease: "capacity",
  "guarantee-backstop": "guarantee",
  "revenue-share": "sharing",
  wages: "sharing",
};

export interface LayerRow {
  readonly layer: Layer;
  /** Counted legs and stated stakes. */
  readonly ties: number;
  /** Bounds of the sum of the legs whose amount is known, in the casebook's currency; null = unknown bound. */
  readonly amount: { readonly low: number; readonly high: number | null };
  /** Ties without an amount in the casebook's currency. */
  readonly withoutAmount: number;
  readonly legs: readonly string[];
  /** Claims that state a stake. */
  readonly stakes: readonly string[];
}

export interface Layers {
  readonly layers: readonly LayerRow[];
  /** Contracts (supply, capacity, guarantee, sharing) against ownership, as shares of all ties and of the amounts that sources name. */
  readonly contractShare: { readonly byCount: number | null; readonly byAmount: number | null };
  readonly ownershipShare: { readonly byCount: number | null; readonly byAmount: number | null };
  /** Counted legs and stated stakes between parties of two countries, of one, or where a country is not recorded. */
  readonly borders: {
    readonly across: number;
    readonly within: number;
    readonly unknown: number;
    readonly acrossShare: number | null;
    /** The same by the amounts that sources name of the legs. */
    readonly byAmount: { readonly across: number; readonly within: number; readonly unknown: number; readonly acrossShare: number | null };
  };
  /** What regulators did about the deals and legs counted, by date. */
  readonly reviews: readonly (Evidence & {
    readonly kind: RightKind;
    readonly regulator: string;
    readonly over: string;
    readonly since: string | null;
    readonly until: string | null;
  })[];
}

/** Shares of ties and of money by layer. Amounts take the figure a source names (the cap of "up to"). Cost O(legs + claims). */
export function layers(view: View): Result<Layers> {
  const { casebook } = view;
  const counted = view.legs.filter((row) => row.verdict === "counted");
  const owned = stakesOfParties(view);
  const rows = layerNames.map((layer): LayerRow => {
    const legs = counted.filter((row) => layerOf[row.leg.instrument] === layer);
    const priced = legs.filter((row) => row.amount?.unit === casebook.currency);
    const held = layer === "ownership" ? owned : [];
    return {
      layer,
      ties: legs.length + held.length,
      amount: {
        low: priced.reduce((total, row) => total + (row.amount!.low ?? 0), 0),
        high: priced.some((row) => row.amount!.high === null) ? null : priced.reduce((total, row) => total + row.amount!.high!, 0),
      },
      withoutAmount: legs.length + held.length - priced.length,
      legs: legs.map((row) => row.leg.id),
      stakes: held.map((stake) => stake.claim.id),
    };
  });
  const ties = rows.reduce((total, row) => total + row.ties, 0);
  const named = (layer: Layer): number =>
    counted.filter((row) => layerOf[row.leg.instrument] === layer).reduce((total, row) => total + namedFigure(row, casebook.currency), 0);
  const money = layerNames.reduce((total, layer) => total + named(layer), 0);
  const share = (of: readonly Layer[]): Layers["contractShare"] => ({
    byCount: ties === 0 ? null : rows.reduce((total, row) => total + (of.includes(row.layer) ? row.ties : 0), 0) / ties,
    byAmount: money === 0 ? null : of.reduce((total, layer) => total + named(layer), 0) / money,
  });
  return toResult(
    "layers",
    { digest: casebook.digest, unit: casebook.currency, asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...view.options },
    {
      values: {
        layers: rows,
        contractShare: share(contracts),
        ownershipShare: share(["ownership"]),
        borders: borders(casebook, counted, owned),
        reviews: reviewsOf(view, counted),
      },
    },
  );
}

/** Ties across borders. A unit without a country takes its parent's. */
function borders(casebook: Casebook, counted: readonly LegView[], owned: readonly Stake[]): Layers["borders"] {
  const entities = new Map(casebook.entities.map((entity) => [entity.id, entity]));
  const countryOf = (id: string): string => {
    const met = new Set<string>();
    for (let at = entities.get(id); at && !met.has(at.id); at = at.parent === null ? undefined : entities.get(at.parent)) {
      if (at.country !== "") return at.country;
      met.add(at.id);
    }
    return "";
  };
  const pairs = [
    ...counted.map((row) => [countryOf(row.leg.from), countryOf(row.leg.to), namedFigure(row, casebook.currency)] as const),
    ...owned.map((stake) => [countryOf(stake.holder), countryOf(stake.held), 0] as const),
  ];
  const parts = (weight: (figure: number) => number): Layers["borders"]["byAmount"] => {
    let [across, within, unknown] = [0, 0, 0];
    for (const [from, to, figure] of pairs) {
      if (from === "" || to === "") unknown += weight(figure);
      else if (from === to) within += weight(figure);
      else across += weight(figure);
    }
    return { across, within, unknown, acrossShare: across + within === 0 ? null : across / (across + within) };
  };
  return { ...parts(() => 1), byAmount: parts((figure) => figure) };
}

/** Inquiries and clearances that bear on a counted leg or on the deal of one. */
function reviewsOf(view: View, counted: readonly LegView[]): Layers["reviews"] {
  const about = new Set(counted.flatMap((row) => [row.leg.id, row.leg.deal]));
  return [...rights(view, reviewKinds)]
    .filter((review) => about.has(review.over))
    .sort((a, b) => compareValid(a.since, b.since))
    .map((review) => ({
      kind: review.kind,
      regulator: review.holder,
      over: review.over,
      since: review.since?.text ?? null,
      until: review.until?.text ?? null,
      ...evidence([], review.claims),
    }));
}

/** The figure that the source names: the point, else the only bound that is not the 0 of "up to". */
export function namedFigure(row: LegView, currency: string): number {
  if (row.amount === null || row.amount.unit !== currency) return 0;
  return row.amount.point ?? row.amount.high ?? row.amount.low ?? 0;
}

/** Stakes held by or in a party of a counted leg. */
function stakesOfParties(view: View): readonly Stake[] {
  const parties = new Set(view.legs.filter((row) => row.verdict === "counted").flatMap((row) => [row.leg.from, row.leg.to]));
  return stakes(view).filter((stake) => parties.has(stake.holder) || parties.has(stake.held));
}

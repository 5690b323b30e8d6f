import { compareText } from "../finding.ts";
import type { Network } from "../network/network.ts";
import { sum } from "../num/sum.ts";
import { budgets } from "../trace/budget.ts";
import { provenance, type Provenance } from "../trace/provenance.ts";
import { type Range, spanOf } from "./range.ts";
import type { Runs } from "./runs.ts";
import { type ShareBounds, vendorBounds, vendorBoundsAtStated } from "./vendor-bounds.ts";

/**
 * Of what each seller earned, how much was its own funding coming home? Shares of revenue, by proportional attribution (trace/provenance.ts) at
 * the stated amounts, their range over the low, stated and high amounts, and two intervals that hold however money was mixed: at the stated
 * amounts, and whatever the true amounts are (vendor-bounds.ts). Shares of different sellers overlap and must not be added.
 */
export interface VendorFinanced {
  /** Entity id of the firm that sells. */
  readonly seller: string;
  /** Revenue on the counted legs within their bounds, in the casebook's currency; high null = a leg has no upper bound. */
  readonly revenue: Range;
  /** Share of that revenue, at the stated amounts; null when the stated amounts leave no revenue. */
  readonly share: number | null;
  /** The share over the three runs. */
  readonly shareRange: Range;
  /** Part of `share` that comes home in one payment, without another firm between. */
  readonly direct: number | null;
  /** The seller's ordinary purchases that come home: no funding, share of revenue. */
  readonly commercial: number | null;
  /** Proved for all amounts within their bounds, legs of unknown amount included, and for every way in which money may have been mixed. */
  readonly lower: number;
  readonly upper: number;
  /** For every way in which money may have been mixed, if each amount is the stated one; null when these leave no revenue. */
  readonly stated: ShareBounds | null;
  readonly byClient: readonly ClientFinanced[];
  /** Funding legs that leave the seller and revenue legs that reach it, with amounts. Sorted. */
  readonly legs: readonly string[];
}

export interface ClientFinanced {
  readonly client: string;
  /** Within the bounds of its legs; point null = it only pays amounts that are unknown. */
  readonly revenue: Range;
  /** Share of what this client pays the seller. */
  readonly share: number | null;
  readonly lower: number;
  readonly upper: number;
  /** As of the seller; null when it pays no stated amount. */
  readonly stated: ShareBounds | null;
}

/** Largest share first, then largest revenue, then by id. */
export function vendorFinanced(run: Runs): readonly VendorFinanced[] {
  const ends = { low: sellersOf(run.low.network), point: sellersOf(run.point.network), high: sellersOf(run.high.network) };
  const sellers = [...new Set([...ends.low.keys(), ...ends.point.keys(), ...ends.high.keys()])];
  const legs = legsBySeller(run);
  const bounds = vendorBounds(run, sellers);
  const boundsAtStated = vendorBoundsAtStated(run, sellers);
  return sellers
    .map((seller): VendorFinanced => {
      const at = { low: ends.low.get(seller), point: ends.point.get(seller), high: ends.high.get(seller) };
      const { lower, upper, clients } = bounds.get(seller)!;
      const stated = boundsAtStated.get(seller);
      const revenues = [...clients.values()].map((client) => client.revenue);
      return {
        seller,
        revenue: {
          low: at.low?.revenue ?? 0,
          point: at.point?.revenue ?? 0,
          high: revenues.some(({ high }) => high === null) ? null : sum(Float64Array.from(revenues, ({ high }) => high!)),
        },
        share: at.point?.share ?? null,
        shareRange: spanOf({ low: at.low?.share ?? null, point: at.point?.share ?? null, high: at.high?.share ?? null }),
        direct: at.point?.direct ?? null,
        commercial: at.point?.commercial ?? null,
        lower,
        upper,
        stated: intervalOf(stated),
        byClient: [...clients]
          .map(
            ([client, of]): ClientFinanced => ({
              client,
              revenue: { ...of.revenue, point: at.point?.clients.get(client)?.revenue ?? null },
              share: at.point?.clients.get(client)?.share ?? null,
              lower: of.lower,
              upper: of.upper,
              stated: intervalOf(stated?.clients.get(client)),
            }),
          )
          .sort((a, b) => money(b) - money(a) || compareText(a.client, b.client)),
        legs: legs.get(seller) ?? [],
      };
    })
    .sort(
      (a, b) => (b.share ?? -1) - (a.share ?? -1) || (b.revenue.point ?? 0) - (a.revenue.point ?? 0) || compareText(a.seller, b.seller),
    );
}

function intervalOf(bounds: ShareBounds | undefined): ShareBounds | null {
  return bounds === undefined ? null : { lower: bounds.lower, upper: bounds.upper };
}

/** Vendor-financed money of a client at the stated amounts. */
function money(client: ClientFinanced): number {
  return (client.share ?? 0) * (client.revenue.point ?? 0);
}

/** Vendor-financed share of each firm that earns revenue, without intervals. Sorted by id. */
export function sellerShares(
  network: Network,
): readonly { readonly seller: string; readonly share: number | null; readonly revenue: number }[] {
  const prepared = budgets(network);
  return sellerNodes(network).map((seller) => {
    const { values } = provenance(network, { seller, fundingTypes: ["funding"], revenueTypes: ["revenue"], boundedClients: 0 }, prepared);
    return { seller: network.names[seller], share: values.vendorFinancedShareOfRevenue, revenue: values.revenue };
  });
}

interface Seller {
  readonly revenue: number;
  readonly share: number | null;
  readonly direct: number | null;
  readonly commercial: number | null;
  readonly clients: ReadonlyMap<string, { readonly revenue: number; readonly share: number }>;
}

/** Every firm that earns revenue in one network. */
function sellersOf(network: Network): ReadonlyMap<string, Seller> {
  const { names } = network;
  const prepared = budgets(network);
  return new Map(
    sellerNodes(network).map((node) => {
      const params = { seller: node, fundingTypes: ["funding"], revenueTypes: ["revenue"], boundedClients: 0 };
      return [names[node], sellerOf(names, provenance(network, params, prepared).values)];
    }),
  );
}

/** Nodes that revenue reaches, rising. */
function sellerNodes({ m, target, type, typeNames }: Network): number[] {
  const revenueType = typeNames.indexOf("revenue");
  const nodes = new Set<number>();
  for (let e = 0; e < m; e++) if (type![e] === revenueType) nodes.add(target[e]);
  return [...nodes].sort((a, b) => a - b);
}

function sellerOf(names: readonly string[], values: Provenance): Seller {
  const { revenueFrom, fundingShare } = values;
  const clients = [...revenueFrom.keys()].filter((c) => revenueFrom[c] > 0);
  return {
    revenue: values.revenue,
    share: values.vendorFinancedShareOfRevenue,
    direct: values.directShareOfRevenue,
    commercial: values.commercialShareOfRevenue,
    clients: new Map(clients.map((c) => [names[c], { revenue: revenueFrom[c], share: fundingShare[c] }])),
  };
}

/** Funding legs that leave each firm and revenue legs that reach it, among those with an amount. */
function legsBySeller(run: Runs): ReadonlyMap<string, readonly string[]> {
  const { network, legs } = run.point;
  const found = new Map<string, string[]>();
  const add = (node: number, leg: string): void => {
    const name = network.names[node];
    found.set(name, [...(found.get(name) ?? []), leg]);
  };
  for (let i = 0; i < network.n; i++) {
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      const kind = network.typeNames[network.type![e]];
      const { id } = legs[network.leg[e]].leg;
      if (kind === "funding") add(i, id);
      if (kind === "revenue") add(network.target[e], id);
    }
  }
  for (const ids of found.values()) ids.sort(compareText);
  return found;
}

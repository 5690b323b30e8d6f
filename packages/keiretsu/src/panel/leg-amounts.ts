import type { Projection } from "../record/project.ts";

/** Amount of each counted leg at one end of its range, in the casebook's currency: null where that bound is unknown. */
export function legAmounts(projection: Projection): ReadonlyMap<string, number | null> {
  const { network, legs, unknown, zero } = projection;
  const amounts = new Map<string, number | null>();
  for (let e = 0; e < network.m; e++) amounts.set(legs[network.leg[e]].leg.id, network.weight[e]);
  for (const row of unknown) amounts.set(row.leg.id, null);
  for (const row of zero) amounts.set(row.leg.id, 0);
  return amounts;
}
